"""The nearest neighbours of every article, kept from build to build and grown outward.

How alike two articles are depends on those two alone. So an article that stays keeps its
neighbours, unless one of them went or a new one is nearer: the result is the same as from nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from newsarchive.model import ArticleId
from newsarchive.relate.packed import Packed
from newsarchive.relate.reprints import CANDIDATE, ENOUGH, estimated_containment
from newsarchive.relate.vectors import SCALE, Integers, Matrix

# The kinds of neighbours, how many an article may have of each, and the least score for one.
WITHIN, ACROSS, COPIES = 0, 1, 2  # in its own language, in others, with the same text
MOST = (6, 4, 20)
ONE = 10_000  # all scores here are whole ten-thousandths
FLOORS = (1800, 1200, round(ENOUGH * ONE))
SURE = 0.5  # below this, no two articles are taken to tell of one event, whatever else they share
NOTHING = (0,) * len(MOST)  # the least score where there is room
FEW = 32  # articles; to place more, an index of all keys is quicker than reading all rows

Nearest = tuple[tuple[tuple[ArticleId, int], ...], ...]  # of each kind: (neighbour, score)


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
        self._languages = features.languages
        self._passages = features.passages
        self._within = features.matrix("within")
        self._across = features.matrix("across")
        self._sketches = features.matrix("sketch")

    def place(self, fresh: Sequence[ArticleId]) -> tuple[dict[ArticleId, Nearest], Offered]:
        """The nearest of each of `fresh`; and to whom of those that stay they are near enough."""
        many = len(fresh) > FEW
        placed, offered = {}, defaultdict(list)
        for name in fresh:
            scores = self._scores(name, many=many)
            placed[name] = self._best(scores)
            for kind, of_kind in enumerate(scores if self._needed else ()):
                for row in np.flatnonzero(of_kind).tolist():
                    needed, score = self._needed.get(self._names[row]), int(of_kind[row])
                    if needed and score >= needed[kind]:
                        offered[self._names[row]].append((kind, name, score))
        return placed, offered

    def nearest(self, names: Sequence[ArticleId]) -> dict[ArticleId, Nearest]:
        """The nearest of each, found by looking at all."""
        many = len(names) > FEW
        return {name: self._best(self._scores(name, many=many)) for name in names}

    def _scores(self, name: ArticleId, *, many: bool) -> tuple[Integers, ...]:
        """How near every article is to `name`, for each kind; 0 where below the floor."""
        row, one = self._rows[name], self._features[name]
        product = Matrix.look_up if many else Matrix.scan
        same = self._languages == one.language
        within = np.where(same, _score(product(self._within, one.within)), 0)
        across = np.where(same, 0, _score(product(self._across, one.across)))
        agreeing = np.where(same, product(self._sketches, one.sketch), 0)
        within[row] = agreeing[row] = 0
        found = (within, across, self._copies(name, agreeing))
        return tuple(np.where(s >= f, s, 0) for s, f in zip(found, FLOORS, strict=True))

    def _copies(self, name: ArticleId, agreeing: Integers) -> Integers:
        """The exact share of passages in common, where MinHash finds it worth looking."""
        passages = self._features[name].passages
        scores = np.zeros(len(self._names), np.int64)
        for row in np.flatnonzero(agreeing).tolist():
            other = int(self._passages[row])
            if estimated_containment(int(agreeing[row]), passages, other) >= CANDIDATE:
                scores[row] = round(ONE * self._containment(name, self._names[row]))
        return scores

    def _best(self, scores: tuple[Integers, ...]) -> Nearest:
        return tuple(self._top(of_kind, most) for of_kind, most in zip(scores, MOST, strict=True))

    def _top(self, scores: Integers, most: int) -> tuple[tuple[ArticleId, int], ...]:
        """The names and scores of the highest above 0, best first; of equal ones by name."""
        rows = np.flatnonzero(scores)
        if len(rows) > most:
            least = np.partition(scores[rows], -most)[-most]
            rows = rows[scores[rows] >= least]
        found = ((self._names[row], int(scores[row])) for row in rows.tolist())
        return tuple(sorted(found, key=_order)[:most])


def _score(products: Integers) -> Integers:
    """Products of two vectors of length SCALE as ten-thousandths, rounded in whole numbers."""
    square = SCALE * SCALE
    return np.minimum((products * ONE + square // 2) // square, ONE)


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
