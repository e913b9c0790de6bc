"""Weighted keys as short integer vectors, and how alike two of them are.

All arithmetic is on whole numbers, so a score is the same to the last bit however it was summed,
and an archive grown by one article equals one built at once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

SLOTS = 1 << 20  # keys are hashed to this many
SCALE = 1024  # length of every vector
LENGTH = 160  # keys kept of an article, the heaviest
COMMON = 16  # a key in one row of so many: quicker multiplied with all rows than looked up
ROOM = 1 << 24  # numbers (of 4 bytes) that may be laid out for that

Integers = npt.NDArray[np.int64]
Ascending = npt.NDArray[np.unsignedinteger[Any]]  # each number once
Products = npt.NDArray[np.float32]  # of whole numbers


@dataclass(frozen=True, slots=True)
class Vector:
    """The keys of one article and their weights, as bytes of little-endian numbers."""

    keys: bytes  # uint32 below SLOTS, ascending
    weights: bytes  # uint16; the root of the sum of their squares is about SCALE


EMPTY = Vector(b"", b"")


def slot(key: str) -> int:
    """Where `key` is kept."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) % SLOTS


def vector(weights: Mapping[str, float]) -> Vector:
    """The heaviest keys of an article, brought to length SCALE."""
    heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:LENGTH]
    slots: dict[int, float] = {}
    for key, weight in heaviest:
        slots[slot(key)] = slots.get(slot(key), 0.0) + weight
    length = sum(weight * weight for weight in slots.values()) ** 0.5
    if not length:
        return EMPTY
    kept = sorted((key, round(SCALE * weight / length)) for key, weight in slots.items())
    return Vector(
        np.array([key for key, _ in kept], "<u4").tobytes(),
        np.array([weight for _, weight in kept], "<u2").tobytes(),
    )


def found(ours: Ascending, theirs: Ascending) -> tuple[npt.NDArray[np.bool_], Integers]:
    """Which of `ours` are among `theirs`, and at which places there."""
    if not len(theirs):
        return np.zeros(len(ours), np.bool_), np.zeros(len(ours), np.int64)
    places = theirs.searchsorted(ours)
    places[places == len(theirs)] = 0
    return theirs[places] == ours, places


class Matrix:
    """The vectors of many articles, one a row."""

    def __init__(
        self,
        keys: npt.NDArray[np.uint32],
        weights: npt.NDArray[np.uint16],
        lengths: npt.NDArray[np.int64],
    ) -> None:
        """Keys and weights of all rows joined, and how many each row has."""
        self._keys = keys
        self._weights = weights
        self._ends = np.cumsum(lengths)
        self._index: _Index | None = None

    @classmethod
    def of(cls, rows: Sequence[Vector]) -> "Matrix":
        """A matrix with these rows."""
        return cls(
            np.frombuffer(b"".join(row.keys for row in rows), "<u4"),
            np.frombuffer(b"".join(row.weights for row in rows), "<u2"),
            np.array([len(row.keys) // 4 for row in rows], np.int64),
        )

    def scan(self, query: Vector) -> Integers:
        """The product of `query` with every row, by reading all of them: for a few queries."""
        keys, weights = np.frombuffer(query.keys, "<u4"), np.frombuffer(query.weights, "<u2")
        wanted = np.zeros(SLOTS, np.bool_)  # small enough for a processor's own memory
        wanted[keys] = True
        hits = np.flatnonzero(wanted[self._keys])
        weight_of = np.zeros(SLOTS, np.int64)
        weight_of[keys] = weights
        found = self._weights[hits] * weight_of[self._keys[hits]]
        # hits are in the order of the rows, so a row's sum is a difference of two running sums
        sums = np.concatenate(([0], np.cumsum(found)))
        return np.diff(sums[np.searchsorted(hits, self._ends)], prepend=0)

    def products(self, rows: Integers) -> Products:
        """The products of these of its rows with every row: for many queries, some at a time."""
        if self._index is None:
            self._index = _Index(self._keys, self._weights, np.diff(self._ends, prepend=0))
        return self._index.products(rows)


class _Index:
    """The same vectors, laid out to be multiplied with each other.

    Whatever few keys most rows share are columns of a matrix; of the others it is known which rows
    hold each. All products are whole numbers below 2^24, which are exact in any order.
    """

    def __init__(
        self, keys: npt.NDArray[np.uint32], weights: npt.NDArray[np.uint16], lengths: Integers
    ) -> None:
        self._many = len(lengths)
        rows = np.repeat(np.arange(self._many), lengths)
        counts = np.bincount(keys, minlength=SLOTS)
        common = np.argsort(-counts, kind="stable")[: ROOM // max(1, self._many)]
        common = common[counts[common] * COMMON > self._many]
        column = np.full(SLOTS, -1)
        column[common] = np.arange(len(common))
        here = column[keys] >= 0
        self._laid = np.zeros((self._many, len(common)), np.float32)
        self._laid[rows[here], column[keys[here]]] = weights[here]
        self._keys, self._weights = keys[~here], weights[~here].astype(np.int64)
        self._ends = np.cumsum(np.bincount(rows[~here], minlength=self._many))
        order = np.argsort(self._keys, kind="stable")
        self._holders, self._held = rows[~here][order], self._weights[order]
        self._starts = np.searchsorted(self._keys[order], np.arange(SLOTS + 1))

    def products(self, rows: Integers) -> Products:
        """A row for each of `rows`."""
        made: Products = self._laid[rows] @ self._laid.T
        first = np.concatenate(([0], self._ends))[rows]
        asked, entry = _ranges(first, self._ends[rows])
        keys = self._keys[entry]
        which, holder = _ranges(self._starts[keys], self._starts[keys + 1])
        cells = asked[which] * self._many + self._holders[holder]
        worth = self._weights[entry][which] * self._held[holder]
        rare = np.bincount(cells, worth, minlength=made.size).reshape(made.shape)
        made += rare.astype(np.float32)
        return made


def _ranges(starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """All whole numbers from each start to its end, and of which range each is."""
    lengths = ends - starts
    of = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    return of, np.arange(len(of)) + (starts - before)[of]
