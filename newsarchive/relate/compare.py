"""What two neighbours share in words, and whether they tell of one event."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from newsarchive.cards import Shelf
from newsarchive.model import ArticleId, Record
from newsarchive.relate import judge, prepared
from newsarchive.relate.dates import WINDOW, Days, days
from newsarchive.relate.dictionary import headword
from newsarchive.relate.features import Features, body
from newsarchive.relate.graph import ONE, Near
from newsarchive.relate.prepared import Printed, Shown
from newsarchive.relate.reprints import containment, passages
from newsarchive.relate.vectors import Vector, found

Value = TypeVar("Value")

MOST_WORDS, MOST_NUMBERS = 6, 4  # kept of what two articles share
TRAITS_AT_HAND = 2048  # articles whose traits stay in memory, some 10 KB each
RUNS_AT_HAND = 256


class Comparer:
    """Compares articles of one archive; remembers what it read of the last ones.

    `shown`: what is known of some already; of the others the record is read.
    """

    def __init__(
        self,
        records: Shelf,
        features: Mapping[ArticleId, Features],
        shown: Mapping[ArticleId, Shown],
    ) -> None:
        self._records = records
        self._features = features
        self._traits = _known(shown, lambda one: one.traits, records, prepared.traits)
        self._printed = _known(shown, prepared.unpacked, records, prepared.printed)
        self._passages = lru_cache(RUNS_AT_HAND)(lambda name: passages(body(records[name])))
        self._same: dict[tuple[ArticleId, ...], float] = {}  # of each pair, whoever comes first

    def containment(self, one: ArticleId, other: ArticleId) -> float:
        """The exact share of passages that two articles have in common."""
        return containment(self._passages(one), self._passages(other))

    def compare(self, name: ArticleId, neighbours: Sequence[Near]) -> list[Near]:
        """The `neighbours` of `name`, with what they share with it."""
        if not neighbours:
            return []
        ours, printed = self._features[name], self._printed(name)
        return [self._compared(name, ours, near, printed) for near in neighbours]

    def _compared(self, name: ArticleId, one: Features, near: Near, printed: Printed) -> Near:
        other = self._features[near.id]
        same_language = one.language == other.language
        alike = _shared(one.within, other.within) if same_language else []
        across = _shared(one.across, other.across)
        words = (printed.words[key] for key in alike or across if key in printed.words)
        numbers = (printed.numbers[key] for key in across if key in printed.numbers)
        return replace(
            near,
            same=self._same_event(name, near, same_language=same_language),
            words=_first((headword(word, one.language) for word in words), MOST_WORDS),
            numbers=_first(numbers, MOST_NUMBERS),
        )

    def _same_event(self, name: ArticleId, near: Near, *, same_language: bool) -> float:
        pair = (name, near.id) if name < near.id else (near.id, name)
        if pair not in self._same:
            self._same[pair] = self._judged(name, near, same_language=same_language)
        return self._same[pair]

    def _judged(self, name: ArticleId, near: Near, *, same_language: bool) -> float:
        if self._days(name).gap(self._days(near.id)) > WINDOW:
            return 0.0  # known to lie too far apart for one event
        one, other = self._traits(name), self._traits(near.id)
        if same_language:
            return round(judge.same_event(one, other), 4)
        return round(judge.same_event_across(one, other, near.score / ONE), 4)

    def _days(self, name: ArticleId) -> Days:
        return days(self._records.cards[name].heading.published)


def _known(
    shown: Mapping[ArticleId, Shown],
    known: Callable[[Shown], Value],
    records: Shelf,
    made: Callable[[Record], Value],
) -> Callable[[ArticleId], Value]:
    """What is known of an article that is `shown`, and of any other made of its record."""
    at_hand = lru_cache(TRAITS_AT_HAND)(lambda name: made(records[name]))
    return lambda name: known(shown[name]) if name in shown else at_hand(name)


def _first(printed: Iterable[str], most: int) -> tuple[str, ...]:
    """The first words (or numbers), each once."""
    first: dict[str, None] = {}
    for word in printed:
        first[word] = None
        if len(first) == most:
            break
    return tuple(first)


def _shared(one: Vector, other: Vector) -> list[int]:
    """The keys of both vectors, those that add most to their product first."""
    ours, theirs = np.frombuffer(one.keys, "<u4"), np.frombuffer(other.keys, "<u4")
    both, places = found(ours, theirs)
    keys = ours[both]
    weights = np.frombuffer(one.weights, "<u2")[both].astype(np.int64)
    weights *= np.frombuffer(other.weights, "<u2")[places[both]]
    shared: list[int] = keys[np.lexsort((keys, -weights))].tolist()
    return shared
