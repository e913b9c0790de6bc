"""All characters of a page at once: what each one is, counted line by line in numpy; a loop over
characters in Python took ten times as long. Knows no language.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsarchive import unpacked

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]

_LAST = 0x30000  # code points above are read as this one: letters of an unknown script
WORD, ALPHA, UPPER, LOWER, DIGIT, CJK, SPACE = (1 << bit for bit in range(7))
COMMA, STOP, CLOSER, QUOTE, BULLET, LEADER, DIVIDER = (1 << bit for bit in range(7, 14))
_MARKS = (
    (COMMA, ",，、،"),
    (STOP, ".!?…。！？؟।"),
    (CLOSER, "\"'»”’)]*"),
    (QUOTE, '"«»“”„「」'),
    (BULLET, "•*·-–—►»|>▪●○■◦‣"),
    (LEADER, ":,;：，、—–-"),
    (DIVIDER, "|»/›>→·•\t"),
)


def _table() -> npt.NDArray[np.uint16]:
    """What each code point is, as bits."""
    table = np.zeros(_LAST, np.uint16)
    tests = ((WORD, str.isalnum), (ALPHA, str.isalpha), (UPPER, str.isupper))
    more = ((LOWER, str.islower), (DIGIT, str.isdigit), (SPACE, str.isspace))
    for code in range(0x10000):
        if not 0xD800 <= code < 0xE000:
            table[code] = sum(bit for bit, test in tests + more if test(chr(code)))
    for first, last in ((0x3040, 0xA000), (0xAC00, 0xD7B0), (0x20000, _LAST)):
        table[first:last] |= CJK
    table[0x10000:] |= WORD | ALPHA
    table[0x1F000:0x1FFFF] = 0  # pictures
    for bit, marks in _MARKS:
        for mark in marks:
            table[ord(mark)] |= bit
    return table


@cache
def _kinds() -> npt.NDArray[np.uint16]:
    """The table; working it out takes longer than reading a page."""
    basis = (unicodedata.unidata_version, Path(__file__).read_bytes())
    return unpacked.arrays("characters", basis, ("kinds",), lambda: {"kinds": _table()})["kinds"]


class Characters:
    """All code points of a page in one row, a line break after each line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.joined = "\n".join(texts) + "\n"
        self.codes: Codes = np.frombuffer(
            self.joined.encode("utf-32-le", "surrogatepass"), np.uint32
        )
        self.bits = _kinds().take(self.codes, mode="clip")
        self.stops = np.flatnonzero(self.codes == 10)
        self.starts = np.append(0, self.stops[:-1] + 1)

    def count(self, flags: Flags) -> Floats:
        """How often `flags` is set in each line."""
        return np.add.reduceat(flags, self.starts, dtype=np.int32).astype(np.float32)

    def has(self, bit: int) -> Flags:
        return (self.bits & bit) > 0

    def at_end(self, bit: int, back: int = 1) -> Flags:
        """Whether the character `back` from each line's end has `bit`."""
        return (self.bits[np.maximum(self.stops - back, 0)] & bit) > 0

    def without_numbers(self) -> list[str]:
        """The lines, every digit a 0: what a list or a thread of comments repeats."""
        digits = self.has(DIGIT)
        if not digits.any():
            return list(self.texts)
        codes = np.where(digits, np.uint32(48), self.codes)
        return codes.tobytes().decode("utf-32-le", "surrogatepass").split("\n")[:-1]

    def tokens(self) -> tuple[tuple[str, ...], ...]:
        """The words of each line; every CJK character is a word."""
        wordly = self.has(WORD)
        codes = np.where(wordly | (self.codes == 10), self.codes, np.uint32(32))
        cjk = self.has(CJK) & wordly
        if cjk.any():  # one blank on each side
            width = 1 + 2 * cjk.astype(np.int64)
            spread = np.full(int(width.sum()), 32, np.uint32)
            spread[np.cumsum(width) - 1 - cjk] = codes
            codes = spread
        text = codes.tobytes().decode("utf-32-le", "surrogatepass").lower()
        return tuple(map(tuple, map(str.split, text.split("\n")[: len(self.texts)])))
