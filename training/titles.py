"""Train the title ranker: `python -m training.titles --data dev.jsonl.xz`.

Learns from all pages on which the title that their markup states stands as a line; pages that are
no news help too. The lines' likelihoods come from the line model --model.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from newsarchive.ingest import lines, recurring, rules, titles
from newsarchive.ingest.characters import Floats
from newsarchive.ingest.features import measure
from newsarchive.ingest.judge import recurs
from newsarchive.ingest.layout import Line, iter_lines
from newsarchive.ingest.title_features import View
from newsarchive.ingest.title_features import measure as measure_titles
from training import pages

TREES, LEAVES, DEPTH = 120, 12, 6
SETTINGS = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 5,
    "num_leaves": LEAVES,
    "max_depth": DEPTH,
    "learning_rate": 0.07,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 0,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
}

Example = tuple[Floats, npt.NDArray[np.bool_]]


def examples(records: Sequence[dict[str, Any]], model: lines.LineModel) -> Iterator[Example]:
    """Features of the lines and which of them are right, for pages with a right one."""
    known = [tuple(iter_lines(record["text"])) for record in records]
    common = recurring.find_recurring(
        recurring.side_by_side([recurring.marks(page) for page in known])
    )
    for record, page, marks in zip(records, known, common, strict=True):
        if page and (found := example(record, page, marks, model)) is not None:
            yield found


def example(
    record: dict[str, Any], page: tuple[Line, ...], marks: tuple[int, ...], model: lines.LineModel
) -> Example | None:
    """As judge.py would see the page."""
    sheet, known = measure(page), recurs(page, marks)
    likely = lines.less_likely(lines.likelihoods(sheet, model), known)
    view = View(page, sheet, likely, lines.choose(likely, sheet.weights), known)
    among = titles.candidates(view, rules.forced(page))
    wanted = pages.whole_titles(record)
    right = np.array([tuple(pages.tokens(page[i].text)) in wanted for i in among], np.bool_)
    return (measure_titles(view, among), right) if right.any() else None


def train(known: Sequence[Example]) -> dict[str, Any]:
    """The trees as titles.load reads them."""
    table = np.vstack([values for values, _ in known])
    right = np.concatenate([labels for _, labels in known]).astype(np.int32)
    data = lightgbm.Dataset(table, right, group=[len(labels) for _, labels in known])
    booster = lightgbm.train(SETTINGS, data, num_boost_round=TREES)
    trees = [_flat(one["tree_structure"]) for one in booster.dump_model()["tree_info"]]
    return {"depth": DEPTH} | {
        name: [[node[i] for node in tree] for tree in trees]
        for i, name in enumerate(("features", "bounds", "left", "right", "values"))
    }


def _flat(root: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    """The nodes of a tree as rows of one length, the root first."""
    rows: list[tuple[int, float, int, int, float]] = []

    def add(node: dict[str, Any]) -> int:
        at = len(rows)
        rows.append((0, 0.0, at, at, round(float(node.get("leaf_value", 0.0)), 5)))
        if "split_feature" in node:
            left, right = add(node["left_child"]), add(node["right_child"])
            bound = float(f"{node['threshold']:.7g}")
            rows[at] = (int(node["split_feature"]), bound, left, right, 0.0)
        return at

    add(root)
    return rows + [(0, 0.0, at, at, 0.0) for at in range(len(rows), 2 * LEAVES - 1)]


def main() -> None:
    """Writes newsarchive/ingest/titles.json."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", type=Path, default=lines.SHIPPED)
    pages.ask_fold(ask)
    ask.add_argument("--out", type=Path, default=titles.SHIPPED)
    options = ask.parse_args()
    known = list(examples(pages.learnt_from(options), lines.load(options.model)))
    stored = {"data": hashlib.sha256(options.data.read_bytes()).hexdigest()[:12]}
    text = json.dumps(stored | train(known), separators=(",", ":"))
    options.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
