"""A linear-chain model whose coefficients lie in a JSON file: features in, labels out.

Knows nothing of names; what it is trained by lies in training/.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newsarchive.errors import ModelError

Weights = dict[str, tuple[tuple[int, float], ...]]


@dataclass(frozen=True, slots=True)
class Chain:
    """Coefficients as trained; `meta` says on what."""

    labels: tuple[str, ...]
    state: Weights  # feature -> (label, coefficient)
    move: tuple[tuple[float, ...], ...]  # [from][to]
    meta: dict[str, Any]


@cache
def load(path: Path) -> Chain:
    """The model in `path`. Raises ModelError where it is absent or damaged."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        labels = tuple(raw["labels"])
        state = {
            feature: tuple((int(label), weight) for label, weight in pairs)
            for feature, pairs in raw["state"].items()
        }
        move = tuple(tuple(row) for row in raw["move"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a model of names ({error}); restore the file") from error
    return Chain(labels, state, move, raw.get("meta", {}))


def decode(features: Sequence[Sequence[str]], chain: Chain) -> list[tuple[str, float]]:
    """The likeliest labels, each with its probability at that place."""
    scores = [_scores(one, chain) for one in features]
    best = _viterbi(scores, chain.move)
    sure = _marginals(scores, chain.move)
    return [(chain.labels[label], sure[i][label]) for i, label in enumerate(best)]


def _scores(features: Sequence[str], chain: Chain) -> list[float]:
    total = [0.0] * len(chain.labels)
    state = chain.state
    for feature in features:
        for label, weight in state.get(feature, ()):
            total[label] += weight
    return total


def _viterbi(scores: list[list[float]], move: tuple[tuple[float, ...], ...]) -> list[int]:
    labels = range(len(move))
    reach = scores[0]
    back: list[list[int]] = []
    for row in scores[1:]:
        came = [max(labels, key=lambda a, b=b: reach[a] + move[a][b]) for b in labels]  # type: ignore[misc]
        reach = [reach[came[b]] + move[came[b]][b] + row[b] for b in labels]
        back.append(came)
    path = [max(labels, key=reach.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _marginals(scores: list[list[float]], move: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    labels = range(len(move))
    if len(scores) == 1:
        total = _sum(scores[0])
        return [[math.exp(score - total) for score in scores[0]]]
    ahead = [scores[0]]
    for row in scores[1:]:
        ahead.append([row[b] + _sum([ahead[-1][a] + move[a][b] for a in labels]) for b in labels])
    behind = [[0.0] * len(move)]
    for row in reversed(scores[1:]):
        step = behind[-1]
        behind.append([_sum([move[a][b] + row[b] + step[b] for b in labels]) for a in labels])
    behind.reverse()
    total = _sum(ahead[-1])
    return [
        [math.exp(f + b - total) for f, b in zip(forward, backward, strict=True)]
        for forward, backward in zip(ahead, behind, strict=True)
    ]


def _sum(values: list[float]) -> float:
    """log(sum(exp(values))) without overflow."""
    top = max(values)
    total = 0.0
    for value in values:
        total += math.exp(value - top)
    return top + math.log(total)
