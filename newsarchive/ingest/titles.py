"""Which line of a page is the article's title: ranks the lines above the text, never makes one up.

A small network over features of each line and its neighbours, trained by `training/titles.py`.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from newsarchive.errors import ModelError
from newsarchive.ingest.cues import folded
from newsarchive.ingest.features import NAMES, Flags, Floats, Sheet
from newsarchive.ingest.layout import Line

SHIPPED = Path(__file__).with_name("titles.json")
SHORTEST, LONGEST = 8, 220  # characters
LEAST_WORDS, MOST_WORDS = 2, 40
REACH = 80  # lines above the text among which the title is
SURE_ENOUGH = 0.2  # of all lines' shares; below this the title is unknown
_PARAGRAPH = 60  # characters from which a chosen line is one
_CLOSE = 85  # of 100, by edits: a stated title and the line that repeats it
_OWN = (
    "words", "ends in stop", "ends in leader", "date", "digits", "capitals", "capitalised words",
    "bullet", "quotes", "gap before", "gap after", "copies", "dividers", "address", "commas",
    "sentences", "page lines", "copies but for numbers", "question", "indent", "letters",
)  # fmt: skip
_NEIGHBOURS = ("words", "date", "capitals", "letters", "bullet", "gap before")
_OWN_AT = [NAMES.index(name) for name in _OWN]
_NEIGHBOURS_AT = [NAMES.index(name) for name in _NEIGHBOURS]


@dataclass(frozen=True, slots=True)
class Ranker:
    """A network with one hidden layer."""

    mean: Floats
    scale: Floats
    first: Floats
    first_bias: Floats
    last: Floats
    digest: str

    def scores(self, values: Floats) -> Floats:
        """One a line, the greater the better."""
        hidden = np.tanh((values - self.mean) / self.scale @ self.first + self.first_bias)
        scores: Floats = hidden @ self.last
        return scores


@cache
def load(path: Path = SHIPPED) -> Ranker:
    """Raises ModelError when the file is absent or no ranker."""
    try:
        raw = path.read_bytes()
        stored = json.loads(raw)
        names = ("mean", "scale", "first", "first bias", "last")
        tables = [np.array(stored[name], np.float32) for name in names]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: no ranker ({error}); restore it or train it anew") from error
    mean, scale, first, bias, last = tables
    return Ranker(mean, scale, first, bias, last, hashlib.sha256(raw).hexdigest()[:12])


def find_title(
    lines: Sequence[Line],
    sheet: Sheet,
    likely: Floats,
    chosen: Flags,
    *,
    never: Collection[int],
    ranker: Ranker | None = None,
) -> int | None:
    """The index of the title line; None when no line above the text is likely enough."""
    among = candidates(lines, sheet, chosen, never)
    if not among:
        return None
    scores = (ranker or load()).scores(measure(lines, sheet, likely, chosen, among))
    best = int(np.argmax(scores))
    share = 1 / float(np.exp(scores - scores[best]).sum())
    return among[best] if share >= SURE_ENOUGH else None


def candidates(
    lines: Sequence[Line], sheet: Sheet, chosen: Flags, never: Collection[int]
) -> list[int]:
    """Lines above the first paragraph that are neither too short nor too long."""
    body = first_prose(lines, chosen)
    if body is None:
        return []
    return [
        i
        for i in range(max(0, body - REACH), body)
        if i not in never
        and LEAST_WORDS <= len(sheet.tokens[i]) <= MOST_WORDS
        and SHORTEST <= len(lines[i].text) <= LONGEST
    ]


def measure(
    lines: Sequence[Line], sheet: Sheet, likely: Floats, chosen: Flags, among: Sequence[int]
) -> Floats:
    """The features of the lines `among`, one row a line."""
    body = first_prose(lines, chosen) or 0
    at = np.array(among)
    said = _overlap(sheet, among, _words(lines, sheet, chosen))
    lead = _overlap(sheet, among, set(sheet.tokens[body]))
    weight = said * sheet.values[at, NAMES.index("words")]
    place = [at == 0, np.log1p(at), np.log1p(body - at), at == body - 1, at == at[0]]
    words = [said, lead, weight, weight - weight.max(), weight >= weight.max(), likely[at]]
    around = [
        np.where((at + step >= 0)[:, None], sheet.values[np.maximum(at + step, 0)], 0)[
            :, _NEIGHBOURS_AT
        ]
        for step in (-1, 1)
    ]
    nearby = likely[np.minimum(at + 1, len(lines) - 1)]
    columns = [*place, *words, np.argsort(np.argsort(-weight)) / len(at), nearby]
    stacked = np.column_stack([*columns, sheet.values[at][:, _OWN_AT], *around])
    return stacked.astype(np.float32)


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
    at = [i for i in np.flatnonzero(chosen).tolist() if len(lines[i].text) >= _PARAGRAPH]
    long = [
        i for i in at if lines[i].text.rstrip("»”\"'").endswith((".", "!", "?", "…", ":", "。"))
    ]
    return min(long or at, default=None)


def _words(lines: Sequence[Line], sheet: Sheet, chosen: Flags) -> set[str]:
    """The words of the article's paragraphs."""
    said: set[str] = set()
    for i in np.flatnonzero(chosen).tolist():
        if len(lines[i].text) >= _PARAGRAPH:
            said.update(sheet.tokens[i])
    return said


def _overlap(sheet: Sheet, among: Sequence[int], said: set[str]) -> Floats:
    """How much of each line the article says again; short words count only where all are."""
    shares = []
    for i in among:
        telling = [word for word in sheet.tokens[i] if len(word) > 3] or sheet.tokens[i]
        shares.append(sum(word in said for word in telling) / len(telling))
    return np.array(shares, np.float32)
