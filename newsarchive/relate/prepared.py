"""All that comparing asks of an article, worked out once while its record is at hand.

A build from nothing compares each article with dozens of others; their records need not be read,
nor their words counted, again for that. Compares nothing.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import msgspec
import numpy as np

from newsarchive.model import Record
from newsarchive.relate import judge
from newsarchive.relate.features import Features, body, features_of, record_keys, title
from newsarchive.relate.keys import Keys
from newsarchive.relate.vectors import slot


@dataclass(frozen=True, slots=True)
class Printed:
    """A word of an article, and a number, as printed for each key, by the key's slot."""

    words: Mapping[int, str]
    numbers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is looked at in two articles that are near each other."""

    traits: judge.Traits
    printed: bytes  # Printed, of the keys by which the article can be found


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article, ready to be placed among all others and compared with those near it."""

    features: Features
    shown: Shown


_PRINTED = msgspec.msgpack.Decoder(Printed)


def prepare(record: Record) -> Prepared:
    """All of it."""
    found = record_keys(record)
    features = features_of(record, found)
    sought = (np.frombuffer(one.keys, "<u4") for one in (features.within, features.across))
    printed = _printed(found, frozenset(np.concatenate(tuple(sought)).tolist()))
    return Prepared(features, Shown(traits(record), msgspec.msgpack.encode(printed)))


def traits(record: Record) -> judge.Traits:
    """What the judge looks at."""
    return judge.traits(title(record), body(record), record.article.language)


def printed(record: Record) -> Printed:
    """Its words and numbers."""
    return _printed(record_keys(record))


def unpacked(one: Shown) -> Printed:
    """The words and numbers of what is `Shown`."""
    return _PRINTED.decode(one.printed)


def _printed(found: Keys, sought: AbstractSet[int] | None = None) -> Printed:
    """By the slots `sought`, or by all; of keys in one slot the last."""
    by_slot = {slot(key): (key, word) for key, word in found.printed.items()}
    kept = by_slot.keys() if sought is None else by_slot.keys() & sought
    each = [(number, *by_slot[number]) for number in sorted(kept)]
    return Printed(
        {number: word for number, key, word in each if not key.startswith("#")},
        {number: word for number, key, word in each if key.startswith("#")},
    )
