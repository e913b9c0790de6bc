"""What two neighbours share in words, and whether they tell of one event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from newsarchive.cards import Shelf
from newsarchive.model import ArticleId
from newsarchive.relate import judge
from newsarchive.relate.dates import WINDOW, Days, days
from newsarchive.relate.dictionary import headword
from newsarchive.relate.features import Features, body, record_keys, title
from newsarchive.relate.graph import ONE, Near
from newsarchive.relate.reprints import containment, passages
from newsarchive.relate.vectors import Vector, slot

MOST_WORDS, MOST_NUMBERS = 6, 4  # kept of what two articles share
TRAITS_AT_HAND = 2048  # articles whose traits stay in memory, some 100 KB each
RUNS_AT_HAND = 256


class Comparer:
    """Compares articles of one archive; remembers what it read of the last ones."""

    def __init__(self, records: Shelf, features: Mapping[ArticleId, Features]) -> None:
        self._records = records
        self._features = features
        self._traits = lru_cache(TRAITS_AT_HAND)(self._read_traits)
        self._passages = lru_cache(RUNS_AT_HAND)(lambda name: passages(body(records[name])))

    def containment(self, one: ArticleId, other: ArticleId) -> float:
        """The exact share of passages that two articles have in common."""
        return containment(self._passages(one), self._passages(other))

    def compare(self, name: ArticleId, found: Sequence[Near]) -> list[Near]:
        """`found` neighbours of `name`, with what they share with it."""
        if not found:
            return []
        printed = {slot(key): (key, word) for key, word in self._printed(name).items()}
        return [self._compared(name, near, printed) for near in found]

    def _printed(self, name: ArticleId) -> Mapping[str, str]:
        return record_keys(self._records[name]).printed

    def _compared(
        self, name: ArticleId, near: Near, printed: Mapping[int, tuple[str, str]]
    ) -> Near:
        one, other = self._features[name], self._features[near.id]
        same_language = one.language == other.language
        alike = _shared(one.within, other.within) if same_language else []
        across = _shared(one.across, other.across)
        words = [printed[key] for key in alike or across if key in printed]
        numbers = [printed[key] for key in across if key in printed]
        return replace(
            near,
            same=self._same_event(name, near),
            words=_first(_headwords(words, one.language), MOST_WORDS, numbers=False),
            numbers=_first(numbers, MOST_NUMBERS, numbers=True),
        )

    def _same_event(self, name: ArticleId, near: Near) -> float:
        if self._days(name).gap(self._days(near.id)) > WINDOW:
            return 0.0  # known to lie too far apart for one event
        one, other = self._traits(name), self._traits(near.id)
        if self._features[name].language == self._features[near.id].language:
            return round(judge.same_event(one, other), 4)
        return round(judge.same_event_across(one, other, near.score / ONE), 4)

    def _days(self, name: ArticleId) -> Days:
        return days(self._records.cards[name].heading.published)

    def _read_traits(self, name: ArticleId) -> judge.Traits:
        record = self._records[name]
        return judge.traits(title(record), body(record), record.article.language)


def _headwords(printed: Sequence[tuple[str, str]], lang: str) -> Iterator[tuple[str, str]]:
    return ((key, headword(word, lang)) for key, word in printed)


def _first(printed: Iterable[tuple[str, str]], most: int, *, numbers: bool) -> tuple[str, ...]:
    """The first words (or numbers) of (key, word) pairs, each once."""
    found: dict[str, None] = {}
    for key, word in printed:
        if key.startswith("#") == numbers:
            found[word] = None
        if len(found) == most:
            break
    return tuple(found)


def _shared(one: Vector, other: Vector) -> list[int]:
    """The keys of both vectors, those that add most to their product first."""
    ours, theirs = np.frombuffer(one.keys, "<u4"), np.frombuffer(other.keys, "<u4")
    keys, mine, its = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    weights = np.frombuffer(one.weights, "<u2")[mine].astype(np.int64)
    weights *= np.frombuffer(other.weights, "<u2")[its]
    return [int(key) for key in keys[np.lexsort((keys, -weights))]]
