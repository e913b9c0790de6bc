"""Who is in the archive: one file an entity, with its articles, companions and printed forms."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from newsarchive.model import ArticleId, Entity, EntityFile, EntityId, Record

Name = TypeVar("Name", bound=str)

COMPANIONS = 50  # kept for each entity; a page shows fewer


def entity_files(records: Sequence[Record]) -> Mapping[EntityId, EntityFile]:
    """A file for each entity that some article is tagged with; `records` come newest first."""
    known: dict[EntityId, Entity] = {}
    articles: defaultdict[EntityId, list[ArticleId]] = defaultdict(list)
    companions: defaultdict[EntityId, Counter[EntityId]] = defaultdict(Counter)
    surfaces: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
    for record in records:
        known.update((entity.id, entity) for entity in record.entities)
        tagged = sorted({tag.entity for tag in record.tags})
        for entity in tagged:
            articles[entity].append(record.article.id)
            companions[entity].update(tagged)
        for mention in record.mentions:
            surfaces[mention.entity][mention.surface] += 1
    for entity, shared in companions.items():
        del shared[entity]
    return {
        entity: EntityFile(
            entity=known[entity],
            articles=tuple(articles[entity]),
            companions=_most_first(companions[entity])[:COMPANIONS],
            surfaces=_most_first(surfaces[entity]),
        )
        for entity in sorted(articles)
    }


def _most_first(counts: Counter[Name]) -> tuple[tuple[Name, int], ...]:
    return tuple(sorted(sorted(counts.items()), key=itemgetter(1), reverse=True))
