"""Learn how much the extractors' votes weigh: `python -m training.votes --data html.jsonl.xz`.

Logistic regression over lines, each by its words; four coefficients.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive.errors import ReadError
from newsarchive.ingest import lines, votes
from newsarchive.ingest.features import measure
from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.readers import html
from training import pages

ROUNDS = 30  # of Newton's method
RIDGE = 1.0
_EDGE = 1e-4

Table = npt.NDArray[np.float64]


def rows(record: dict[str, Any], model: lines.LineModel) -> tuple[Table, Table, Table] | None:
    """Of each line: evidence, label, weight. None when an extractor gave nothing."""
    try:
        seed = html.read(record["html"].encode(), record["id"], "")
    except ReadError:
        return None
    said = {one.name: one.text for one in seed.candidates}
    known = tuple(iter_lines(seed.text))
    if set(said) != set(votes.TOOLS) or not known:
        return None
    likely = np.clip(lines.likelihoods(measure(known), model), _EDGE, 1 - _EDGE)
    odds = np.log(likely / (1 - likely))
    heard = [votes.shares(known, said[name]) for name in votes.TOOLS]
    labels = votes.shares(known, record["gold"])
    words = np.array([len(pages.tokens(line.text)) for line in known], np.float64)
    evidence = np.column_stack([np.ones(len(known)), odds, *heard])
    return evidence, labels.astype(np.float64), np.sqrt(words) / np.sqrt(words.sum() + 1)


def fit(evidence: Table, labels: Table, weights: Table) -> Table:
    """The coefficients, by Newton's method."""
    found = np.zeros(evidence.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-evidence @ found))
        slope = evidence.T @ (weights * (labels - likely)) - RIDGE * found
        curve = (evidence * (weights * likely * (1 - likely))[:, None]).T @ evidence
        found = found + np.linalg.solve(curve + RIDGE * np.eye(len(found)), slope)
    return found


def main() -> None:
    """Writes newsarchive/ingest/votes.json."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", type=Path, default=lines.SHIPPED)
    pages.ask_fold(ask)
    ask.add_argument("--out", type=Path, default=votes.SHIPPED)
    options = ask.parse_args()
    model = lines.load(options.model)
    chosen = pages.learnt_from(options)
    read = [found for record in chosen if (found := rows(record, model)) is not None]
    learnt = fit(*(np.concatenate(column) for column in zip(*read, strict=True)))
    stored: dict[str, Any] = {"data": hashlib.sha256(options.data.read_bytes()).hexdigest()[:12]}
    stored |= dict(zip(("constant", "model", *votes.TOOLS), learnt.round(4).tolist(), strict=True))
    options.out.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
