"""A linear-chain model whose coefficients lie in a JSON file: features in, labels out.

Knows nothing of names; what it is trained by lies in training/.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import add, mul
from pathlib import Path
from typing import Any, NamedTuple

from newsarchive.errors import ModelError

Group = tuple[str, ...]  # features that are seen together time and again
Scores = list[float]  # one a label


class Observed(NamedTuple):
    """What is seen of one sequence."""

    shared: Group  # of all its places alike
    each: Sequence[Sequence[Group]]  # of each place


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Coefficients as trained; `meta` says on what."""

    labels: tuple[str, ...]
    state: dict[str, tuple[tuple[int, float], ...]]  # feature -> (label, coefficient)
    move: tuple[tuple[float, ...], ...]  # [from][to]
    meta: dict[str, Any]
    into: tuple[tuple[float, ...], ...]  # [to][from], as `move`
    odds: tuple[tuple[float, ...], ...]  # exp of `move`
    odds_into: tuple[tuple[float, ...], ...]  # exp of `into`
    summed: dict[Group, Scores] = field(default_factory=dict)  # what groups met so far add up to


MOST = 100_000  # groups remembered; then they are forgotten and met anew


@cache
def load(path: Path) -> Chain:
    """The model in `path`. Raises ModelError where it is absent or damaged."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        return chain_from(raw)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a model of names ({error}); restore the file") from error


def chain_from(raw: dict[str, Any]) -> Chain:
    """A model as the file holds it."""
    state = {
        feature: tuple((int(label), weight) for label, weight in pairs)
        for feature, pairs in raw["state"].items()
    }
    move = tuple(tuple(row) for row in raw["move"])
    odds = tuple(tuple(map(math.exp, row)) for row in move)
    into, odds_into = (tuple(zip(*table, strict=True)) for table in (move, odds))
    return Chain(tuple(raw["labels"]), state, move, raw.get("meta", {}), into, odds, odds_into)


def decode(seen: Observed, chain: Chain) -> list[tuple[str, float]]:
    """The likeliest labels, each with its probability at that place."""
    shared = _sum(seen.shared, chain) or [0.0] * len(chain.labels)
    rows = [_row(shared, groups, chain) for groups in seen.each]
    if len(rows) == 1:
        row = rows[0]
        top = max(row)
        return [(chain.labels[row.index(top)], 1 / sum(math.exp(one - top) for one in row))]
    best = _viterbi(rows, chain)
    sure = _marginals(rows, chain)
    return [(chain.labels[label], sure[i][label]) for i, label in enumerate(best)]


def _row(shared: Scores, groups: Sequence[Group], chain: Chain) -> Scores:
    """What all features of one place add up to."""
    summed = [shared]
    for group in groups:
        known = chain.summed.get(group)
        if known is None:
            if len(chain.summed) >= MOST:
                chain.summed.clear()
            known = chain.summed[group] = _sum(group, chain)
        if known:
            summed.append(known)
    return list(map(sum, zip(*summed, strict=True)))


def _sum(group: Group, chain: Chain) -> Scores:
    """One score a label; none at all where no feature is known."""
    known = list(filter(None, map(chain.state.get, group)))
    if not known:
        return []
    total = [0.0] * len(chain.labels)
    for weights in known:
        for label, weight in weights:
            total[label] += weight
    return total


def _viterbi(rows: Sequence[Scores], chain: Chain) -> list[int]:
    reach = rows[0]
    back: list[list[int]] = []
    for row in rows[1:]:
        ways = [list(map(add, reach, column)) for column in chain.into]
        best = [max(way) for way in ways]
        back.append([way.index(top) for way, top in zip(ways, best, strict=True)])
        reach = list(map(add, best, row))
    path = [reach.index(max(reach))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _marginals(rows: Sequence[Scores], chain: Chain) -> list[Scores]:
    """How likely each label is at each place; every step is scaled to a sum of 1."""
    here = [_even([math.exp(score - top) for score in row]) for row in rows for top in (max(row),)]
    ahead = [here[0]]
    for now in here[1:]:
        came = [sum(map(mul, ahead[-1], column)) for column in chain.odds_into]
        ahead.append(_even(list(map(mul, came, now))))
    behind = [[1.0] * len(chain.labels)]
    for now in reversed(here[1:]):
        onward = list(map(mul, now, behind[-1]))
        behind.append(_even([sum(map(mul, row, onward)) for row in chain.odds]))
    behind.reverse()
    return [_even(list(map(mul, a, b))) for a, b in zip(ahead, behind, strict=True)]


def _even(scores: Scores) -> Scores:
    total = sum(scores)
    return [score / total for score in scores]
