"""Train the line model: `python -m training.lines --data dev.jsonl.xz`.

Looks by turns at the pages as they are and at fresh copies of them (training/splices.py), and
writes whole numbers of 8 bits. Needs requirements-train.in. What the features are is decided in
newsarchive.ingest.features, what the network computes in newsarchive.ingest.lines.
"""

import argparse
import base64
import hashlib
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from newsarchive.ingest import lines
from newsarchive.ingest.characters import Floats
from training import pages
from training.batches import Pool, Scale, pooled
from training.network import Plan, train
from training.pages import Example, Page
from training.splices import spliced

log = logging.getLogger(__name__)

MOST_WORDS, FEWEST_DOMAINS = 5000, 6  # of the vocabulary; domains that a word must stand on
COPIES = 10  # of each page, before the first comes again
DEFAULT = Plan()


def vocabulary(examples: Sequence[Example], domains: Sequence[str]) -> dict[str, int]:
    """The beginnings of words that stand on most domains, from row 1 on."""
    stands: defaultdict[str, set[str]] = defaultdict(set)
    for one, where in zip(examples, domains, strict=True):
        for line in one.sheet.tokens:
            for word in lines.words_read(line):
                stands[word[: lines.STEM]].add(where)
    often = [(-len(where), stem) for stem, where in stands.items() if len(where) >= FEWEST_DOMAINS]
    return {stem: row for row, (_, stem) in enumerate(sorted(often)[:MOST_WORDS], start=1)}


def packed(weights: Mapping[str, Floats], scale: Scale) -> dict[str, Any]:
    """One network as the JSON that newsarchive.ingest.lines reads."""
    stored = {}
    for name, value in weights.items():
        top = np.abs(value).max(0 if value.ndim > 1 else None)
        scales = np.maximum(np.atleast_1d(top), 1e-8) / 127
        whole = np.round(value / scales).astype(np.int8)
        text = base64.b64encode(whole.tobytes()).decode()
        stored[name] = (list(value.shape), [float(f"{one:.4g}") for one in scales], text)
    return {
        "weights": stored,
        "words": " ".join(sorted(scale.words, key=lambda word: scale.words[word])),
        "mean": [float(f"{one:.5g}") for one in scale.mean],
        "scale": [float(f"{one:.5g}") for one in scale.deviation],
    }


def looked_at(known: Sequence[Page], chance: Random) -> tuple[list[Pool], Scale]:
    """The pages as they are, then two copies of each, and so on; and how they were scaled."""
    plain = [pages.example(page.rows) for page in known]
    words = vocabulary(plain, [pages.domain(page.site) for page in known])
    scale = Scale(words, *pages.standard(plain))
    log.info("%d pages, %d words", len(known), len(words))
    first = pooled(plain, scale)
    pools = []
    for number in range(COPIES):
        copies = [pages.example(rows) for rows in spliced(known, chance)]
        pools += [pooled(copies, scale)] if number % 2 else [first, pooled(copies, scale)]
    return pools, scale


def network(pools: Sequence[Pool], scale: Scale, plan: Plan) -> dict[str, Any]:
    """One network, ready to be written."""
    weights = train(pools, len(scale.words), plan)
    if not plan.word_size:
        return packed(weights, Scale({}, scale.mean, scale.deviation))
    weights["words"][0] = 0  # an unknown word says nothing
    return packed(weights, scale)


def main() -> None:
    """Trains the networks named by --words and writes them into one file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="pages, .jsonl or .jsonl.xz")
    ask.add_argument("--out", type=Path, default=lines.SHIPPED)
    pages.ask_fold(ask)
    ask.add_argument("--without", default="", help="leave a language out")
    ask.add_argument("--epochs", type=int, default=DEFAULT.epochs)
    ask.add_argument("--hidden", type=int, default=DEFAULT.hidden)
    ask.add_argument("--words", default="12,0", help="word vector sizes, one network each")
    options = ask.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    known = [
        pages.labelled(record)
        for record in pages.learnt_from(options)
        if record["lang"] != options.without
    ]
    digest = hashlib.sha256(options.data.read_bytes()).hexdigest()[:12]
    aside = None if options.fold is None else [options.fold, options.of]
    trained = {"data": digest, "set aside": aside, "without": options.without}
    log.info("%d pages: %s", len(known), _languages(known))
    pools, scale = looked_at(known, Random(0))
    networks: list[dict[str, Any]] = []
    for seed, size in enumerate(options.words.split(",")):
        plan = Plan(options.hidden, int(size), options.epochs, seed)
        networks.append(network(pools, scale, plan))
        _write(options.out, {"trained": trained, "networks": networks})  # what is done is kept


def _write(path: Path, stored: dict[str, Any]) -> None:
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf-8")
    log.info("%s: %d bytes", path, len(text.encode()))


def _languages(known: Sequence[Page]) -> str:
    return ", ".join(lang for lang, _ in Counter(page.lang for page in known).most_common(6))


if __name__ == "__main__":
    main()
