"""Which line of a page is the article's title. Chooses among lines; never makes one up."""

from collections.abc import Collection, Sequence

import numpy as np
from rapidfuzz import fuzz

from newsarchive.ingest.cues import folded
from newsarchive.ingest.features import Flags, Sheet
from newsarchive.ingest.layout import Line

SHORTEST, LONGEST = 12, 220  # characters
LEAST_WORDS, MOST_WORDS = 2, 40
_LEAST_OVERLAP = 0.2
_CLOSE = 85  # of 100, by edits


def find_title(
    lines: Sequence[Line], sheet: Sheet, chosen: Flags, never: Collection[int]
) -> int | None:
    """The index of the title line; None when no line above the text looks like one."""
    body = first_prose(lines, chosen)
    if body is None:
        return None
    said: set[str] = set()
    for i in np.flatnonzero(chosen).tolist():
        if len(lines[i].text) >= 60:
            said.update(sheet.tokens[i])
    scored = [
        (_score(sheet.tokens[i], said), -i)
        for i in range(body)
        if i not in never and is_candidate(lines[i], sheet.tokens[i])
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= _LEAST_OVERLAP else None


def find_stated(lines: Sequence[Line], title: str, chosen: Flags) -> int | None:
    """The line above the text that repeats a title stated elsewhere, a word or two apart."""
    body = first_prose(lines, chosen)
    wanted = folded(title)
    close = [
        (fuzz.ratio(folded(lines[i].text), wanted), -i)
        for i in range(len(lines) if body is None else body)
        if len(lines[i].text) <= 2 * len(title)
    ]
    best = max(close, default=(0.0, 0))
    return -best[1] if best[0] >= _CLOSE else None


def first_prose(lines: Sequence[Line], chosen: Flags) -> int | None:
    """The first chosen line that is long enough for a paragraph."""
    at = [i for i in np.flatnonzero(chosen).tolist() if len(lines[i].text) >= 60]
    long = [i for i in at if lines[i].text.rstrip("»”\"'").endswith((".", "!", "?", "…", ":"))]
    return min(long or at, default=None)


def is_candidate(line: Line, tokens: Sequence[str]) -> bool:
    return (
        LEAST_WORDS <= len(tokens) <= MOST_WORDS
        and SHORTEST <= len(line.text) <= LONGEST
        and not line.text.endswith(":")
    )


def _score(tokens: Sequence[str], said: set[str]) -> float:
    """How much of the line the article says again, long lines before short ones."""
    telling = [word for word in tokens if len(word) > 3] or list(tokens)
    return sum(word in said for word in telling) / len(telling) * float(np.log1p(len(tokens)))
