"""Learn what spellings of a name cost: `python -m training.names_match --data DIR`.

DIR holds names-ru-en.jsonl.xz (Wikidata, CC0). Trained on one half of the names, so that the
other half measures: see `is_training()`, which benchmarks.names asks as well.
"""

import argparse
import hashlib
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from newsarchive.describe.names import match
from newsarchive.describe.names.index import Index
from training.names_en import rows

ROUNDS = 5
TREES = 150
RATE = 0.07
_BASE = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "z", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
_ALSO = {
    "ж": "zh j g", "х": "kh h ch", "ц": "ts tz c cz", "ч": "ch tch tsch cz c", "ш": "sh sch sz s",
    "щ": "shch sch", "ю": "yu iu ju u", "я": "ya ia ja a", "й": "y j i", "ы": "y i",
    "е": "e ye ie je", "к": "k c q ck", "в": "v w ff", "ф": "f ph", "с": "s ss c z",
    "дж": "j g dj dzh gi", "кс": "x ks", "у": "u oo ou w", "и": "i ee y", "э": "e ae a",
    "г": "g h gh", "т": "t th tt", "з": "z s",
}  # fmt: skip

Pair = tuple[str, str]
Task = tuple[list[str], list[tuple[str, set[str]]]]  # names to look among; query, right answers


def main() -> None:
    """Learn and write the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=match.MODEL)
    options = parser.parse_args()
    named = [row for row in rows(options.data, "names-ru-en") if len(row["ru"]) > 3]
    ours = [row for row in named if is_training(row["ru"])]
    costs = learnt([(match.fold_cyrillic(r["ru"]), match.fold_latin(r["en"])) for r in ours])
    features, right = _judged(ours, costs)
    model: dict[str, Any] = {
        "meta": {"data": _digest(named), "trained on": "Wikidata names, one half"}
    }
    model |= {"chunks": costs.chunks, "reverse": costs.reverse, "stray": costs.stray}
    model |= _trees(features, right) | {"pair": _pair(features, right)}
    options.out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n")


def is_training(name: str) -> bool:
    """Whether a Russian name is in the half that is learnt from."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def task(named: list[dict[str, Any]], size: int, queries: int, seed: int) -> Task:
    """Names to look among, and queries of which three in ten have no answer there."""
    answers: dict[str, set[str]] = defaultdict(set)
    for row in named:
        answers[row["ru"]].add(row["en"])
    chosen = random.Random(seed).sample(named, min(size, len(named)))
    asked = chosen[:queries]
    gone = {name for row in asked[: queries * 3 // 10] for name in answers[row["ru"]]}
    pool = sorted({row["en"] for row in chosen} - gone)
    there = set(pool)
    return pool, [(row["ru"], answers[row["ru"]] & there) for row in asked]


def is_right(name: str, answers: Iterable[str]) -> bool:
    """Whether a name is one of the answers; accents say nothing."""
    return match.fold_latin(name) in {match.fold_latin(answer) for answer in answers}


# ---------------------------------------------------------------- costs


def learnt(pairs: list[Pair]) -> match.Costs:
    """Costs by counting which chunk stands for which in the cheapest alignments, over and over."""
    pairs = sorted({pair for pair in pairs if all(pair)})
    costs = match.Costs(_first_guess(), {}, {})
    for _ in range(ROUNDS):
        costs = _counted(pairs, costs)
    return costs


def _first_guess() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for letter, usual in _BASE.items():
        found[letter] = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 5.0) | {"": 4.0}
        found[letter][usual] = 0.5
    for chunk, spelt in _ALSO.items():
        found.setdefault(chunk, {}).update(dict.fromkeys(spelt.split(), 1.0))
    return found


def _counted(pairs: list[Pair], costs: match.Costs) -> match.Costs:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    stray: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for cyrillic, latin in pairs:
        cost, path = match.alignment(cyrillic, latin, costs)
        letters.update(latin)
        if cost > 3.2 * len(cyrillic) + 6:
            continue  # not the same name at all
        stray.update(y for x, y in path if not x)
        joined = _joined(path)
        for (x, y), after in zip(joined, [*joined[1:], ("", "")], strict=True):
            counts[x][y] += 2
            if len(x) == len(after[0]) == 1 and len(y + after[1]) <= 4:
                counts[x + after[0]][y + after[1]] += 1  # perhaps better as one chunk
    chunks = {x: _costs(x, c, costs) for x, c in sorted(counts.items())}
    chunks = {x: found for x, found in chunks.items() if found}
    total = sum(letters.values())
    strays = {
        a: round(min(7.0, 1.0 - math.log((stray[a] + 0.5) / total)), 2)
        for a in "abcdefghijklmnopqrstuvwxyz"
    }
    return match.Costs(chunks, _reversed(counts, chunks), strays)


def _joined(path: list[Pair]) -> list[Pair]:
    """A stray letter counts with the chunk before it."""
    found: list[Pair] = []
    for x, y in path:
        if x:
            found.append((x, y))
        elif found and len(found[-1][1]) < 4:
            found[-1] = (found[-1][0], found[-1][1] + y)
    return found


def _costs(chunk: str, counted: Counter[str], before: match.Costs) -> dict[str, float]:
    total = sum(counted.values()) / 2
    if len(chunk) == 1:
        return {
            y: round(-math.log((k / 2 + 0.1) / (total + 3)), 2)
            for y, k in sorted(counted.items())
            if k >= 6
        }
    found: dict[str, float] = {}
    for y, k in sorted(counted.items()):
        cost = -math.log(k / 2 / (total + 3)) if total >= 12 and k >= 8 else match.NEVER
        first, second = (before.chunks.get(letter, {}) for letter in chunk)
        apart = min(first.get(y[:z], 7.0) + second.get(y[z:], 7.0) for z in range(len(y) + 1))
        if cost < apart - 0.35:
            found[y] = round(cost, 2)
    return found


def _reversed(
    counts: dict[str, Counter[str]], chunks: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    turned: dict[str, Counter[str]] = defaultdict(Counter)
    for x, counted in sorted(counts.items()):
        for y, k in counted.items():
            turned[y][x] += k
    return {
        y: kept
        for y, c in sorted(turned.items())
        if (
            kept := {
                x: round(-math.log((k / 2 + 0.1) / (sum(c.values()) / 2 + 3)), 2)
                for x, k in c.items()
                if k >= 4 and x in chunks and y in chunks[x]
            }
        )
    }


# ---------------------------------------------------------------- judging


def _judged(named: list[dict[str, Any]], costs: match.Costs) -> tuple[Any, Any]:
    features: list[list[float]] = []
    right: list[bool] = []
    for seed in range(11, 19):
        pool, queries = task(named, 12_000, 3000, seed)
        fits = Index(pool, costs).fit_each([query for query, _ in queries])
        for found, (_, answers) in zip(fits, queries, strict=True):
            if found:
                features.append(found[1])
                right.append(is_right(found[0], answers))
    return np.array(features), np.array(right)


def _trees(features: Any, right: Any) -> dict[str, Any]:
    boosted = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=3, learning_rate=RATE, subsample=0.5,
        min_samples_leaf=40, random_state=1,
    ).fit(features, right)  # fmt: skip
    trees = [
        [
            tree.tree_.feature.tolist(),
            [round(float(t), 4) for t in tree.tree_.threshold],
            tree.tree_.children_left.tolist(),
            tree.tree_.children_right.tolist(),
            [round(float(v[0][0]), 4) for v in tree.tree_.value],
        ]
        for tree in boosted.estimators_[:, 0]
    ]
    share = float(right.mean())
    return {"base": math.log(share / (1 - share)), "rate": RATE, "trees": trees}


def _pair(features: Any, right: Any) -> list[float]:
    """Log-odds against, from the cost a letter alone, where there is nothing to compare with."""
    line = LogisticRegression().fit(features[:, :1], right)
    return [round(-float(line.coef_[0][0]), 4), round(-float(line.intercept_[0]), 4)]


def _digest(named: list[dict[str, Any]]) -> str:
    text = "\n".join(sorted(f"{row['ru']} {row['en']}" for row in named))
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
