"""Readers' comments: where a thread begins and ends. They are other people's personal data.

A thread needs a cue ("4 comments") and proof after it (time stamps, "reply" lines). Errs on the
side of taking too much: what stands after the cue is given back only from a line that is surely
the page's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line

STAMP = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})[,\s]+(?:[^\d\s]+\s+)?"
    r"\d{1,2}:\d{2}(?::\d{2})?\b"
)
PROOF_WITHIN = 8  # lines after the cue in which the first comment must show itself
PROSE = 80  # characters of a line that counts as the article's
_LONGEST_MARK = 60  # characters; a longer line is what somebody wrote


@dataclass(frozen=True, slots=True)
class Thread:
    """Lines `first` to `last` of a page, inclusive, counted from 0."""

    first: int
    last: int


def find_thread(lines: Sequence[Line]) -> Thread | None:
    """The page's thread of comments; None where there is none after its first prose."""
    starts, replies, ends = (cues.load(name) for name in ("comments", "replies", "furniture"))
    marks = [_is_mark(line.text, replies) for line in lines]
    prose_seen = False
    for first, line in enumerate(lines):
        if prose_seen and len(line.text) <= _LONGEST_MARK and starts.match(line.text):
            proof = [i for i in range(first + 1, len(lines)) if marks[i]]
            if proof and proof[0] <= first + PROOF_WITHIN:
                return Thread(first, _end(lines, proof[-1], ends))
        prose_seen = prose_seen or len(line.text) >= PROSE
    return None


def _is_mark(text: str, replies: cues.Cues) -> bool:
    return len(text) <= _LONGEST_MARK and (bool(STAMP.search(text)) or replies.match(text))


def _end(lines: Sequence[Line], last_mark: int, ends: cues.Cues) -> int:
    """The line before the page's own furniture begins again, else the page's last."""
    for i in range(last_mark + 1, len(lines)):
        if ends.match(lines[i].text):
            return i - 1
    return len(lines) - 1
