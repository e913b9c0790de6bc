"""What a line near the top of a page shows of being its title, in numbers: its own look, its
neighbours, where it stands, whose words it has, and who says it again. Chooses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive.ingest.characters import Flags, Floats
from newsarchive.ingest.features import NAMES, Sheet
from newsarchive.ingest.layout import Line

Column = npt.NDArray[Any]

_OWN = (
    "words", "ends in stop", "ends in leader", "date", "digits", "capitals", "capitalised words",
    "bullet", "quotes", "gap before", "gap after", "copies", "dividers", "address", "commas",
    "sentences", "page lines", "copies but for numbers", "question", "indent", "letters",
    "since prose", "until prose", "words of the body", "ellipsis", "begins with digit",
    "begins small", "cjk",
)  # fmt: skip
_NEIGHBOURS = (
    "words", "date", "capitals", "letters", "bullet", "gap before", "ends in stop", "sentences",
    "digits",
)  # fmt: skip
_STEPS = (-2, -1, 1, 2)  # lines off whose look counts
_FAR = 3  # lines off that anything is asked of
_OWN_AT = [NAMES.index(name) for name in _OWN]
_NEIGHBOURS_AT = [NAMES.index(name) for name in _NEIGHBOURS]
_WORDS_AT = NAMES.index("words")
_PARAGRAPH = 60  # characters from which a chosen line is one
_ENDS = (".", "!", "?", "…", ":", "。")
_TELLING = 12  # characters of a line that another one may hold by more than chance
_AROUND = 60  # lines below the text's beginning that are searched for the title said again


@dataclass(frozen=True)
class View:
    """A page after the line model looked at it. Not slotted: remembers where the text begins."""

    lines: Sequence[Line]
    sheet: Sheet
    likely: Floats  # of each line: that it belongs to the article
    chosen: Flags  # the lines that do
    recurs: Flags  # the lines that stand on other pages

    @cached_property
    def body(self) -> int | None:
        """The first chosen line that is long enough for a paragraph."""
        return first_prose(self.lines, self.chosen)


def first_prose(lines: Sequence[Line], chosen: Flags) -> int | None:
    """The first chosen line that is long enough for a paragraph."""
    at = [i for i in np.flatnonzero(chosen).tolist() if len(lines[i].text) >= _PARAGRAPH]
    ended = (i for i in at if lines[i].text.rstrip("»”\"'").endswith(_ENDS))
    return next(ended, at[0] if at else None)


def measure(view: View, among: Sequence[int]) -> Floats:
    """The features of the lines `among`, one row a line. There is a body."""
    at = np.array(among)
    columns = [*_place(view, at), *_words(view, at), *_said_again(view, among)]
    rows = [
        np.array(columns, np.float32),
        _near(view.likely, at, (-2, -1, 0, 1, 2, 3)),
        _near(view.chosen, at, (-1, 0, 1, 2)),
        _near(view.recurs, at, (0, 1)),
        (view.likely[at] - view.likely[at].max())[None],
        view.sheet.values[at][:, _OWN_AT].T,
        _near(view.sheet.values[:, _NEIGHBOURS_AT], at, _STEPS),
    ]
    return np.ascontiguousarray(np.concatenate(rows).T)


def _place(view: View, at: Column) -> list[Column]:
    body, first = view.body or 0, int(np.argmax(view.chosen))
    taken: Column = np.cumsum(view.chosen) - view.chosen
    order = np.arange(len(at))
    return [
        at == 0, np.log1p(at), at - body, at == at[0], at == first, at - first,
        taken[body] - taken[at], order, order[::-1], np.full(len(at), len(at)),
    ]  # fmt: skip


def _words(view: View, at: Column) -> list[Column]:
    """How much of a line the article says, and how that compares with the other candidates."""
    among = at.tolist()
    said = _overlap(view.sheet, among, _article(view))
    lead = _overlap(view.sheet, among, set(view.sheet.tokens[view.body or 0]))
    weight = said * view.sheet.values[at, _WORDS_AT]
    above, below = _neighbours(weight)
    rank = np.argsort(np.argsort(-weight, kind="stable"), kind="stable")
    return [
        said, lead, weight, weight - weight.max(), rank, rank / len(at), weight - above,
        weight - below, *_neighbours(said),
        _shared(view.sheet, among, -1), _shared(view.sheet, among, 1),
    ]  # fmt: skip


def _said_again(view: View, among: Sequence[int]) -> list[list[int]]:
    """Copies of a line, copies below it, longer lines that hold it, shorter ones that it holds."""
    end = min(len(view.lines), (view.body or 0) + _AROUND)
    first = among[0]
    tokens = view.sheet.tokens[first:end]
    top = [" ".join(row) for row in tokens[: among[-1] + 1 - first]]
    copies, below, inside, holds = [], [], [], []
    for i in among:
        own = top[i - first]
        telling = len(own) >= _TELLING
        copies.append(min(tokens.count(tokens[i - first]) - 1, 3))
        below.append(min(tokens[i - first + 1 :].count(tokens[i - first]), 3))
        inside.append(min(sum(own in other for other in top if other != own), 3) * telling)
        holds.append(any(len(o) >= _TELLING and o != own and o in own for o in top) * 1)
    return [copies, below, inside, holds]


def _near(values: Column, at: Column, steps: Sequence[int]) -> Column:
    """What stands each of `steps` lines off, one row a step and column; 0 beyond the page."""
    padded = np.zeros((len(values) + 2 * _FAR, *values.shape[1:]), np.float32)
    padded[_FAR:-_FAR] = values
    there = at + np.array(steps)[:, None] + _FAR
    found: Column = padded[there]
    return found if values.ndim == 1 else found.transpose(0, 2, 1).reshape(-1, len(at))


def _neighbours(values: Column) -> tuple[Column, Column]:
    """What the candidate above and the one below have; 0 beyond the ends."""
    padded = np.zeros(len(values) + 2, values.dtype)
    padded[1:-1] = values
    return padded[:-2], padded[2:]


def _article(view: View) -> set[str]:
    """The words of the article's paragraphs."""
    said: set[str] = set()
    for i in np.flatnonzero(view.chosen).tolist():
        if len(view.lines[i].text) >= _PARAGRAPH:
            said.update(view.sheet.tokens[i])
    return said


def _overlap(sheet: Sheet, among: Sequence[int], said: set[str]) -> Floats:
    """How much of each line the article says again; short words count only where all are."""
    shares = []
    for i in among:
        telling = [word for word in sheet.tokens[i] if len(word) > 3] or sheet.tokens[i]
        shares.append(sum(word in said for word in telling) / len(telling))
    return np.array(shares, np.float32)


def _shared(sheet: Sheet, among: Sequence[int], step: int) -> Floats:
    """How many of a line's words the line `step` lines off has too."""
    shares = []
    for i in among:
        own = frozenset(sheet.tokens[i])
        near = sheet.tokens[i + step] if 0 <= i + step < len(sheet.tokens) else ()
        shares.append(len(own.intersection(near)) / len(own))
    return np.array(shares, np.float32)
