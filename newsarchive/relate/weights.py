"""How much each key of an article tells. Depends on the article alone, never on the archive."""

import math
from collections.abc import Mapping

KINDS = {
    "s": 1.0,
    "n": 1.6,
    "l": 1.0,
    "#": 1.3,
    "d": 0.8,
    "e": 1.6,
    "m": 0.5,
}  # by a key's first letter
SHORT = 8  # letters; shorter stems are likelier to be common words


def weigh(counts: Mapping[str, float]) -> dict[str, float]:
    """Weights of the keys by kind, length and how often each occurs."""
    return {key: _weight(key, count) for key, count in counts.items()}


def _weight(key: str, count: float) -> float:
    telling = min(len(key) - 2, SHORT) / SHORT
    return KINDS[key[0]] * telling**2 * math.log1p(count)
