"""Which articles are alike: for each the nearest in its own language and the nearest in others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsarchive.model import ArticleId
from newsarchive.relate.vectors import SCALE, Integers, Matrix, Vector

WITHIN, ACROSS = 6, 4  # links of each kind that an article may have
WITHIN_FLOOR, ACROSS_FLOOR = 0.2, 0.2  # the least likeness worth a link


@dataclass(frozen=True, slots=True)
class Features:
    """What is remembered of an article to compare it with others."""

    language: str
    within: Vector
    across: Vector


def neighbours(
    features: Mapping[ArticleId, Features],
) -> Mapping[ArticleId, Mapping[ArticleId, float]]:
    """For each article those nearest to it, with how alike they are, 0..1."""
    ids = list(features)
    languages = np.array([one.language for one in features.values()])
    within = Matrix([one.within for one in features.values()])
    across = Matrix([one.across for one in features.values()])
    found = {}
    for row, (name, one) in enumerate(features.items()):
        same = languages == one.language
        same_scores = np.where(same, within.look_up(one.within), 0)
        same_scores[row] = 0
        other_scores = np.where(same, 0, across.look_up(one.across))
        found[name] = {
            **_best(ids, same_scores, WITHIN, WITHIN_FLOOR),
            **_best(ids, other_scores, ACROSS, ACROSS_FLOOR),
        }
    return found


def _best(
    ids: Sequence[ArticleId], scores: Integers, most: int, floor: float
) -> dict[ArticleId, float]:
    rows = np.flatnonzero(scores >= floor * SCALE * SCALE)
    ranked = sorted(rows.tolist(), key=lambda row: (-int(scores[row]), ids[row]))[:most]
    return {ids[row]: min(1.0, round(int(scores[row]) / SCALE**2, 4)) for row in ranked}
