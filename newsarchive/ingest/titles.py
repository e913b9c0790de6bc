"""Which line of a page is the article's title: ranks the lines around the beginning of the text,
never makes one up.

A few small trees over what title_features.py sees, trained by `training/titles.py`.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from newsarchive.errors import ModelError
from newsarchive.ingest.characters import Flags, Floats
from newsarchive.ingest.cues import folded
from newsarchive.ingest.dates import read_date_line
from newsarchive.ingest.layout import Line
from newsarchive.ingest.tidy import is_prose
from newsarchive.ingest.title_features import View, first_prose, measure

SHIPPED = Path(__file__).with_name("titles.json")
SHORTEST, LONGEST = 8, 220  # characters
LEAST_WORDS, MOST_WORDS = 2, 40
ABOVE, BELOW = 80, 3  # lines around the text's beginning among which the title is
SURE_ENOUGH = (
    0.3  # of all lines' shares; 99 of 100 right ones have more; below, the title is unknown
)
_MOST_ABOVE = 0.2  # of the article's words above its title, which then are none of it
_CLOSE = 85  # of 100, by edits: a stated title and the line that repeats it

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Decision trees whose answers are added; one row a tree, one column a node.

    A leaf is its own child.
    """

    features: Numbers
    bounds: Floats  # a feature's value up to which one goes left
    left: Numbers
    right: Numbers
    values: Floats  # of leaves
    depth: int
    digest: str

    def scores(self, table: Floats) -> Floats:
        """One a row of `table`, the greater the better."""
        first = np.arange(0, self.left.size, self.left.shape[1])  # of each tree's nodes
        features, bounds = self.features.ravel(), self.bounds.ravel()
        left, right = self.left.ravel(), self.right.ravel()
        rows = (np.arange(len(table)) * table.shape[1])[:, None]
        at = np.broadcast_to(first, (len(table), len(first)))
        for _ in range(self.depth):
            goes_left = table.ravel()[rows + features[at]] <= bounds[at]
            at = first + np.where(goes_left, left[at], right[at])
        scores: Floats = self.values.ravel()[at].sum(1)
        return scores


@cache
def load(path: Path = SHIPPED) -> Ranker:
    """Raises ModelError when the file is absent or no ranker."""
    try:
        raw = path.read_bytes()
        stored = json.loads(raw)
        features, left, right = (
            np.array(stored[name], np.int64) for name in ("features", "left", "right")
        )
        bounds, values = (np.array(stored[name], np.float32) for name in ("bounds", "values"))
        depth = int(stored["depth"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: no ranker ({error}); restore it or train it anew") from error
    digest = hashlib.sha256(raw).hexdigest()[:12]
    return Ranker(features, bounds, left, right, values, depth, digest)


def find_title(view: View, *, never: Collection[int], ranker: Ranker | None = None) -> int | None:
    """The index of the title line; None when none near the text's beginning is likely enough."""
    among = candidates(view, never)
    if not among:
        return None
    scores = (ranker or load()).scores(measure(view, among))
    best = int(np.argmax(scores))
    share = 1 / float(np.exp(scores - scores[best]).sum())
    return among[best] if share >= SURE_ENOUGH else None


def candidates(view: View, never: Collection[int]) -> list[int]:
    """Lines around the first paragraph that are neither dates nor too short or long; below its
    beginning no sentences, and none that much of the text stands above.
    """
    if view.body is None:
        return []
    lines, tokens = view.lines, view.sheet.tokens
    above = _share_above(view)
    return [
        i
        for i in range(max(0, view.body - ABOVE), min(len(lines), view.body + BELOW))
        if i not in never
        and LEAST_WORDS <= len(tokens[i]) <= MOST_WORDS
        and SHORTEST <= len(lines[i].text) <= LONGEST
        and (i < view.body or (above[i] <= _MOST_ABOVE and not is_prose(lines[i].text)))
        and not (any(map(str.isdigit, lines[i].text)) and read_date_line(lines[i]))
    ]


def _share_above(view: View) -> Floats:
    """How much of the article's words stand above each line."""
    words = view.sheet.weights * view.chosen
    shares: Floats = (np.cumsum(words) - words) / max(float(words.sum()), 1.0)
    return shares


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
