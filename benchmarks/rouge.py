"""ROUGE-1, ROUGE-2 and ROUGE-L: F1 over stems, the reference and the candidate each one text."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsarchive import text


def tokens(passage: str, lang: str) -> list[str]:
    """The stems of a passage's words, in order."""
    return text.stems(text.words(passage), lang)


def rouge(reference: Sequence[str], candidate: Sequence[str]) -> tuple[float, float, float]:
    """(ROUGE-1, ROUGE-2, ROUGE-L) of two lists of stems, each 0..1."""
    pairs = [list(pairwise(side)) for side in (reference, candidate)]
    return (
        _f1(_shared(reference, candidate), len(reference), len(candidate)),
        _f1(_shared(pairs[0], pairs[1]), len(pairs[0]), len(pairs[1])),
        _f1(_longest_common(reference, candidate), len(reference), len(candidate)),
    )


def _shared(reference: Sequence[object], candidate: Sequence[object]) -> int:
    return (Counter(reference) & Counter(candidate)).total()


def _longest_common(reference: Sequence[str], candidate: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(candidate) + 1)
    for word in reference:
        before = 0
        for at, other in enumerate(candidate, start=1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]


def _f1(shared: int, reference: int, candidate: int) -> float:
    return 2 * shared / (reference + candidate) if shared else 0.0
