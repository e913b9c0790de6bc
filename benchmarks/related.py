"""How well articles on one event are told from others, and found in another language.

    python -m benchmarks.related --data DIR

reads clusters-pairs (pairs of one language, same event or not), xling-en-ru-pairs (English articles
and their Russian translations) and headlines-ru-en (which fill the pool) from DIR, packed or not.
Pairs that the judge was fitted to are left out. Everything runs through the product's own code.
"""

import argparse
import hashlib
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score

from benchmarks.rows import interval, read_rows, sources_digest
from newsarchive.relate.background import background
from newsarchive.relate.features import text_features
from newsarchive.relate.graph import AT_ONCE
from newsarchive.relate.judge import same_event, traits
from newsarchive.relate.vectors import Matrix

FILES = ("clusters-pairs", "xling-en-ru-pairs", "headlines-ru-en")
RUNS = 3  # of which the median time counts
NOT_MEASURED = float("nan")

Text = tuple[str, str]  # title and body


def main() -> None:
    """Measure what DIR has data for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    data: Path = parser.parse_args().data
    print(f"data {sources_digest(data, FILES)}, judge trained on {background().digest}")
    f1, precision = _same_event(read_rows(data, "clusters-pairs"))
    whole, halves = _across(read_rows(data, "xling-en-ru-pairs"), _pool(data))
    print(
        f"same_event_f1={f1:.3f} same_event_ap={precision:.3f} xling_r1={whole:.3f} "
        f"xling_half_r1={halves:.3f} docs_per_s={_speed(_pool(data)):.0f}"
    )


def pair_digest(pair: dict[str, Any]) -> str:
    """A short name for a pair, whatever file it stands in."""
    titles_and_texts = (pair[side][field] for side in "ab" for field in ("title", "text"))
    return hashlib.sha256("\0".join(titles_and_texts).encode()).hexdigest()[:8]


def _same_event(pairs: list[dict[str, Any]]) -> tuple[float, float]:
    """F1 and average precision on Russian pairs that the judge has not seen."""
    fitted = set(background().judge.fitted)
    unseen = [pair for pair in pairs if pair_digest(pair) not in fitted]
    for lang in sorted({pair["lang"] for pair in unseen}, reverse=True):
        _print_event(lang, [pair for pair in unseen if pair["lang"] == lang])
    russian = [pair for pair in unseen if pair["lang"] == "ru"]
    if not russian:
        return NOT_MEASURED, NOT_MEASURED
    scores, same = _scored(russian)
    return _f1(scores, same), float(average_precision_score(same, scores))


def _print_event(lang: str, pairs: list[dict[str, Any]]) -> None:
    scores, same = _scored(pairs)
    f1 = interval(lambda rows: _f1(scores[rows], same[rows]), len(same))
    precision = interval(lambda rows: _precision(scores[rows], same[rows]), len(same))
    print(
        f"same event, {lang}, {len(pairs)} pairs not fitted to: "
        f"F1 {_f1(scores, same):.3f} [{f1[0]:.3f} {f1[1]:.3f}], "
        f"average precision {_precision(scores, same):.3f} [{precision[0]:.3f} {precision[1]:.3f}]"
    )


def _scored(pairs: list[dict[str, Any]]) -> tuple[Any, Any]:
    scores = [
        same_event(*(traits(pair[s]["title"], pair[s]["text"], pair["lang"]) for s in "ab"))
        for pair in pairs
    ]
    return np.array(scores), np.array([pair["label"] == "OK" for pair in pairs])


def _f1(scores: Any, same: Any) -> float:
    said = scores >= background().judge.threshold
    return float(2 * (said & same).sum() / max(1, said.sum() + same.sum()))


def _precision(scores: Any, same: Any) -> float:
    return float(average_precision_score(same, scores)) if same.any() else 0.0


def _pool(data: Path) -> list[Text]:
    rows = read_rows(data, "headlines-ru-en")
    return sorted({(row["title"], row["text"]) for row in rows if row["lang"] == "ru"})


def _across(pairs: list[dict[str, Any]], pool: list[Text]) -> tuple[float, float]:
    """Recall@1 of the Russian counterpart: whole articles, and even against odd sentences."""
    if not pairs:
        return NOT_MEASURED, NOT_MEASURED
    english = [(pair["en"]["title"], pair["en"]["text"]) for pair in pairs]
    russian = [(pair["ru"]["title"], pair["ru"]["text"]) for pair in pairs]
    whole = _hits(english, [*russian, *pool])
    even = [("", _every_other(body, 0)) for _, body in english]
    odd = [("", _every_other(body, 1)) for _, body in [*russian, *pool]]
    halves = _hits(even, odd)
    for name, hits in (("whole articles", whole), ("even against odd sentences", halves)):
        low, high = interval(_mean_of(hits), len(hits))
        print(
            f"English to Russian, {name}, {len(pairs)} among {len(russian) + len(pool)}: "
            f"recall@1 {hits.mean():.3f} [{low:.3f} {high:.3f}]"
        )
    blank = sum(not body for _, body in odd[: len(pairs)])
    print(f"  {blank} of the Russian articles have no odd sentence, so cannot be found by it")
    return float(whole.mean()), float(halves.mean())


def _hits(english: Sequence[Text], russian: Sequence[Text]) -> Any:
    """For each English text whether the Russian one of the same number is the nearest."""
    matrix = Matrix.of([text_features(title, body, "ru").across for title, body in russian])
    scores = [matrix.scan(text_features(title, body, "en").across) for title, body in english]
    return np.array([s[i] > 0 and int(s.argmax()) == i for i, s in enumerate(scores)])


def _mean_of(values: Any) -> Callable[[Any], float]:
    return lambda rows: float(values[rows].mean())


def _every_other(body: str, first: int) -> str:
    sentences = [s for s in re.split(r"(?<=[.!?…])\s+", body) if len(s) > 15]
    return " ".join(sentences[first::2])


def _speed(texts: list[Text]) -> float:
    """Russian articles a second from text to nearest neighbours, and the plain way beside it."""
    if not texts:
        return NOT_MEASURED
    ours = len(texts) / _median_time(lambda: _nearest(texts))
    plain = len(texts) / _median_time(lambda: _nearest_plainly(texts))
    print(f"articles a second, {len(texts)}: ours {ours:.0f}, letter-run TF-IDF {plain:.0f}")
    return ours


def _nearest(texts: list[Text]) -> None:
    made = [text_features(title, body, "ru") for title, body in texts]
    within = Matrix.of([one.within for one in made])
    across = Matrix.of([one.across for one in made])
    for start in range(0, len(made), AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, len(made)))
        within.products(rows)
        across.products(rows)


def _nearest_plainly(texts: list[Text]) -> None:
    rows = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True).fit_transform(
        [f"{title}. {body}" for title, body in texts]
    )
    (rows @ rows.T).argmax(axis=1)


def _median_time(run: Callable[[], None]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
