"""The table of names that the browser asks before it asks the index.

It leads from the key of a name's last word, in any case, spelling or script, to the entities so
called, and from an entity to the articles that name it. So a search for ОДКБ finds pages that say
CSTO, whatever became of the words in between. Split by first letter and by entity, because a
reader needs only a little of it. What counts as a name is decided by the authority files and by
`describe`; nothing is matched here.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import msgspec

from newsarchive import cards
from newsarchive.cache import Cache
from newsarchive.model import Entity, EntityFile, EntityId, Profile
from newsarchive.publish.search.fold import folding, keys, normal, tokens

WHOLE = "w"  # by the key of the whole word
STEM = "s"  # by the key of its stem, which is the stem of a base form: a shorter name is another
LOOSE = "l"  # by the key of its stem, and no base form is known: a shorter name may be this one
MANY = 9  # mentions; more say no more about how much an article is about somebody
_BUCKET = 40  # entities a file, about
_SHARD = 600  # keys a file; one letter with more has a file of its own


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """An article that names an entity."""

    row: int  # the article's number in the whole index
    count: int  # mentions in it


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A way to write an entity's name, found by a key of its last word."""

    entity: str
    before: str  # keys of the words before the last: "whole/stem whole/stem"
    by: str  # WHOLE, STEM or LOOSE


Shard = dict[str, list[Form]]  # key of the last word -> forms, sorted


Words = tuple[tuple[str, str], ...]  # both keys of each word of a name
Keyed = tuple[tuple[str, Words], ...]  # every way to write a name, and how its stem counts

SHELF = "search: names"  # of the cache
VERSION = 1  # raise it when the same names come to have other keys


def shards(
    entities: Mapping[EntityId, EntityFile], profiles: Mapping[EntityId, Profile], cache: Cache
) -> list[Shard]:
    """The table in the order of its keys; all keys with one first letter in one shard."""
    table: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    every = _all_forms(entities, profiles, cache)
    for file, forms in zip(entities.values(), every, strict=True):
        for by, words in forms:
            *first, (whole, stem) = words
            before = " ".join("/".join(dict.fromkeys(word)) for word in first)
            table[whole][file.entity.id, before] = WHOLE
            if stem != whole:
                table[stem].setdefault((file.entity.id, before), by)
    cut: list[Shard] = []
    for _, keys_of_letter in groupby(sorted(table), key=lambda key: key[0]):
        shard = {key: _lines(table[key]) for key in keys_of_letter}
        if cut and len(cut[-1]) + len(shard) <= _SHARD:
            cut[-1] |= shard
        else:
            cut.append(shard)
    return cut


def _lines(found: Mapping[tuple[str, str], str]) -> list[Form]:
    return [Form(entity, before, by) for (entity, before), by in sorted(found.items())]


def buckets(
    entities: Mapping[EntityId, EntityFile],
    occurrences: Mapping[EntityId, Sequence[Occurrence]],
) -> list[dict[str, object]]:
    """The entities' own lines, spread evenly over a power of two of files."""
    number = 1
    while number * _BUCKET < len(entities):
        number *= 2
    lines: list[dict[str, object]] = [{} for _ in range(number)]
    for entity, file in entities.items():
        lines[bucket(entity, number)][entity] = _line(file, occurrences.get(entity, ()))
    return lines


def bucket(entity: str, number: int) -> int:
    """Which of `number` files an entity stands in; the browser sums up alike."""
    total = 0
    for byte in entity.encode():
        total = (total * 31 + byte) % 65_521
    return total % number


def _line(file: EntityFile, occurrences: Sequence[Occurrence]) -> dict[str, object]:
    ordered = sorted(occurrences, key=lambda one: one.row)
    before = [0, *(one.row for one in ordered)]
    return {
        "names": dict(file.entity.names),
        "rows": [one.row - last for one, last in zip(ordered, before, strict=False)],
        "counts": "".join(str(min(one.count, MANY)) for one in ordered),
    }


@dataclass(frozen=True, slots=True)
class _Kept:
    """The forms of one entity, and the names they were made of."""

    digest: bytes
    forms: Keyed


def _all_forms(
    entities: Mapping[EntityId, EntityFile], profiles: Mapping[EntityId, Profile], cache: Cache
) -> list[Keyed]:
    """The forms of each entity; of those whose names are as they were, from `cache`."""
    stored, decoder = cache.kept(SHELF), msgspec.msgpack.Decoder(_Kept)
    salt = cards.digest((VERSION, repr(folding())))
    found: list[Keyed] = []
    made: dict[str, bytes] = {}
    for name, file in entities.items():
        told = (salt, file.entity.names, file.entity.variants, cards.basis(profiles, name))
        digest = cards.digest(told)
        kept = None
        with contextlib.suppress(msgspec.DecodeError):  # none, damaged or of an older shape
            kept = decoder.decode(stored.get(name, b""))
        if kept is None or kept.digest != digest:
            kept = _Kept(digest, tuple(_forms(file.entity, profiles[name])))
            made[name] = msgspec.msgpack.encode(kept)
        found.append(kept.forms)
    gone = sorted(stored.keys() - entities.keys())
    if made or gone:
        cache.keep(SHELF, made, gone)
    return found


def _forms(entity: Entity, profile: Profile) -> Iterator[tuple[str, Words]]:
    """Every way to write the entity's name, as the keys of its words, and how its stem counts."""
    based = [form for _, form in (*entity.names, *entity.variants)]
    printed = [surface for surface, _ in profile.surfaces]
    for by, forms in ((STEM, based), (_stem_of(printed, based), printed)):
        for form in dict.fromkeys(forms):
            words = tuple(keys(token) for token in tokens(normal(form)))
            if words and all(words[-1]):
                yield by, words


def _stem_of(printed: Sequence[str], based: Sequence[str]) -> str:
    """LOOSE where a name is printed in a script that none of its base forms is in."""
    return STEM if _scripts(printed) <= _scripts(based) else LOOSE


def _scripts(forms: Iterable[str]) -> set[bool]:
    """Whether they are in plain Latin letters: all that has no case endings here, or has."""
    return {form.isascii() for form in forms}
