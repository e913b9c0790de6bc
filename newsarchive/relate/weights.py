"""How much each key of an article tells. Depends on the article alone, never on the archive."""

import math
from collections.abc import Mapping

from newsarchive.relate.background import UNKNOWN, rarities

ACROSS = "across"  # the table of keys that languages share
UNKNOWN_ACROSS = 4.5  # a folded key is met by chance more often than a word
SATURATION = 1.2  # k1 of BM25: how soon repeating a key stops counting
# by the first letter of a key: name, loanword, number, concept, country, entity, weak entity
KINDS = {"n": 1.0, "l": 0.8, "#": 1.3, "d": 1.0, "c": 1.0, "e": 1.0, "w": 0.4}


def weigh_within(counts: Mapping[str, float], lang: str) -> dict[str, float]:
    """Weights of an article's keys among articles of its language."""
    rarity = rarities(lang)
    return {key: (1 + math.log(count)) * rarity.get(key, UNKNOWN) for key, count in counts.items()}


def weigh_across(counts: Mapping[str, float]) -> dict[str, float]:
    """Weights of an article's keys among articles of other languages."""
    rarity = rarities(ACROSS)
    return {
        key: KINDS[key[0]]
        * rarity.get(key, UNKNOWN_ACROSS)
        * (count * (SATURATION + 1) / (count + SATURATION))
        for key, count in counts.items()
    }
