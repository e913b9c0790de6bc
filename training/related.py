"""Learn how rare words are in the news, and what tells one event from two like it.

    python -m training.related --data DIR

reads headlines-ru-en, topics-ru-en, summ-en and clusters-pairs (.jsonl, packed or not) in DIR and
writes newsarchive/relate/background.json: rarities of the commoner stems, letter runs and shared
keys, and four coefficients. Half of the pairs, by digest, are left out for measuring.
"""

import argparse
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.related import pair_digest
from benchmarks.rows import read_rows, sources_digest
from newsarchive.relate.background import (
    Background,
    Judge,
    background,
    rarities,
    rarity_classes,
)
from newsarchive.relate.grams import grams
from newsarchive.relate.judge import measures, traits
from newsarchive.relate.keys import keys
from newsarchive.relate.weights import ACROSS

log = logging.getLogger(__name__)

OUT = Path(__file__).parent.parent / "newsarchive" / "relate" / "background.json"
TEXTS = ("headlines-ru-en", "topics-ru-en", "summ-en")
PAIRS = "clusters-pairs"
COMMON = 0.02  # share of articles from which a key is worth keeping
COMMON_GRAM = 0.04
REGULARISATION = 0.1  # C of the logistic regression, on measures of unit variance
TUNING = "01234567"  # first letters of the digests of the pairs that are fitted to
PER_MILLE = 1000
EMPTY = Judge(0, 0, 0, 0, 0)


def main() -> None:
    """Train, and say on how much."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m training.related", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    data: Path = parser.parse_args().data
    digest = sources_digest(data, (*TEXTS, PAIRS))
    tables = _tables(_articles(data))
    _write(Background(digest, tables, EMPTY))  # the judge's measures need the rarities
    pairs = [pair for pair in read_rows(data, PAIRS) if pair_digest(pair)[0] in TUNING]
    judge = _judge(pairs)
    _write(Background(digest, tables, judge))
    log.info("%s: fitted to %d pairs, %d bytes", OUT.name, len(pairs), OUT.stat().st_size)


def _articles(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Language -> titles and bodies of distinct articles, sorted."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in TEXTS:
        for row in read_rows(data, name):
            body = row["text"] if isinstance(row["text"], str) else "\n".join(row["text"])
            found[row.get("lang", "en")].add((row.get("title", ""), body))
    return {lang: sorted(texts) for lang, texts in sorted(found.items())}


def _tables(articles: dict[str, list[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    tables = {}
    shared: list[Counter[str]] = []
    for lang, texts in articles.items():
        made = [keys(title, body, lang) for title, body in texts]
        shared.append(_articles_with((one.across for one in made), len(texts)))
        within = _articles_with(one.within for one in made)
        tables[lang] = rarity_classes(within, len(texts), round(COMMON * len(texts)))
        runs = _articles_with(grams(f"{title} {body}") for title, body in texts)
        tables[f"{lang} grams"] = rarity_classes(runs, len(texts), round(COMMON_GRAM * len(texts)))
    # a key is as rare as it is in the languages taken together, each with one voice
    total: Counter[str] = Counter()
    for one in shared:
        total.update(one)
    articles_told = PER_MILLE * len(shared)
    tables[ACROSS] = rarity_classes(total, articles_told, round(COMMON * articles_told))
    return tables


def _articles_with(counted: Iterable[Any], of: int = 0) -> Counter[str]:
    """In how many articles each key stands; with `of`, in how many of a thousand."""
    total: Counter[str] = Counter()
    for one in counted:
        total.update(set(one))
    if of:
        return Counter({key: round(PER_MILLE * count / of) for key, count in total.items()})
    return total


def _judge(pairs: list[dict[str, Any]]) -> Judge:
    measured = np.array([_measures(pair) for pair in pairs])
    same = np.array([pair["label"] == "OK" for pair in pairs])
    spread = measured.std(0)
    model = LogisticRegression(C=REGULARISATION).fit(measured / spread, same)
    weights = model.coef_[0] / spread
    scores = 1 / (1 + np.exp(-(measured @ weights + model.intercept_[0])))
    numbers = [round(float(value), 4) for value in (*weights, model.intercept_[0])]
    fitted = tuple(sorted(pair_digest(pair) for pair in pairs))
    return Judge(*numbers, threshold=_threshold(scores, same), fitted=fitted)


def _measures(pair: dict[str, Any]) -> tuple[float, float, float]:
    one, other = (traits(pair[s]["title"], pair[s]["text"], pair["lang"]) for s in "ab")
    return measures(one, other)


def _threshold(scores: np.ndarray[Any, Any], same: np.ndarray[Any, Any]) -> float:
    """Half of the best F1: where F1 is best for calibrated probabilities (Lipton et al. 2014)."""
    tried = np.arange(0.2, 0.8, 0.005)
    said = [scores >= t for t in tried]
    f1 = [2 * (same & one).sum() / max(1, one.sum() + same.sum()) for one in said]
    return round(float(max(f1)) / 2, 3)


def _write(learnt: Background) -> None:
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(learnt), indent=1) + b"\n")
    background.cache_clear()
    rarities.cache_clear()


if __name__ == "__main__":
    main()
