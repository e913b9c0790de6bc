"""The command line of benchmarks.search."""

import argparse
import gzip
import json
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.search import browser, plain
from benchmarks.search.corpus import Told, archive, told
from benchmarks.search.queries import Query, queries
from newsarchive.config import Config
from newsarchive.publish.search import INDEX, build_index

ASSETS = Path(__file__).parents[2] / "newsarchive/publish/theme/assets"
COLD = 9  # queries asked of a browser that has fetched nothing yet
SLOW = 0.020  # s added to each answer of the server


def main() -> None:
    """Index a made-up archive, ask Chromium, say how well and how fast."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="K")
    parser.add_argument("--each", type=int, default=20, help="queries of each kind")
    parser.add_argument("--names", choices=("known", "none"), default="known")
    parser.add_argument("--plain", action="store_true", help="ask Pagefind as it comes, too")
    parser.add_argument("--show", action="store_true", help="show every query that is not perfect")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options)


def measure(site: Path, options: argparse.Namespace) -> None:
    """One archive, from its texts to the last line."""
    articles = [told(options.seed, n) for n in range(options.articles)]
    whole = archive(articles, with_names=options.names == "known")
    print(f"{len(articles)} articles, {len(whole.entities)} names on file")
    before = _memory()
    began = time.perf_counter()
    report = build_index(whole, site / INDEX, config=Config())
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for path in (site / INDEX).rglob("*") if path.is_file())
    print(f"indexed in {seconds:.1f} s, {report.segments} segments, {size / 1e6:.1f} MB")
    print(
        f"memory: {before} MB before, {_memory()} MB at most, Pagefind {_memory(children=True)} MB"
    )
    shutil.copytree(ASSETS, site / "assets", ignore=shutil.ignore_patterns("fonts", "css"))
    (site / "index.html").write_text(browser.PAGE)
    asked = queries(articles, options.each, options.seed)
    with browser.chromium() as chromium:
        quality = _quality(chromium, site, asked, show=options.show)
        cold = _cold(chromium, site, asked, 0.0)
        slow = _cold(chromium, site, asked, SLOW)
        if options.plain:
            _plain(chromium, site, articles, asked)
    print(f"with {SLOW * 1000:.0f} ms a request: first_ms={slow[0]:.0f} first_kb={slow[1]:.0f}")
    print(
        f"recall={quality[0]:.3f} precision10={quality[1]:.3f} first_ms={cold[0]:.0f} "
        f"first_kb={cold[1]:.0f} index_mb={size / 1e6:.1f} index_s={seconds:.1f}"
    )


def _quality(
    chromium: Browser, site: Path, asked: Sequence[Query], *, show: bool
) -> tuple[float, float]:
    with browser.serve(site) as (url, _):
        page = chromium.new_page()
        page.goto(url, wait_until="networkidle")
        found = browser.answers(page, [query.text for query in asked])
    rows = _rows(site)
    scores = [
        _scores(query, [rows[row] for row in answer["rows"]])
        for query, answer in zip(asked, found, strict=True)
    ]
    if show:
        for query, (recall, precision) in zip(asked, scores, strict=True):
            if min(recall, precision) < 1:
                print(f"  {query.kind}: {query.text!r} {recall:.2f} {precision:.2f}")
    means = _told(asked, scores)
    warm = statistics.median(one["ms"] for one in found)
    print(f"{len(asked)} queries, warm: {warm:.0f} ms median")
    return means


def _told(asked: Sequence[Query], scores: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Print recall and precision by kind and in all; the means of both."""
    by_kind: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for query, one in zip(asked, scores, strict=True):
        by_kind[query.kind].append(one)
    for kind, some in by_kind.items():
        recall, first = (statistics.mean(column) for column in zip(*some, strict=True))
        print(f"{kind:38} {len(some):4} queries  recall {recall:.3f}  first ten {first:.3f}")
    means = []
    for name, column in zip(("recall", "precision10"), zip(*scores, strict=True), strict=True):
        low, high = _interval(column)
        means.append(statistics.mean(column))
        print(f"{name} {means[-1]:.3f}, 95 % interval {low:.3f} to {high:.3f}")
    return means[0], means[1]


def _plain(chromium: Browser, site: Path, articles: Sequence[Told], asked: Sequence[Query]) -> None:
    """The same queries for Pagefind as it comes."""
    began = time.perf_counter()
    owners = plain.index(articles, site)
    seconds = time.perf_counter() - began
    with browser.serve(site) as (url, sent):
        page = chromium.new_page()
        page.goto(url, wait_until="networkidle")
        found = plain.answers(page, [query.text for query in asked], owners)
        page.close()
        cold = []
        for query in _sample(asked):
            fresh = chromium.new_page()
            fresh.goto(url, wait_until="networkidle")
            size = sent.size
            cold.append((plain.first_result(fresh, query.text), sent.size - size))
            fresh.close()
    print("Pagefind as it comes:")
    scores = [_scores(query, ids) for query, ids in zip(asked, found, strict=True)]
    recall, precision = _told(asked, scores)
    ms, size = (statistics.median(column) for column in zip(*cold, strict=True))
    print(
        f"plain_recall={recall:.3f} plain_precision10={precision:.3f} plain_first_ms={ms:.0f} "
        f"plain_first_kb={size / 1000:.0f} plain_index_s={seconds:.1f}"
    )


def _sample(asked: Sequence[Query]) -> list[Query]:
    return random.Random(1).sample([one for one in asked if one.answers], COLD)


def _scores(query: Query, ids: Sequence[str]) -> tuple[float, float]:
    """Recall over all that was found; precision of the first ten that there can be."""
    first = ids[:10]
    right = sum(one in query.answers for one in first)
    recall = len(query.answers & set(ids)) / len(query.answers)
    return recall, right / len(first) if first else 0.0


def _cold(
    chromium: Browser, site: Path, asked: Sequence[Query], delay: float
) -> tuple[float, float]:
    """Medians over queries of different kinds: ms to the first result, KB until all is there."""
    some = _sample(asked)
    with browser.serve(site, delay=delay) as (url, sent):
        taken = [browser.first_result(chromium, url, sent, query.text) for query in some]
    good = [one for one in taken if one[0] >= 0]
    for query, (ms, size, requests) in zip(some, taken, strict=True):
        print(f"  cold: {query.text!r} {ms:.0f} ms, {size / 1000:.0f} KB, {requests} requests")
    return statistics.median(one[0] for one in good), statistics.median(
        one[1] for one in good
    ) / 1000


def _rows(site: Path) -> list[str]:
    """The article of each row, through all segments in the order of the manifest."""
    manifest = json.loads(gzip.decompress((site / INDEX / "index.bin").read_bytes()))
    names = [segment["name"] for segment in manifest["segments"]]
    return [
        row[0]
        for name in names
        for row in json.loads((site / INDEX / name / "rows.json").read_text())
    ]


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % by bootstrap over queries."""
    rng = random.Random(0)
    means = sorted(statistics.mean(rng.choices(values, k=len(values))) for _ in range(1000))
    return means[25], means[974]


def _memory(*, children: bool = False) -> int:
    """Peak resident memory in MB."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
