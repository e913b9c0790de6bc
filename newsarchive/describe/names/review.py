"""What waits for an editor: names on no file, and entries that may be one thing.

Reads records and changes nothing; the edits themselves are in edit.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsarchive.describe.authority import Authority
from newsarchive.describe.names import match
from newsarchive.describe.names.edit import entry_text
from newsarchive.describe.names.keys import name_key
from newsarchive.model import ArticleId, Entity, EntityId, Mention, Record

SENTENCES = 3  # shown of each name
FOUND = "found in text"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no authority file has."""

    entity: Entity
    articles: int
    mentions: int
    sentences: tuple[tuple[ArticleId, str], ...]  # where it stands, the first few
    entry: str  # YAML, ready to paste into the file of its kind


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one."""

    source: EntityId  # the one less often named, and on no file
    target: EntityId
    sure: float  # 0..1
    evidence: str  # in words


@dataclass(slots=True)
class _Seen:
    entity: Entity
    articles: int = 0
    mentions: int = 0
    sentences: list[tuple[ArticleId, str]] = field(default_factory=list)


def unknown_names(records: Iterable[Record]) -> tuple[Unknown, ...]:
    """Names found in texts and on no file, in most articles first."""
    seen = [one for one in _seen(records).values() if one.entity.rule == FOUND]
    seen.sort(key=lambda one: (-one.articles, -one.mentions, one.entity.id))
    return tuple(
        Unknown(
            one.entity,
            one.articles,
            one.mentions,
            tuple(one.sentences),
            entry_text(one.entity),
        )
        for one in seen
    )


def suggested_merges(records: Iterable[Record], authority: Authority) -> tuple[Suggestion, ...]:
    """Pairs that are likely one thing, surest first; never on one short word, or against `not:`."""
    seen = _seen(records)
    found = sorted(
        (one for one in seen.values() if one.entity.rule == FOUND),
        key=lambda one: (one.articles, one.mentions, one.entity.id),
    )
    suggestions = [
        suggestion
        for one in found
        if (suggestion := _best(one.entity, _rivals(one, seen, authority), authority))
    ]
    return tuple(sorted(suggestions, key=lambda one: (-one.sure, one.source)))


def _best(entity: Entity, rivals: Iterable[Entity], authority: Authority) -> Suggestion | None:
    best: Suggestion | None = None
    for rival in rivals:
        never = authority.entries[rival.id].never if rival.id in authority.entries else ()
        sure, evidence = _likeness(entity, rival)
        if sure >= match.LIKELY and entity.id not in never and (best is None or sure > best.sure):
            best = Suggestion(entity.id, rival.id, sure, evidence)
    return best


def _rivals(one: _Seen, seen: Mapping[EntityId, _Seen], authority: Authority) -> Sequence[Entity]:
    """Entities of the same kind on file, or more often named."""
    own = (one.articles, one.mentions, one.entity.id)
    named = [
        other.entity
        for other in seen.values()
        if other.entity.rule != FOUND or (other.articles, other.mentions, other.entity.id) > own
    ]
    written = [e.entity for e in authority.entries.values() if e.entity.rule == "authority"]
    every = {entity.id: entity for entity in (*named, *written)}
    return [
        every[key]
        for key in sorted(every)
        if every[key].kind == one.entity.kind and key != one.entity.id
    ]


def _likeness(one: Entity, other: Entity) -> tuple[float, str]:
    """How surely two entities bear one name, by the most alike of their names."""
    best = (0.0, "")
    for _, name in one.names:
        for _, rival in (*other.names, *other.variants):
            sure = 0.99 if _same_key(name, rival) else match.likeness(name, rival)
            if sure > best[0]:
                best = (sure, f"“{name}” and “{rival}” are spellings of one name")
    return best


def _same_key(name: str, rival: str) -> bool:
    key = name_key(name)
    return len(key) >= match.SHORTEST and " " in key and key == name_key(rival)


def _seen(records: Iterable[Record]) -> dict[EntityId, _Seen]:
    found: dict[EntityId, _Seen] = {}
    for record in records:
        counts = Counter(one.entity for one in record.mentions)
        for entity in record.entities:
            if entity.id in counts:
                one = found.setdefault(entity.id, _Seen(entity))
                one.articles += 1
                one.mentions += counts[entity.id]
        for mention in record.mentions:
            shown = found[mention.entity].sentences
            sentence = _sentence(record, mention)
            if sentence and len(shown) < SENTENCES and (record.article.id, sentence) not in shown:
                shown.append((record.article.id, sentence))
    return found


def _sentence(record: Record, mention: Mention) -> str:
    at = mention.passage
    for sentence in record.sentences:
        where = sentence.passage
        if where.paragraph == at.paragraph and where.start <= at.start < where.end:
            return sentence.text
    return record.article.title.text if record.article.title and at.paragraph < 0 else ""
