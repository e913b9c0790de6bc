"""Which articles print the same text: MinHash finds candidates, shared passages decide."""

import numpy as np
import numpy.typing as npt
import rensa

from newsarchive import text
from newsarchive.relate.vectors import EMPTY, SLOTS, Integers, Vector

Shares = npt.NDArray[np.float64]

PASSAGE = 5  # words
ENOUGH = 0.5  # of the shorter text's passages: a reprint
CANDIDATE = 0.3  # the same, as MinHash estimates it: its error is .02 on average, .18 at most
PERMUTATIONS = 128
_POSITION = np.arange(PERMUTATIONS, dtype=np.uint64) * np.uint64(0x9E3779B1)


def passages(body: str) -> frozenset[str]:
    """Every run of five words, in lower case."""
    words = text.words(body.lower())
    starts = range(max(1, len(words) - PASSAGE + 1)) if words else range(0)
    return frozenset(" ".join(words[i : i + PASSAGE]) for i in starts)


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's passages that stand in the longer one."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def sketch(runs: frozenset[str]) -> Vector:
    """The MinHash of a text's passages, each value a key of weight 1: products count agreements."""
    if not runs:
        return EMPTY
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update(sorted(runs))
    values = np.array(minhash.digest(), np.uint64)
    slots = np.unique((values * np.uint64(0x85EBCA6B) + _POSITION) % np.uint64(SLOTS))
    return Vector(slots.astype("<u4").tobytes(), np.ones(len(slots), "<u2").tobytes())


def estimated_containment(agreeing: Integers, one: int, others: Integers) -> Shares:
    """The share of the shorter text that is shared, from how many values of the MinHash agree.

    `one` and each of `others`: how many passages the texts have.
    """
    jaccard = agreeing / PERMUTATIONS
    shared = jaccard * (one + others) / (1 + jaccard)
    found: Shares = shared / np.maximum(1, np.minimum(one, others))
    return found
