"""Weighted keys as short integer vectors, and how alike two of them are.

All arithmetic is on whole numbers, so a score is the same to the last bit however it was summed,
and an archive grown by one article equals one built at once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SLOTS = 1 << 20  # keys are hashed to this many
SCALE = 1024  # length of every vector
LENGTH = 160  # keys kept of an article, the heaviest

Integers = npt.NDArray[np.int64]


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
        self._postings: tuple[Integers, Integers, npt.NDArray[np.uint16]] | None = None

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

    def look_up(self, query: Vector) -> Integers:
        """The same by an index of the rows that hold each key: for many queries."""
        starts, rows, weights = self._index()
        products = np.zeros(len(self._ends), np.int64)
        wanted = zip(
            np.frombuffer(query.keys, "<u4").tolist(),
            np.frombuffer(query.weights, "<u2").tolist(),
            strict=True,
        )
        for key, weight in wanted:
            here = slice(starts[key], starts[key + 1])
            products[rows[here]] += weights[here].astype(np.int64) * weight
        return products

    def _index(self) -> tuple[Integers, Integers, npt.NDArray[np.uint16]]:
        if self._postings is None:
            order = np.argsort(self._keys, kind="stable")
            lengths = np.diff(self._ends, prepend=0)
            rows = np.repeat(np.arange(len(lengths)), lengths)[order]
            counts = np.bincount(self._keys, minlength=SLOTS)
            starts = np.concatenate(([0], np.cumsum(counts)))
            self._postings = (starts, rows, self._weights[order])
        return self._postings
