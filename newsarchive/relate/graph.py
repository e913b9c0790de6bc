"""The nearest neighbours of every article, kept from build to build and grown outward.

How alike two articles are depends on those two alone. So an article that stays keeps its
neighbours, unless one of them went or a new one is nearer: the result is the same as from nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive.model import ArticleId
from newsarchive.relate.packed import Packed
from newsarchive.relate.reprints import CANDIDATE, ENOUGH, estimated_containment
from newsarchive.relate.vectors import SCALE, Integers

# The kinds of neighbours, how many an article may have of each, and the least score for one.
WITHIN, ACROSS, COPIES = 0, 1, 2  # in its own language, in others, with the same text
MOST = (6, 4, 20)
ONE = 10_000  # all scores here are whole ten-thousandths
FLOORS = (1800, 1200, round(ENOUGH * ONE))
SURE = 0.5  # below this, no two articles are taken to tell of one event, whatever else they share
NOTHING = (0,) * len(MOST)  # the least score where there is room
FEW = 32  # articles; to place more, an index of all keys is quicker than reading all rows
AT_ONCE = 64  # articles then placed together: their products with 10,000 others take 3 MB

_SQUARE = SCALE * SCALE
# the least product whose score is each floor: all but a few need no score
_REACH = tuple(-((_SQUARE // 2 - floor * _SQUARE) // ONE) for floor in FLOORS)

Ranked = tuple[tuple[ArticleId, int], ...]  # neighbours and their scores, nearest first
Nearest = tuple[Ranked, ...]  # of each kind


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbour, and what was found when the two were compared."""

    id: ArticleId
    score: int  # likeness; of a copy, the share of passages in common
    same: float = 0.0  # how surely both tell of one event, 0..1
    words: tuple[str, ...] = ()  # shared, as a dictionary lists them, most telling first
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One article in the graph."""

    digest: str  # of what its relations rest on
    near: tuple[tuple[Near, ...], ...] = ((), (), ())  # WITHIN, ACROSS, COPIES; nearest first

    def neighbours(self) -> Iterator[Near]:
        """Those of all kinds; a copy may come twice."""
        return (near for kind in self.near for near in kind)


Graph = Mapping[ArticleId, Node]
Offered = dict[ArticleId, list[tuple[int, ArticleId, int]]]  # to whom: kind, who, score
Close = tuple[int, ArticleId, int, float]  # kind, neighbour, score, how surely of one event
Scored = tuple[Integers, Integers]  # rows and their scores
Found = tuple[Scored, Scored, Scored]  # of each kind
Numbers = npt.NDArray[Any]  # of any type
Mask = npt.NDArray[np.bool_]
Containment = Callable[[ArticleId, ArticleId], float]  # exact share of passages in common
Compare = Callable[[ArticleId, Sequence[Near]], Sequence[Near]]  # says what the two share


def close(node: Node) -> tuple[Close, ...]:
    """The neighbours that may tell of the same event."""
    return tuple(
        (kind, near.id, near.score, near.same)
        for kind, of_kind in enumerate(node.near)
        for near in of_kind
        if kind == COPIES or near.same >= SURE
    )


def least(node: Node) -> tuple[int, ...]:
    """For each kind the score from which a newcomer may be among the nearest."""
    each = zip(node.near, MOST, strict=True)
    return tuple(near[-1].score if len(near) == most else 0 for near, most in each)


def bereft(kept: Mapping[ArticleId, Sequence[ArticleId]]) -> list[ArticleId]:
    """Those that have a neighbour which is not there any more; `kept`: who has which."""
    return sorted(name for name, others in kept.items() if any(one not in kept for one in others))


def grown(
    kept: Graph,
    fresh: Graph,
    *,
    needed: Mapping[ArticleId, tuple[int, ...]],
    lost: Sequence[ArticleId],
    features: Packed,
    containment: Containment,
    compare: Compare,
) -> dict[ArticleId, Node]:
    """The nodes that are not as they were when `fresh` is put in its place among those `kept`.

    `kept` holds no article that changed; `needed` are the `least` scores of its nodes, `lost` its
    `bereft`, `features` those of all.
    """
    left = {name: _left(kept[name], kept) for name in lost}
    field = Field({**needed, **dict.fromkeys(lost, NOTHING)}, features, containment)
    placed, offered = field.place(sorted(fresh))
    changed = {
        name: _with_nearest(name, node, placed[name], compare) for name, node in fresh.items()
    }
    joined = {
        name: _joined(left.get(name, kept[name]), offered.get(name, ()))
        for name in sorted({*offered, *lost})
    }
    unsure = [name for name in lost if not _is_sure(kept[name], joined[name])]
    joined |= field.nearest(unsure)
    for name, nearest in joined.items():
        if name in left or nearest != _pairs(kept[name]):
            changed[name] = _with_nearest(name, left.get(name, kept[name]), nearest, compare)
    return changed


class Field:
    """All articles side by side, in the order of their features.

    `needed`: the `least` scores of those that stay.
    """

    def __init__(
        self,
        needed: Mapping[ArticleId, tuple[int, ...]],
        features: Packed,
        containment: Containment,
    ) -> None:
        self._needed = needed
        self._features = features
        self._names = list(features)
        self._rows = {name: row for row, name in enumerate(self._names)}
        self._containment = containment
        spoken = features.languages
        self._speaking = {lang: spoken == lang for lang in sorted(set(spoken.tolist()))}
        self._passages = features.passages
        self._matrices = tuple(map(features.matrix, ("within", "across", "sketch")))

    def place(self, fresh: Sequence[ArticleId]) -> tuple[dict[ArticleId, Nearest], Offered]:
        """The nearest of each of `fresh`; and to whom of those that stay they are near enough."""
        placed, offered = {}, defaultdict(list)
        for name, found in self._found(fresh):
            placed[name] = self._best(found)
            for kind, (rows, scores) in enumerate(found if self._needed else ()):
                for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
                    needed = self._needed.get(self._names[row])
                    if needed and score >= needed[kind]:
                        offered[self._names[row]].append((kind, name, score))
        return placed, offered

    def nearest(self, names: Sequence[ArticleId]) -> dict[ArticleId, Nearest]:
        """The nearest of each, found by looking at all."""
        return {name: self._best(found) for name, found in self._found(names)}

    def _found(self, names: Sequence[ArticleId]) -> Iterator[tuple[ArticleId, Found]]:
        """For each of `names` who is near it, by kind."""
        if len(names) <= FEW:
            for name in names:
                one = self._features[name]
                vectors = (one.within, one.across, one.sketch)
                products = [m.scan(v) for m, v in zip(self._matrices, vectors, strict=True)]
                yield name, self._near(name, products)
            return
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            rows = np.array([self._rows[name] for name in some])
            made = [matrix.products(rows) for matrix in self._matrices]
            for name, *products in zip(some, *made, strict=True):
                yield name, self._near(name, products)

    def _near(self, name: ArticleId, products: Sequence[Numbers]) -> Found:
        """Those that reach the floor of each kind, by their `products` with `name`."""
        within, across, agreeing = products
        row, same = self._rows[name], self._speaking[self._features[name].language]
        return (
            _reaching(WITHIN, within, same, row),
            _reaching(ACROSS, across, ~same, row),
            self._copies(row, np.flatnonzero(same & (agreeing > 0)), agreeing),
        )

    def _copies(self, row: int, others: Integers, agreeing: Numbers) -> Scored:
        """The exact share of passages in common, where MinHash finds it worth looking."""
        others = others[others != row]
        counts = agreeing[others].astype(np.int64)
        passages = self._passages
        promising = estimated_containment(counts, int(passages[row]), passages[others])
        others = others[promising >= CANDIDATE]
        name, names = self._names[row], [self._names[other] for other in others.tolist()]
        shares = [round(ONE * self._containment(name, other)) for other in names]
        scores = np.array(shares, np.int64)
        enough = scores >= FLOORS[COPIES]
        return others[enough], scores[enough]

    def _best(self, found: Found) -> Nearest:
        return tuple(self._top(*scored, most) for scored, most in zip(found, MOST, strict=True))

    def _top(self, rows: Integers, scores: Integers, most: int) -> Ranked:
        """The names and scores of the highest, best first; of equal ones by name."""
        if len(rows) > most:
            high = scores >= np.partition(scores, -most)[-most]
            rows, scores = rows[high], scores[high]
        names = (self._names[row] for row in rows.tolist())
        return tuple(sorted(zip(names, scores.tolist(), strict=True), key=_order)[:most])


def _reaching(kind: int, products: Numbers, wanted: Mask, row: int) -> Scored:
    """The rows `wanted`, without `row`, whose products reach the floor; and their scores."""
    rows = np.flatnonzero(wanted & (products >= _REACH[kind]))
    rows = rows[rows != row]
    return rows, _score(products[rows].astype(np.int64))


def _score(products: Integers) -> Integers:
    """Products of two vectors of length SCALE as ten-thousandths, rounded in whole numbers."""
    return np.minimum((products * ONE + _SQUARE // 2) // _SQUARE, ONE)


def _joined(node: Node, offers: Sequence[tuple[int, ArticleId, int]]) -> Nearest:
    """The neighbours of `node` with newcomers among them, each kind cut to its number."""
    lists = [list(kind) for kind in _pairs(node)]
    for kind, name, score in offers:
        lists[kind].append((name, score))
    return tuple(
        tuple(sorted(found, key=_order)[:most]) for found, most in zip(lists, MOST, strict=True)
    )


def _left(node: Node, there: Container[ArticleId]) -> Node:
    """`node` without the neighbours that went or changed."""
    kinds = (tuple(near for near in kind if near.id in there) for kind in node.near)
    return replace(node, near=tuple(kinds))


def _is_sure(before: Node, joined: Nearest) -> bool:
    """Whether nobody else can be nearer than those `joined`.

    Whoever stays and was not among the nearest `before` stands behind the last of them, and there
    is nobody where there was room; so one that changed little costs its neighbours no search.
    """
    return all(
        len(old) < most
        or (len(new) == most and _order(new[-1]) <= _order((old[-1].id, old[-1].score)))
        for old, new, most in zip(before.near, joined, MOST, strict=True)
    )


def _order(pair: tuple[ArticleId, int]) -> tuple[int, ArticleId]:
    """Nearest first; of equal ones by name."""
    return -pair[1], pair[0]


def _pairs(node: Node) -> Nearest:
    return tuple(tuple((near.id, near.score) for near in kind) for kind in node.near)


def _with_nearest(name: ArticleId, node: Node, nearest: Nearest, compare: Compare) -> Node:
    """`node` with these neighbours; only those it did not have are compared with it."""
    kinds = []
    for old, found in zip(node.near, nearest, strict=True):
        known = {(near.id, near.score): near for near in old}
        new = [Near(other, score) for other, score in found if (other, score) not in known]
        known |= {(near.id, near.score): near for near in compare(name, new)}
        kinds.append(tuple(known[pair] for pair in found))
    return node if tuple(kinds) == node.near else replace(node, near=tuple(kinds))
