"""One id for names found in several articles that are surely one name in several spellings.

Looks at all records at once, so it is no part of tagging: the road calls it afterwards. Only
names of two words and more, and long names of places, of one kind, with one key (see keys.py), are
taken for one; and a name that most articles take for another kind is of that kind. Whatever is
less sure is a suggestion in review.py.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from newsarchive import cards
from newsarchive.describe.names.keys import name_key
from newsarchive.model import KIND_FOLDERS, Entity, EntityId, Kind, Mention, Naming, Record, Tag

RULE = "one name in several spellings"
_KINDS: Mapping[str, Kind] = {folder: kind for kind, folder in KIND_FOLDERS.items()}  # type: ignore[misc]
LONG = 8  # letters of the key of a place known by one word
CLEARLY = 2  # times as many articles take the name for one kind as for another


@dataclass(frozen=True, slots=True)
class Unified:
    """What becomes of the names that were found in texts."""

    moved: Mapping[EntityId, EntityId]  # which id gave way to which
    entities: Mapping[EntityId, Entity]  # those found in texts, each with its names in all articles
    changed: Mapping[bytes, bytes]  # an entity as one article found it -> digest of what it became

    def card(self, one: Naming) -> Naming:
        """How the article's names look at a glance when all is moved; but for their forms, which
        seldom anybody asks for.
        """
        if self.changed.keys().isdisjoint(one.found):
            return one
        changes = [self.changed[entity] for entity in one.found if entity in self.changed]
        moved = any(entity in self.moved for entity, _ in one.tags)
        return msgspec.structs.replace(
            one,
            digest=cards.hashed(one.digest, *changes),
            named=cards.hashed(one.named, *changes) if moved else one.named,
            tags=self._tags(one.tags) if moved else one.tags,
        )

    def record(self, record: Record) -> Record:
        """The record with each name under its one id, and with all the names it has anywhere: a
        reader of English is not shown Cyrillic where an article has the other.
        """
        return _moved(record, self.moved, self.entities)

    def _tags(self, tags: Iterable[tuple[EntityId, int]]) -> tuple[tuple[EntityId, int], ...]:
        found: dict[EntityId, int] = {}
        for entity, count in tags:
            key = self.moved.get(entity, entity)
            found[key] = found.get(key, 0) + count
        return tuple(found.items())


def unify(articles: Sequence[Naming]) -> Unified:
    """What becomes of the names found in `articles`; none but those are looked at."""
    every = dict.fromkeys(raw for one in articles for raw in one.found)
    found = {raw: _DECODER.decode(raw) for raw in every}
    moved = moves(articles, found.values())
    entities = _joined(found.values(), moved)
    changed = {
        raw: cards.digest(entities[moved.get(entity.id, entity.id)])
        for raw, entity in found.items()
        if entity.id in moved or entities[entity.id] != entity
    }
    return Unified(moved, entities, changed)


_DECODER = msgspec.msgpack.Decoder(Entity)


def moves(articles: Iterable[Naming], distinct: Iterable[Entity]) -> dict[EntityId, EntityId]:
    """Which id gives way to which; `distinct`: entities found in texts."""
    counts = Counter(chain.from_iterable(dict(one.tags) for one in articles))
    groups: dict[str, dict[Kind, set[EntityId]]] = {}
    for entity in distinct:
        key = _key(entity.names[0][1])
        groups.setdefault(key, {}).setdefault(entity.kind, set()).add(entity.id)
    found: dict[EntityId, EntityId] = {}
    for key, kinds in sorted(groups.items()):
        alike = [ids for kind, ids in sorted(kinds.items()) if _is_telling(key, kind)]
        for ids in (*alike, *_of_one_kind(key, kinds, counts)):
            first, *others = sorted(ids, key=lambda one: (-counts[one], one))
            found.update(dict.fromkeys(others, first))
    return {old: _last(old, found) for old in sorted(found)}


def _key(name: str) -> str:
    """The key of a name; ё is read as е, which Russian prints in its stead: Pyotr is Петр."""
    return name_key(_YO.sub("e", name.replace("ё", "е")))


_YO = re.compile(r"(?<=[bcdfghklmnprstvxz])yo", re.IGNORECASE)


def _is_telling(key: str, kind: Kind) -> bool:
    """Whether names of that key are surely one name."""
    return " " in key or (kind == "place" and len(key) >= LONG)


def _of_one_kind(
    key: str, kinds: Mapping[Kind, set[EntityId]], articles: Mapping[EntityId, int]
) -> Iterator[set[EntityId]]:
    """Ids whose kind is a mistake, each with the one that the others are."""
    best = {kind: max(sorted(ids), key=lambda one: articles[one]) for kind, ids in kinds.items()}
    most = max(sorted(best), key=lambda kind: articles[best[kind]])
    for kind in sorted(best.keys() - {most}):
        slug = best[most].partition("/")[2]
        sure = _is_telling(key, most)
        same = {one for one in kinds[kind] if sure or one.partition("/")[2] == slug}
        if same and articles[best[most]] >= CLEARLY * sum(articles[one] for one in same):
            yield {*same, best[most]}


def _last(old: EntityId, moved: Mapping[EntityId, EntityId]) -> EntityId:
    """Where `old` goes in the end."""
    new = moved[old]
    return _last(new, moved) if new in moved else new


def _joined(
    distinct: Iterable[Entity], moved: Mapping[EntityId, EntityId]
) -> dict[EntityId, Entity]:
    """The entities found in texts, each with its names in all articles and of those given way."""
    found: dict[EntityId, Entity] = {}
    for entity in distinct:
        key = moved.get(entity.id, entity.id)
        alone = replace(entity, id=key, kind=_KINDS[key.partition("/")[0]])
        found[key] = _with(found[key], entity) if key in found else alone
    return found


def _with(known: Entity, other: Entity) -> Entity:
    """`known` with the names of `other`; a second name in a language is a variant."""
    names = {**dict(other.names), **dict(known.names)}
    every = {*known.names, *known.variants, *other.names, *other.variants}
    variants = every - set(names.items())
    return replace(known, names=tuple(sorted(names.items())), variants=tuple(sorted(variants)))


def _moved(
    record: Record, moved: Mapping[EntityId, EntityId], entities: Mapping[EntityId, Entity]
) -> Record:
    if all(one.id not in moved and entities.get(one.id, one) == one for one in record.entities):
        return record
    mentions = tuple(_mention(one, moved) for one in record.mentions)
    kept = {
        moved.get(one.id, one.id): entities.get(moved.get(one.id, one.id), one)
        for one in record.entities
    }
    return replace(
        record,
        mentions=mentions,
        tags=_tags(record.tags, moved),
        entities=tuple(kept[key] for key in sorted(kept)),
    )


def _mention(mention: Mention, moved: Mapping[EntityId, EntityId]) -> Mention:
    if mention.entity not in moved:
        return mention
    return replace(mention, entity=moved[mention.entity], rule=RULE)


def _tags(tags: Sequence[Tag], moved: Mapping[EntityId, EntityId]) -> tuple[Tag, ...]:
    """Tags under their new ids, two of one entity added up, each where the first stood."""
    found: dict[EntityId, Tag] = {}
    for tag in tags:
        key = moved.get(tag.entity, tag.entity)
        known = found.get(key)
        if known:
            found[key] = replace(known, count=known.count + tag.count)
        else:
            kind = _KINDS.get(key.partition("/")[0], tag.kind)
            found[key] = (
                replace(tag, entity=key, kind=kind, rule=RULE) if tag.entity in moved else tag
            )
    return tuple(found.values())
