"""Runs of three and four letters, by which openings are compared: as text, and many in arrays.

As text they are learnt (training/related.py); compared they are as numbers. Weighs nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

SIZES = (3, 4)
_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits without order: other letters, other number

Numbers = npt.NDArray[np.uint64]


def grams(text: str) -> Iterator[str]:
    """Runs of 3 and 4 letters, the edges of a word counted as one."""
    for word in _WORD.findall(text.lower()):
        edged = f"_{word}_"
        for size in SIZES:
            yield from (edged[i : i + size] for i in range(max(1, len(edged) - size + 1)))


def numbers(runs: Sequence[str]) -> Numbers:
    """The number of each of these runs."""
    made = np.zeros(len(runs), np.uint64)
    for size in SIZES:
        places = [place for place, run in enumerate(runs) if len(run) == size]
        letters = _letters("".join([runs[place] for place in places]))
        made[places] = _folded(letters.reshape(-1, size).T)
    return made


def counted(text: str) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """The numbers of a text's `grams`, ascending, and how often each stands in it."""
    words = _WORD.findall(text.lower())
    letters = _letters("".join([f"_{word}_" for word in words]))
    if not words:
        return letters, np.zeros(0, np.int64)
    lengths = np.array([len(word) + 2 for word in words])
    ends = np.cumsum(lengths)
    left = np.repeat(ends, lengths) - np.arange(len(letters))  # letters until the word's end
    runs = [_numbers(letters, size)[left[: len(letters) - size + 1] >= size] for size in SIZES]
    runs.append(_numbers(letters, 3)[ends[lengths == 3] - 3])  # of one letter: too short for four
    return np.unique(np.concatenate(runs), return_counts=True)


def _letters(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)


def _numbers(letters: Numbers, size: int) -> Numbers:
    """For each place the number of the `size` letters that begin there."""
    places = max(0, len(letters) - size + 1)
    return _folded([letters[offset : offset + places] for offset in range(size)])


def _folded(columns: Iterable[Numbers]) -> Numbers:
    """One number for each row of letters."""
    return reduce(lambda made, column: made * _FACTOR + column, columns)
