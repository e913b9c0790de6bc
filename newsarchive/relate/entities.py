"""Who is in the archive: one file an entity, and in whose company and which forms it is named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar

from newsarchive import cards
from newsarchive.model import ArticleId, Card, Entity, EntityFile, EntityId, Profile

Name = TypeVar("Name", bound=str)

COMPANIONS = 50  # kept for each entity; a page shows fewer


def entity_files(
    found: Mapping[ArticleId, Card], entities: Mapping[EntityId, Entity]
) -> Mapping[EntityId, EntityFile]:
    """A file for each entity that some article is tagged with; `found` come newest first."""
    articles: defaultdict[EntityId, list[ArticleId]] = defaultdict(list)
    mentions: Counter[EntityId] = Counter()
    for name, card in found.items():
        for entity, count in card.naming.tags:
            articles[entity].append(name)
            mentions[entity] += count
    return {
        entity: EntityFile(entities[entity], tuple(articles[entity]), mentions[entity])
        for entity in sorted(articles)
    }


class Profiles(Mapping[EntityId, Profile]):
    """The profile of each entity, worked out when it is asked for."""

    def __init__(
        self,
        found: Mapping[ArticleId, Card],
        files: Mapping[EntityId, EntityFile],
        moved: Mapping[EntityId, EntityId] = MappingProxyType({}),
    ) -> None:
        """`moved`: ids that gave way to others."""
        self._cards = found
        self._files = files
        self._made: dict[EntityId, Profile] = {}
        self._bases: dict[EntityId, bytes] = {}
        self._forms = lru_cache(1024)(lambda name: cards.forms(found[name].naming, moved))

    def __getitem__(self, key: EntityId) -> Profile:
        if key not in self._made:
            self._made[key] = self._of(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._files  # and is not worked out for it

    def __iter__(self) -> Iterator[EntityId]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def basis(self, key: EntityId) -> bytes:
        """A digest of all that the profile rests on, which need not be worked out for it."""
        if key not in self._bases:
            articles = self._files[key].articles
            said = [self._cards[name].naming.digest for name in articles]
            self._bases[key] = cards.hashed(*said)
        return self._bases[key]

    def _of(self, key: EntityId) -> Profile:
        companions: Counter[EntityId] = Counter()
        surfaces: Counter[str] = Counter()
        for name in self._files[key].articles:
            companions.update(sorted(self._cards[name].entities))
            surfaces.update(self._forms(name).get(key, {}))
        del companions[key]
        return Profile(_most_first(companions)[:COMPANIONS], _most_first(surfaces))


def _most_first(counts: Counter[Name]) -> tuple[tuple[Name, int], ...]:
    return tuple(sorted(sorted(counts.items()), key=itemgetter(1), reverse=True))
