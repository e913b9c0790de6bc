"""Which sentences lie in a quotation that runs over several. Does not judge who is quoted."""

import re
from collections.abc import Sequence

from newsarchive.model import Sentence

_MARK = re.compile(r"[«»„“”‟\"]")
_OPENS, _CLOSES, _NEITHER = 1, -1, 0


def quoted(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Numbers of the sentences that begin, continue or end a quotation of several sentences.

    Marks tell their direction by what stands beside them, since one straight sign does for both.
    A quotation that is never closed is a slip of the pen: only its first sentence is counted.
    """
    found: set[int] = set()
    depth = 0
    began = 0
    for number, sentence in enumerate(sentences):
        outside = depth == 0
        fresh = number == 0 or sentences[number - 1].passage.paragraph != sentence.passage.paragraph
        depth = _depth_after(sentence.text, depth, fresh=fresh)
        if outside and depth:
            began = number
        elif not outside and not depth:
            found.update(range(began, number + 1))
    return frozenset(found | {began} if depth else found)


def _depth_after(sentence: str, depth: int, *, fresh: bool) -> int:
    for mark in _MARK.finditer(sentence):
        direction = _direction(sentence, mark.start())
        if direction == _OPENS and fresh and depth and not sentence[: mark.start()].strip():
            continue  # a new paragraph of a quotation opens once more, without having closed
        depth = max(0, depth + direction)
    return depth


def _direction(sentence: str, at: int) -> int:
    mark = sentence[at]
    if mark in "«»":  # set apart by spaces in French
        return _OPENS if mark == "«" else _CLOSES
    before = sentence[at - 1] if at else " "
    after = sentence[at + 1] if at + 1 < len(sentence) else " "
    inner_before, inner_after = before.isalnum(), after.isalnum()
    if inner_before and inner_after:
        return _NEITHER  # Aliyev"s: a misprinted apostrophe
    if before.isspace() or before in '([-–—"«„“':
        return _OPENS if not after.isspace() else _NEITHER
    return _CLOSES
