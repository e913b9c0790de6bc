"""How surely a Cyrillic and a Latin spelling are one name, by learnt costs of letters.

A Cyrillic chunk of one or two letters is written as a Latin one of none to four, each at a cost
learnt from pairs of spellings; small trees turn how well the cheapest way fits into log-odds.
Coefficients: match_model.json, from training/names_match.py.
"""

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from newsarchive.describe.names.keys import name_key, word_key
from newsarchive.errors import ModelError

MODEL = Path(__file__).parent / "match_model.json"
LIKELY = 0.8  # at least so sure, for a suggestion
CERTAIN = 3.5  # log-odds of a single name at which 99 in 100 are right
SHORTEST = 6  # letters of a key; shorter names are never compared

NEVER = 1e9
_MOST = 4.0  # log-odds that one word may add
_EVEN, _STEEP = 0.85, 20.0  # in one script: likeness of keys at even odds, log-odds per unit
UNSEEN = 7.0  # cost of a chunk never seen as this one
STRAY = 6.0  # cost of a letter that never stood for nothing
LONGEST = 4  # Latin letters that one chunk may be written as
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_VOWELS = frozenset("аеиоуыэюяйьъ")
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
     "ə": "a", "ŋ": "n"}
)  # fmt: skip

Table = Mapping[str, Mapping[str, float]]
Steps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Costs:
    """What writing a chunk as another costs (minus the logarithm of how often it is)."""

    chunks: Table  # Cyrillic -> Latin -> cost
    reverse: Table  # Latin -> Cyrillic -> cost
    stray: Mapping[str, float]  # a Latin letter that stands for nothing


Judge = Callable[[Sequence[float]], float]  # features -> log-odds


@dataclass(frozen=True, slots=True)
class Model:
    """Costs, and the trees that judge an alignment."""

    costs: Costs
    base: float
    rate: float
    trees: tuple[tuple[list[int], list[float], list[int], list[int], list[float]], ...]
    pair: tuple[float, float]  # slope and intercept: cost a letter -> log-odds of a lone pair

    def judge(self, features: Sequence[float]) -> float:
        """Log-odds that the best candidate is the same name."""
        total = 0.0
        for feature, threshold, left, right, value in self.trees:
            node = 0
            while feature[node] >= 0:
                low = features[feature[node]] <= threshold[node]
                node = left[node] if low else right[node]
            total += value[node]
        return self.base + self.rate * total


def likeness(name: str, other: str) -> float:
    """0..1: how surely two names of the same number of words, at least two, are one name.

    Given name and surname each add their log-odds: together they are far safer than either.
    """
    words, others = _words(name), _words(other)
    if len(words) != len(others) or len(words) < 2 or len("".join(words)) < SHORTEST:
        return 0.0
    odds = sum(_word_odds(a, b) for a, b in zip(words, others, strict=True))
    return 1 / (1 + math.exp(min(50.0, -odds)))


def _word_odds(word: str, other: str) -> float:
    """Log-odds that two words are one name, at most _MOST."""
    if word_key(word) == word_key(other):
        return _MOST
    cyrillic, latin = bool(_CYRILLIC.search(word)), not _CYRILLIC.search(other)
    if cyrillic and latin:
        return _odds_across(word, other)
    if not cyrillic and not latin:
        return _odds_across(other, word)
    alike = float(fuzz.ratio(word_key(word), word_key(other))) / 100
    return min(_MOST, (alike - _EVEN) * _STEEP)


def _odds_across(cyrillic: str, latin: str) -> float:
    model = load()
    plain = fold_cyrillic(cyrillic)
    cost = align(plain, fold_latin(latin), model.costs)
    slope, intercept = model.pair
    return min(_MOST, -(slope * cost / max(1, len(plain)) + intercept))


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s-]+", name) if name_key(word)]


def fold_cyrillic(word: str) -> str:
    """Small Cyrillic letters, ё as е, nothing else."""
    return re.sub("[^а-я]", "", word.lower().replace("ё", "е"))


def fold_latin(word: str) -> str:
    """Small letters without accents, nothing else."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
    return re.sub("[^a-z]", "", plain)


@cache
def load(path: Path = MODEL) -> Model:
    """The shipped model. Raises ModelError where the file is absent or damaged."""
    try:
        return model_from(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: not a model of spellings ({error}); restore it") from error


def model_from(raw: Mapping[str, Any]) -> Model:
    """A model as the file holds it."""
    costs = Costs(raw["chunks"], raw["reverse"], raw["stray"])
    trees = tuple((t[0], t[1], t[2], t[3], t[4]) for t in raw["trees"])
    return Model(costs, raw["base"], raw["rate"], trees, (raw["pair"][0], raw["pair"][1]))


# ---------------------------------------------------------------- alignment


def align(cyrillic: str, latin: str, costs: Costs) -> float:
    """The least cost of writing one as the other."""
    table, _ = _fill(cyrillic, latin, costs)
    return table[len(cyrillic)][len(latin)]


def alignment(cyrillic: str, latin: str, costs: Costs) -> tuple[float, Steps]:
    """The least cost, and which chunk is written as which."""
    table, back = _fill(cyrillic, latin, costs)
    path: Steps = []
    i, j = len(cyrillic), len(latin)
    while (i, j) != (0, 0):
        a, b = back[i, j]
        path.append((cyrillic[a:i], latin[b:j]))
        i, j = a, b
    return table[len(cyrillic)][len(latin)], path[::-1]


def _fill(
    cyrillic: str, latin: str, costs: Costs
) -> tuple[list[list[float]], dict[tuple[int, int], tuple[int, int]]]:
    """The least cost of every beginning of one as every beginning of the other, and from where."""
    n, m = len(cyrillic), len(latin)
    table = [[NEVER] * (m + 1) for _ in range(n + 1)]
    table[0][0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(table):
        one = costs.chunks.get(cyrillic[i : i + 1], {})
        two = costs.chunks.get(cyrillic[i : i + 2], {}) if i + 1 < n else {}
        for j, reached in enumerate(row):
            steps = [(i, j + 1, costs.stray.get(latin[j], STRAY))] if j < m else []
            for size in range(min(LONGEST, m - j) + 1 if i < n else 0):
                piece = latin[j : j + size]
                steps.append((i + 1, j + size, one.get(piece, UNSEEN if size < 2 else NEVER)))
                if piece in two:
                    steps.append((i + 2, j + size, two[piece]))
            for a, b, cost in steps:
                if reached + cost < table[a][b]:
                    table[a][b], back[a, b] = reached + cost, (i, j)
    return table, back


def spellings(cyrillic: str, costs: Costs, *, most: int = 3) -> list[str]:
    """The likeliest Latin spellings, the cheapest first."""
    reach: list[list[tuple[float, str]]] = [[] for _ in range(len(cyrillic) + 1)]
    reach[0] = [(0.0, "")]
    for i in range(len(cyrillic)):
        reach[i] = sorted(reach[i])[:most]
        for size in (1, 2):
            options = costs.chunks.get(cyrillic[i : i + size], {})
            if i + size > len(cyrillic):
                continue
            for piece, cost in sorted(options.items(), key=lambda pair: pair[1])[:4]:
                reach[i + size] += [(spent + cost, text + piece) for spent, text in reach[i]]
    return list(dict.fromkeys(text for _, text in sorted(reach[-1])))[:most]


# ---------------------------------------------------------------- how well it fits


def fit(cyrillic: str, latin: str, gap: float, similar: float, costs: Costs) -> list[float]:
    """How well a Latin name fits: cost, regret over the cheapest spelling, the way back, gaps."""
    n = len(cyrillic)
    cost, path = alignment(cyrillic, latin, costs)
    regret = [_regret(x, y, costs) for x, y in path]
    back = [_way_back(x, y, costs) for x, y in path]
    vowel = [_is_vowel(x, y) for x, y in path]
    consonants = [r for r, v in zip(regret, vowel, strict=True) if not v]
    gap, total = min(gap, 12.0), sum(regret)
    return [
        cost / n, cost, max(regret), sum(r > 3.5 for r in regret), sum(consonants),
        regret[0], regret[-1], gap, gap / n, 1.0 / n, float(n), float(similar),
        abs(len(latin) - n), total, total / n, min(gap, 3.0), sum(back), sum(back) / n,
        max(back), total - sum(consonants), float(n <= 4), max(consonants, default=0.0),
        sum(r > 1.5 for r in regret), math.sqrt(total + 0.01) * gap / 12, back[0], back[-1],
    ]  # fmt: skip


def _regret(x: str, y: str, costs: Costs) -> float:
    if not x:
        return costs.stray.get(y, STRAY)
    options = costs.chunks.get(x, {})
    return options.get(y, UNSEEN) - min(options.values(), default=0.0)


def _way_back(x: str, y: str, costs: Costs) -> float:
    if not x:
        return costs.stray.get(y, STRAY)
    if not y:
        return 1.0
    options = costs.reverse.get(y, {})
    return options.get(x, 6.0) - min(options.values(), default=0.0)


def _is_vowel(x: str, y: str) -> bool:
    return x[0] in _VOWELS if x else y in "aeiouy"
