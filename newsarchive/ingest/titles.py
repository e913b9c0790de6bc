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
    """Decision trees whose answers are added. The nodes of all trees stand in one row."""

    roots: Numbers  # the first node of each tree
    features: Numbers
    bounds: Floats  # a feature's value up to which one goes left
    children: Numbers  # of node n: the right one at 2n, the left one at 2n + 1; a leaf is its own
    values: Floats  # of leaves
    depth: int
    digest: str

    def scores(self, table: Floats) -> Floats:
        """One a row of `table`, the greater the better."""
        flat = table.ravel()
        rows = (np.arange(len(table)) * table.shape[1])[:, None]
        at = self.roots
        for _ in range(self.depth):
            goes_left = flat.take(rows + self.features.take(at)) <= self.bounds.take(at)
            at = self.children.take(2 * at + goes_left)
        scores: Floats = self.values.take(at).sum(1)
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
        roots = np.arange(0, left.size, left.shape[1])
        children = np.stack([right, left], axis=-1) + roots[:, None, None]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: no ranker ({error}); restore it or train it anew") from error
    digest = hashlib.sha256(raw).hexdigest()[:12]
    nodes = (features.ravel(), bounds.ravel(), children.ravel(), values.ravel())
    return Ranker(roots, *nodes, depth, digest)


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
        if LEAST_WORDS <= len(tokens[i]) <= MOST_WORDS
        and i not in never
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
