"""Readers' comments: where a thread begins and ends. They are other people's personal data.

A thread needs a cue ("4 comments") and proof after it (time stamps, "reply" lines). Errs on the
side of taking too much: what stands after the cue is given back only from a line that is surely
the page's own.
"""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line

STAMP = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})[,\s]+(?:[^\d\s]+\s+)?"
    r"\d{1,2}:\d{2}(?::\d{2})?\b"
)
PROOF_WITHIN = 8  # lines after the cue in which the first comment must show itself
_MOST_BETWEEN = 2  # lines of prose: the first comment, when its stamp stands below it
PROSE = 80  # characters of a line that counts as the article's
_LONGEST_MARK = 80  # characters; a longer line is what somebody wrote


@dataclass(frozen=True, slots=True)
class Thread:
    """Lines `first` to `last` of a page, inclusive, counted from 0."""

    first: int
    last: int


def find_thread(lines: Sequence[Line]) -> Thread | None:
    """The page's thread of comments; None where there is none after its first prose."""
    starts, replies, ends = (cues.load(name) for name in ("comments", "replies", "furniture"))
    prose_seen = False
    marks: list[int] | None = None  # looked for once, and on few pages
    for first, line in enumerate(lines):
        if prose_seen and len(line.text) <= _LONGEST_MARK and starts.match(line.text):
            if marks is None:
                marks = [i for i, one in enumerate(lines) if _is_mark(one.text, replies)]
            nearest = _next_two(marks, first)
            if _is_thread(lines, first, nearest, replies):
                return Thread(first, _end(lines, marks[-1], ends))
        prose_seen = prose_seen or len(line.text) >= PROSE
    return None


def _next_two(marks: Sequence[int], first: int) -> Sequence[int]:
    at = bisect.bisect(marks, first)
    return marks[at : at + 2]


def _is_thread(lines: Sequence[Line], cue: int, nearest: Sequence[int], replies: cues.Cues) -> bool:
    """A mark soon after the cue, without the article between them; a single day in words may be
    the article's own. `nearest`: the next two marks.
    """
    if not nearest or nearest[0] > cue + PROOF_WITHIN:
        return False
    between = sum(len(line.text) >= PROSE for line in lines[cue + 1 : nearest[0]])
    first = lines[nearest[0]].text
    sure = len(nearest) > 1 or bool(STAMP.search(first)) or replies.match(first)
    return sure and between <= _MOST_BETWEEN


def _is_mark(text: str, replies: cues.Cues) -> bool:
    if len(text) > _LONGEST_MARK:
        return False
    timed = ":" in text and (STAMP.search(text) or _written_stamp().search(text))
    return bool(timed) or replies.match(text)


@cache
def _written_stamp() -> re.Pattern[str]:
    """A day whose month is a word, then a time of day: "July 23, 2012 at 8:39"."""
    rows = [row.split() for row in cues.words("months")]
    month = cues.alternatives(sorted({form for _, *forms in rows for form in forms}))
    return re.compile(
        rf"\b(?:\d{{1,2}}\s+{month}|{month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)\b"
        r".{1,16}\b\d{1,2}:\d{2}",
        re.IGNORECASE,
    )


def _end(lines: Sequence[Line], last_mark: int, ends: cues.Cues) -> int:
    """The line before the page's own furniture begins again, else the page's last."""
    for i in range(last_mark + 1, len(lines)):
        if ends.match(lines[i].text):
            return i - 1
    return len(lines) - 1
