"""Finding the article in saved web pages: `python -m benchmarks.clean_html --data FILE`.

FILE holds one JSON object a line, packed with xz or not: {id, src, lang, site, html, gold}. Beside
our own result stand those of trafilatura and readability-lxml on the same pages.
"""

import argparse
import dataclasses
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # times are those of one core

import numpy as np

from benchmarks.scores import bag_f1, interval
from newsarchive.errors import ReadError
from newsarchive.ingest import lines, votes
from newsarchive.ingest.clean import clean
from newsarchive.ingest.making import make_orders
from newsarchive.ingest.readers import html
from newsarchive.model import Editorial
from training import pages


@dataclass(frozen=True, slots=True)
class Result:
    """One page, read by us and by the others."""

    record: dict[str, Any]
    f1: dict[str, float]  # by tool
    seconds: float


def read(record: dict[str, Any], model: lines.LineModel, learnt: votes.Weights) -> Result:
    """Scores of all tools, and our own time, the others' inside it."""
    gold = pages.tokens(record["gold"])
    began = time.perf_counter()
    try:
        seed = html.read(record["html"].encode("utf-8", "replace"), record["id"], "")
        orders = make_orders(seed, seed.stated, Editorial())
        page = clean(seed.text, model, dataclasses.replace(orders, weights=learnt))
    except ReadError:
        return Result(record, dict.fromkeys(("ours", *votes.TOOLS), 0.0), 0.0)
    seconds = time.perf_counter() - began
    title = [seed.stated.title.text] if seed.stated.title else []
    title = title or ([page.title.text] if page.title else [])
    ours = "\n".join(title + [paragraph.text for paragraph in page.paragraphs])
    said = {candidate.name: candidate.text for candidate in seed.candidates}
    texts = {"ours": ours} | {name: said.get(name, "") for name in votes.TOOLS}
    return Result(record, {k: bag_f1(gold, pages.tokens(v)) for k, v in texts.items()}, seconds)


def _figure(name: str, results: Sequence[Result], tool: str) -> float:
    values = [one.f1[tool] for one in results]
    low, high = interval(values, [pages.domain(one.record["site"]) for one in results])
    mean = float(np.mean(values)) if values else 0.0
    print(f"{name:<8} {tool:<12} {mean:.3f}  95% {low:.3f} to {high:.3f}  n={len(values)}")
    return mean


def main() -> None:
    """Prints a figure a tool and a group of pages."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", type=Path, default=lines.SHIPPED)
    ask.add_argument("--votes", type=Path, default=votes.SHIPPED)
    pages.ask_fold(ask)
    options = ask.parse_args()
    model = lines.load(options.model)
    learnt = votes.load(options.votes)
    results = [read(record, model, learnt) for record in pages.set_aside(options)]
    russian = [one for one in results if one.record["lang"] == "ru"]
    for tool in votes.TOOLS:
        _figure("all", results, tool)
        _figure("Russian", russian, tool)
    every, ru = _figure("all", results, "ours"), _figure("Russian", russian, "ours")
    ms = 1000 * float(np.median([one.seconds for one in results]))
    print(f"f1={every:.3f} f1_ru={ru:.3f} ms={ms:.2f}")


if __name__ == "__main__":
    main()
