"""Finding the article in the text of a whole page: `python -m benchmarks.clean --data FILE`.

FILE holds one JSON object a line, packed with xz or not: {id, src, lang, site, variant, text,
gold, html_title, og_title}. It is read as one archive: lines that recur on its pages count as
furniture. An article's text is its title and its paragraphs. F1 is that of the bags of words of
a page, averaged over pages. The title is judged on lite pages of news sources on which a stated
title stands as a line. Beside our time stands trafilatura's for some of the same pages, their lines
wrapped in <p>.
"""

import argparse
import html
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # times are those of one core

import numpy as np
import trafilatura

from benchmarks.scores import bag_f1, interval
from newsarchive import parallel
from newsarchive.ingest import lines, recurring, titles
from newsarchive.ingest.clean import clean
from newsarchive.ingest.identify import identify
from newsarchive.ingest.judge import Orders
from newsarchive.ingest.layout import iter_lines
from training import pages

NEWS = {"scrapinghub", "daniel", "magic"}
BESIDE = 7  # every so manieth page is given to the plain tool too


@dataclass(frozen=True, slots=True)
class Result:
    """One page, cleaned."""

    record: dict[str, Any]
    text: str
    title: str
    language: str
    seconds: float
    f1: float
    title_right: bool | None  # None: the page has no title line to find


GROUPS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "f1": bool,
    "f1_full": lambda page: page["variant"] == "full",
    "f1_lite": lambda page: page["variant"] == "lite",
    "f1_ru_lite": lambda page: page["variant"] == "lite" and page["lang"] == "ru",
    "f1_ru_full": lambda page: page["variant"] == "full" and page["lang"] == "ru",
    "f1_news": lambda page: page["src"] in NEWS,
    "f1_news_lite": lambda page: page["src"] in NEWS and page["variant"] == "lite",
}


def cleaned(
    record: dict[str, Any],
    model: lines.LineModel,
    ranker: titles.Ranker,
    known: tuple[int, ...],
) -> Result:
    """The page as the archive would hold it, and the time it took."""
    began = time.perf_counter()
    page = clean(record["text"], model, Orders(recurring=known, ranker=ranker))
    body = "\n".join(paragraph.text for paragraph in page.paragraphs)
    lang, _ = identify(body)
    seconds = time.perf_counter() - began
    title = page.title.text if page.title else ""
    text = f"{title}\n{body}" if title else body
    f1 = bag_f1(pages.tokens(record["gold"]), pages.tokens(text))
    return Result(record, text, title, lang, seconds, f1, _title_right(record, title))


def _title_right(record: dict[str, Any], title: str) -> bool | None:
    if record["src"] not in NEWS or record["variant"] != "lite":
        return None
    wanted = pages.whole_titles(record)
    stands = {tuple(pages.tokens(line)) for line in record["text"].split("\n")}
    return tuple(pages.tokens(title)) in wanted if wanted & stands else None


def _report(results: Sequence[Result]) -> str:
    """Prints figures with intervals over sites; gives the last line."""
    figures = []
    for name, belongs in GROUPS.items():
        group = [one for one in results if belongs(one.record)]
        figures.append(_figure(name, group, [one.f1 for one in group]))
    asked = [one for one in results if one.title_right is not None]
    figures.append(_figure("title", asked, [float(bool(one.title_right)) for one in asked]))
    ms = 1000 * float(np.median([one.seconds for one in results]))
    return " ".join([*(f for f in figures if not f.startswith("f1_news")), f"ms={ms:.2f}"])


def _figure(name: str, group: Sequence[Result], values: Sequence[float]) -> str:
    low, high = interval(values, [pages.domain(one.record["site"]) for one in group])
    mean = float(np.mean(values)) if values else 0.0
    print(f"{name:<14} {mean:.3f}  95% {low:.3f} to {high:.3f}  n={len(values)}")
    return f"{name}={mean:.3f}"


def _compare(results: Sequence[Result]) -> None:
    """Prints the plain tool's figures beside ours, on the same pages in the same run."""
    theirs = [_plain(one.record) for one in results]
    for name, figures in (
        ("ours", [(one.f1, one.seconds) for one in results]),
        ("trafilatura", theirs),
    ):
        f1, seconds = (list(column) for column in zip(*figures, strict=True))
        ms = 1000 * float(np.median(seconds))
        print(f"beside {name}: f1={float(np.mean(f1)):.3f} ms={ms:.2f} n={len(figures)}")


def _plain(record: dict[str, Any]) -> tuple[float, float]:
    """F1 and seconds of trafilatura on the page's lines, each a paragraph."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in record["text"].split("\n"))
    began = time.perf_counter()
    found = trafilatura.extract(f"<html><body>{paragraphs}</body></html>", fast=True) or ""
    seconds = time.perf_counter() - began
    return bag_f1(pages.tokens(record["gold"]), pages.tokens(found)), seconds


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--predictions", type=Path, help="write {id, text, title, language} here")
    ask.add_argument("--model", type=Path, default=lines.SHIPPED)
    ask.add_argument("--ranker", type=Path, default=titles.SHIPPED, help="of title lines")
    pages.ask_fold(ask)
    ask.add_argument("--alone", action="store_true", help="each page for itself")
    options = ask.parse_args()
    model = lines.load(options.model)
    records = pages.set_aside(options)
    marks = [recurring.marks(tuple(iter_lines(one["text"]))) for one in records]
    known = (
        [()] * len(records)
        if options.alone
        else recurring.find_recurring(recurring.side_by_side(marks))
    )
    ranker = titles.load(options.ranker)
    with parallel.quiet_collector():  # as in a build
        results = [
            cleaned(one, model, ranker, own) for one, own in zip(records, known, strict=True)
        ]
    last = _report(results)
    _compare(results[::BESIDE])
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as file:
            for one in results:
                told = {"id": one.record["id"], "text": one.text}
                told |= {"title": one.title, "language": one.language}
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
    print(last)


if __name__ == "__main__":
    main()
