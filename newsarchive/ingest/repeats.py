"""Sentences and fragments that a page prints twice in a row by mistake. Judges one line's text."""

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.model import Span

_PIECE = re.compile(r"\S[^.!?…。！？]*[.!?…。！？]+[»”\"')\]]*|\S[^.!?…。！？]*$")
SHORTEST_FRAGMENT = 2  # words of a fragment that recurs in the next sentence
SHORTEST_SENTENCE = 4  # words: "No. No." may be meant


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch of the text that goes, and why."""

    span: Span
    rule: str


@lru_cache(maxsize=256)  # a page's second look asks for the paragraphs of the first
def find_repeats(text: str) -> tuple[Repeat, ...]:
    """What is printed twice or more in a row, in order.

    A fragment that recurs inside the next sentence goes altogether: that sentence says it. A
    sentence stays once.
    """
    pieces = [piece.rstrip() for piece in _PIECE.findall(text)]
    if not any(map(operator.eq, pieces, pieces[1:])):
        return ()
    return tuple(_repeats(text, [match.span() for match in _PIECE.finditer(text)]))


def _repeats(text: str, pieces: list[tuple[int, int]]) -> Iterator[Repeat]:
    at = 0
    while at < len(pieces):
        run = _run(text, pieces, at)
        if run > 1:
            repeat = _judged(text, pieces, at, run)
            if repeat:
                yield repeat
        at += run


def _run(text: str, pieces: list[tuple[int, int]], at: int) -> int:
    """How many pieces from `at` on are the same."""
    last = at
    while last + 1 < len(pieces) and _text(text, pieces[last + 1]) == _text(text, pieces[at]):
        last += 1
    return last - at + 1


def _judged(text: str, pieces: list[tuple[int, int]], at: int, run: int) -> Repeat | None:
    words = _text(text, pieces[at]).split()
    bare = " ".join(words).rstrip(".!?…。！？»”\"')]")
    after = _text(text, pieces[at + run]) if at + run < len(pieces) else ""
    if len(words) >= SHORTEST_FRAGMENT and bare in after and bare != after.rstrip(".!?…。！？"):
        return Repeat(Span(pieces[at][0], pieces[at + run - 1][1]), "repeated fragment")
    if len(words) >= SHORTEST_SENTENCE:
        return Repeat(Span(pieces[at + 1][0], pieces[at + run - 1][1]), "repeated sentence")
    return None


def _text(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].rstrip()
