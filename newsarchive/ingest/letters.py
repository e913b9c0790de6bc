"""How much a text in an alphabet beyond ASCII looks like running text. Knows no words."""

import operator
from functools import cache

import numpy as np

from newsarchive import languages
from newsarchive.ingest.characters import LOWER, Characters

_SAMPLE = 20_000  # characters
_CAPITAL = 0.5  # of a small letter's worth: real text has few
_CAPITAL_INSIDE = -1.0  # after a small letter: what a wrong encoding gives
_BEYOND = 0x80  # the first code point that is not ASCII
_OTHER = -0.5  # a sign that no list of letters holds


def plausibility(text: str) -> float:
    """-1..1 over the letters beyond ASCII; 0 where there are none. Russian prose has about .65."""
    page = Characters([text[:_SAMPLE]])
    codes, counts = np.unique(page.codes[page.codes >= _BEYOND], return_counts=True)
    if not len(codes):
        return 0.0
    total = sum(map(operator.mul, counts.tolist(), map(_value, map(chr, codes.tolist()))))
    inside = [char for char in _after_small(page) if char != char.lower()]
    total += sum(_CAPITAL_INSIDE - _value(char) for char in inside)
    return float(total / counts.sum())


def _value(char: str) -> float:
    """What a character beyond ASCII is worth where it may stand."""
    small = char.lower()
    if char != small:
        return _CAPITAL * _worth().get(small, _OTHER)
    return _worth().get(char, 0.0 if char.isspace() else _OTHER)


def _after_small(page: Characters) -> list[str]:
    """The characters beyond ASCII that are no small letters, but follow one."""
    small = page.has(LOWER)
    places = np.flatnonzero(small[:-1] & ~small[1:] & (page.codes[1:] >= _BEYOND)) + 1
    return [page.joined[place] for place in places.tolist()]


@cache
def _worth() -> dict[str, float]:
    """1 for a language's most common letter, 0 for its rarest. Where lists share a letter, the
    best place counts; signs of punctuation are neither here nor there.
    """
    found = dict.fromkeys("«»„“”’–—…№§\u00a0", 0.3)
    for lang in languages.known():
        letters = " ".join(languages.entries(lang, "letters")).split()
        for place, letter in enumerate(letters):
            found[letter] = max(found.get(letter, 0.0), 1 - place / len(letters))
    return found
