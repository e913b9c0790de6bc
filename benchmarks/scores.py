"""Scores and intervals that several benchmarks share."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

DRAWS = 1000


def bag_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """F1 of two bags of words; 1 when both are empty."""
    if not gold and not found:
        return 1.0
    shared = (Counter(gold) & Counter(found)).total()
    return 2 * shared / (len(gold) + len(found))


def interval(values: Sequence[float], groups: Sequence[Hashable]) -> tuple[float, float]:
    """95 % bootstrap interval of the mean; whole groups are drawn, e.g. all pages of a site."""
    by_group: defaultdict[Hashable, list[float]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        by_group[group].append(value)
    if not by_group:
        return 0.0, 0.0
    sums = np.array([sum(group) for group in by_group.values()])
    sizes = np.array([len(group) for group in by_group.values()])
    draws = np.random.default_rng(0).integers(0, len(sums), (DRAWS, len(sums)))
    means = sums[draws].sum(1) / sizes[draws].sum(1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
