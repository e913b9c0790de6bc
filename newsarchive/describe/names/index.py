"""Many Latin names, among which to look for those that Cyrillic names may be, many at a time.

Runs of letters say which few names are near; these are aligned all at once, in arrays. How surely
the nearest is the same name is for match.py.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from newsarchive.describe.names.keys import word_key
from newsarchive.describe.names.match import (
    LONGEST,
    NEVER,
    STRAY,
    UNSEEN,
    Costs,
    Model,
    fit,
    fold_cyrillic,
    fold_latin,
    spellings,
)

BATCH = 256  # names looked for at a time: some 20 MB of arrays
CANDIDATES = 20  # names that are aligned for each

Array = Any  # of numpy
Fit = tuple[str, list[float]]  # the name that fits best, and what its fit looks like


class Index:
    """What is made once of the names to look among."""

    def __init__(self, names: Sequence[str], costs: Costs) -> None:
        self.names = names
        self.folded = [fold_latin(name) for name in names]
        self._costs = costs
        self._grams = _Grams(self.folded)
        self._table = _Table(self.folded, costs)

    def best_each(self, names: Sequence[str], model: Model) -> list[tuple[str, float] | None]:
        """For each the likeliest name, and the log-odds that it is the same."""
        return [(one[0], model.judge(one[1])) if one else None for one in self.fit_each(names)]

    def fit_each(self, names: Sequence[str]) -> list[Fit | None]:
        """For each the name that fits best; none for what has no Cyrillic letter."""
        plain = [fold_cyrillic(name) for name in names]
        found: list[Fit | None] = [None] * len(plain)
        todo = [i for i, one in enumerate(plain) if one]
        for at in range(0, len(todo) if self.names else 0, BATCH):
            batch = todo[at : at + BATCH]
            for i, one in zip(batch, self._fitted([plain[i] for i in batch]), strict=True):
                found[i] = one
        return found

    def _fitted(self, plain: Sequence[str]) -> list[Fit]:
        near = [self._grams.near(spellings(one, self._costs)) for one in plain]
        costs = self._table.costs(plain, np.array([numbers for numbers, _ in near]))
        return [
            self._best(one, numbers, scores, row)
            for one, (numbers, scores), row in zip(plain, near, costs.tolist(), strict=True)
        ]

    def _best(self, plain: str, near: Array, scores: Array, costs: Sequence[float]) -> Fit:
        """`near` and `scores` say how alike each candidate is, `costs` what writing it costs."""
        ranked = sorted(zip(costs, near.tolist(), scores.tolist(), strict=True))
        cost, first, alike = ranked[0]
        others = (c for c, i, _ in ranked[1:] if self.folded[i] != self.folded[first])
        gap = next(others, cost + _APART) - cost
        return self.names[first], fit(plain, self.folded[first], gap, alike, self._costs)


_APART = 12.0  # how much dearer the next name is where there is none


class _Grams:
    """Which names have which runs of letters, rare ones counting most."""

    def __init__(self, folded: Sequence[str]) -> None:
        posting: dict[str, list[int]] = {}
        for number, name in enumerate(folded):
            for gram in sorted(set(_grams(name))):
                posting.setdefault(gram, []).append(number)
        self._posting = {gram: np.array(found, np.int32) for gram, found in posting.items()}
        self._weight = {g: math.log(len(folded) / len(v)) ** 2 for g, v in posting.items()}
        length = np.zeros(len(folded))
        for gram, found in self._posting.items():
            length[found] += self._weight[gram]
        self._length = np.sqrt(length) + 1.0

    def near(self, spelt: Sequence[str]) -> tuple[Array, Array]:
        """The CANDIDATES nearest names, all where there are fewer, and how near each is."""
        counts: dict[str, int] = {}
        for spelling in spelt:
            for gram in set(_grams(spelling)):
                counts[gram] = counts.get(gram, 0) + 1
        known = sorted(gram for gram in counts if gram in self._posting)
        weights = [self._weight[gram] * min(1.0, 0.5 + 0.25 * counts[gram]) for gram in known]
        postings = [self._posting[gram] for gram in known]
        numbers = np.concatenate([*postings, np.zeros(0, np.int32)])
        repeated = np.repeat(weights, [len(one) for one in postings])
        score = np.bincount(numbers, repeated, len(self._length)) / self._length
        most = min(CANDIDATES, len(score))
        nearest = np.argpartition(-score, most - 1)[:most]
        return nearest, score[nearest]


class _Table:
    """The costs of all chunks as all pieces of Latin, and which pieces stand where in each name."""

    def __init__(self, folded: Sequence[str], costs: Costs) -> None:
        letters = "abcdefghijklmnopqrstuvwxyz"
        seen = {piece for options in costs.chunks.values() for piece in options}
        self._pieces = {piece: i for i, piece in enumerate(sorted({"", *letters, *seen}))}
        self._chunks = {chunk: i for i, chunk in enumerate(sorted(costs.chunks))}
        self._cost = self._chunk_costs(costs)
        width = max((len(name) for name in folded), default=0)
        self._where = np.full((len(folded), width + 1, LONGEST + 1), len(self._pieces), np.int16)
        self._stray = np.zeros((len(folded), width + 1), np.float32)
        self._size = np.array([len(name) for name in folded])
        for number, name in enumerate(folded):
            for j in range(len(name) + 1):
                for size in range(min(LONGEST, len(name) - j) + 1):
                    piece = self._pieces.get(name[j : j + size], len(self._pieces))
                    self._where[number, j, size] = piece
            stray = [costs.stray.get(letter, STRAY) for letter in name]
            self._stray[number, 1 : len(name) + 1] = np.cumsum(stray)

    def _chunk_costs(self, costs: Costs) -> Array:
        """[chunk][piece]; behind them a chunk never seen, no chunk at all, and no piece."""
        table = np.full((len(self._chunks) + 2, len(self._pieces) + 1), NEVER, np.float32)
        for piece, number in self._pieces.items():
            if len(piece) < 2:
                singles = [i for chunk, i in self._chunks.items() if len(chunk) == 1]
                table[[*singles, len(self._chunks)], number] = UNSEEN
        for chunk, options in costs.chunks.items():
            for piece, cost in options.items():
                table[self._chunks[chunk], self._pieces[piece]] = cost
        return table

    def costs(self, plain: Sequence[str], near: Array) -> Array:
        """[query][candidate]: the least cost of writing each of `plain` as each candidate."""
        where, stray = self._where[near], self._stray[near]
        reach = np.full((*near.shape, where.shape[2]), NEVER, np.float32)
        reach[:, :, 0] = 0.0
        later = np.full_like(reach, NEVER)  # reached by a chunk of two letters, a row further on
        ends = np.zeros(near.shape, np.float32)
        sizes = np.array([len(one) for one in plain])
        for i in range(int(sizes.max()) + 1):
            # a stray letter costs its own price, whatever stands before it
            reach = np.minimum.accumulate(reach - stray, axis=2) + stray
            at_end = sizes == i
            ends[at_end] = np.take_along_axis(reach, self._size[near][:, :, None], 2)[at_end, :, 0]
            one = self._rows(plain, i, 1)
            two = self._rows(plain, i, 2)
            reach, later = self._step(reach, later, where, one), self._step(reach, None, where, two)
        return ends

    def _rows(self, plain: Sequence[str], i: int, size: int) -> Array:
        """Which chunk of `size` letters stands at `i` of each: one never seen, or none."""
        none, unseen = len(self._chunks) + 1, len(self._chunks)
        missing = unseen if size == 1 else none
        return np.array(
            [
                self._chunks.get(one[i : i + size], missing) if i + size <= len(one) else none
                for one in plain
            ]
        )

    def _step(self, reach: Array, later: Array | None, where: Array, chunks: Array) -> Array:
        """What is reached by writing `chunks` as pieces of every length, or was before."""
        found = np.full_like(reach, NEVER) if later is None else later
        for size in range(LONGEST + 1):
            stop = reach.shape[2] - size
            price = self._cost[chunks[:, None, None], where[:, :, :stop, size]]
            np.minimum(found[:, :, size:], reach[:, :, :stop] + price, out=found[:, :, size:])
        return found


@lru_cache(maxsize=20_000)
def _grams(name: str) -> tuple[str, ...]:
    key = f"^{word_key(name)}$"
    bones = re.sub("[aeiou]", "", key)
    found = [key[i : i + 2] for i in range(len(key) - 1)]
    found += [key[i : i + 3] for i in range(len(key) - 2)]
    found += ["#" + bones[i : i + 2] for i in range(len(bones) - 1)]
    return (*found, "#" + bones[:3])
