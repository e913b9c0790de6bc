"""How rare a key is in the press at large: learnt once from news, the same for every archive.

An archive's own counts would change with each new article, and every link with them; a fixed
background keeps the link between two articles a matter of those two alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from newsarchive.errors import ModelError

_FILE = Path(__file__).with_name("background.json")
UNKNOWN = 6.0  # rarity of a key the background has not seen: once in four hundred articles
TENTHS = 10  # rarities are kept in tenths


@dataclass(frozen=True, slots=True)
class Judge:
    """The coefficients of judge.same_event, and the pairs they were fitted to."""

    likeness: float
    title_clash: float
    lead_clash: float
    bias: float
    threshold: float  # probability from which two articles count as one event's
    fitted: tuple[str, ...] = ()  # digests of pairs, so that a benchmark can leave them out


@dataclass(frozen=True, slots=True)
class Background:
    """What training/related.py learnt."""

    digest: str  # of the data, first 12 letters of its sha256
    # table -> rarity in tenths -> keys, separated by spaces; absent keys are rarer than any
    tables: Mapping[str, Mapping[str, str]]
    judge: Judge


@cache
def background() -> Background:
    """The learnt tables. Raises ModelError when the file is damaged."""
    try:
        return msgspec.json.decode(_FILE.read_bytes(), type=Background)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{_FILE}: {error}; restore the file or train it anew") from error


@cache
def rarities(table: str) -> Mapping[str, float]:
    """Key -> natural logarithm of how many articles it takes to meet it once; {} if untrained."""
    classes = background().tables.get(table, {})
    return {key: int(tenths) / TENTHS for tenths, keys in classes.items() for key in keys.split()}


def rarity_classes(articles_with: Mapping[str, int], articles: int, least: int) -> dict[str, str]:
    """The table to keep: keys that `least` articles or more hold, by rarity in tenths."""
    classes: dict[str, list[str]] = {}
    for key, count in sorted(articles_with.items()):
        if count >= least:
            tenths = round(TENTHS * math.log((1 + articles) / (1 + count)))
            classes.setdefault(str(tenths), []).append(key)
    return {tenths: " ".join(classes[tenths]) for tenths in sorted(classes, key=int)}
