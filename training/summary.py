"""Train the ranker that picks the sentences of a summary.

    python -m training.summary --data DIR

A linear score over the features of salience.py, fitted so that a softmax over an article's
sentences agrees with those that, taken greedily, share most words (ROUGE-1) with its reference.
Every set weighs the same. Writes the shipped coefficients, and for benchmarks/summaries.py one set
for each fifth of the data, fitted without it, so that nothing is measured on what it was fitted to.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.rouge import rouge, tokens
from benchmarks.summary_sets import FILES, FOLDS, Document, read
from newsarchive.describe import salience
from newsarchive.describe.salience import Matrix
from newsarchive.describe.summarise import choose

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "newsarchive" / "describe" / "summary_model.json"
BY_FOLD = ROOT / "benchmarks" / "summary_folds.json"

REDUNDANCY = (0.4, 0.3)  # in news, in long documents
TITLE_WEIGHT = 2.0  # no training text has its title; chosen on pairs of articles on one event
STRENGTHS = (0.03, 0.1, 0.3)  # of the penalty on large coefficients, tried on the fifths


def main() -> None:
    """Try the penalties on fifths, then fit on everything and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    sets = {name: read(parser.parse_args().data, name) for name in FILES}
    values = {d.digest: _values(d) for documents in sets.values() for d in documents}
    goals = {d.digest: _goal(d) for documents in sets.values() for d in documents}
    tried = {s: _by_fold(sets, values, goals, s) for s in STRENGTHS}
    figures = {s: _measure(sets, models) for s, models in tried.items()}
    for strength, found in figures.items():
        print(strength, {name: round(100 * value, 2) for name, value in found.items()})
    best = max(STRENGTHS, key=lambda s: sum(figures[s].values()))
    everything = [d for documents in sets.values() for d in documents]
    model = _model(fit(everything, _weights(sets), values, goals, best), everything)
    SHIPPED.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", "utf-8")
    BY_FOLD.write_text(
        json.dumps({"trained on": sorted(goals), "models": tried[best]}, indent=1) + "\n", "utf-8"
    )


def _values(document: Document) -> Matrix:
    considered = document.sentences[: salience.MOST_SENTENCES]
    return salience.expanded(salience.features(considered, document.lang))


def _goal(document: Document) -> Matrix:
    """Shares of the sentences that a greedy choice by ROUGE-1 takes."""
    reference = tokens(document.reference, document.lang)
    considered = document.sentences[: salience.MOST_SENTENCES]
    stems = [tokens(sentence.text, document.lang) for sentence in considered]
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < document.length:
        scores = [
            rouge(reference, [w for i in [*chosen, n] for w in stems[i]])[0]
            if n not in chosen
            else 0.0
            for n in range(len(stems))
        ]
        top = int(np.argmax(scores))
        if scores[top] <= best:
            break
        best = scores[top]
        chosen.append(top)
    goal = np.zeros(len(considered))
    goal[chosen or [0]] = 1 / max(1, len(chosen))
    return goal


def _weights(sets: dict[str, list[Document]]) -> dict[str, float]:
    return {d.digest: 1 / len(documents) for documents in sets.values() for d in documents}


def fit(
    documents: Sequence[Document],
    weights: dict[str, float],
    values: dict[str, Matrix],
    goals: dict[str, Matrix],
    strength: float,
) -> dict[str, float]:
    """Coefficients by name: listwise softmax, L-BFGS, standardised features."""
    rows = np.vstack([values[d.digest] for d in documents])
    spread = rows.std(0)
    spread[spread < 1e-6] = np.inf  # a feature that never changes says nothing
    scaled = (rows - rows.mean(0)) / spread
    sizes = [len(values[d.digest]) for d in documents]
    starts = np.cumsum([0, *sizes[:-1]])
    goal = np.concatenate([goals[d.digest] for d in documents])
    weight = np.repeat([weights[d.digest] for d in documents], sizes)
    weight /= sum(weights[d.digest] for d in documents)

    def loss(w: Matrix) -> tuple[float, Matrix]:
        scores = scaled @ w
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        share = scores / np.repeat(np.add.reduceat(scores, starts), sizes)
        value = -(weight * goal * np.log(share + 1e-12)).sum() + strength * (w @ w)
        return float(value), scaled.T @ (weight * (share - goal)) + 2 * strength * w

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x / spread
    return {n: round(float(c), 4) for n, c in zip(salience.columns(), found, strict=True)}


def _by_fold(
    sets: dict[str, list[Document]],
    values: dict[str, Matrix],
    goals: dict[str, Matrix],
    strength: float,
) -> list[dict[str, Any]]:
    everything = [d for documents in sets.values() for d in documents]
    weights = _weights(sets)
    models = []
    for fold in range(FOLDS):
        others = [d for d in everything if d.fold != fold]
        models.append(_model(fit(others, weights, values, goals, strength), others))
    return models


def _measure(sets: dict[str, list[Document]], models: list[dict[str, Any]]) -> dict[str, float]:
    """ROUGE-1 of each set, every document judged by the model that has not seen it."""
    found = {}
    for name, documents in sets.items():
        scores = []
        for d in documents:
            chosen = choose(d.sentences, d.lang, d.length, model=models[d.fold])
            made = " ".join(d.sentences[number].text for number in chosen)
            scores.append(rouge(tokens(d.reference, d.lang), tokens(made, d.lang))[0])
        found[name] = float(np.mean(scores))
    return found


def _model(coefficients: dict[str, float], documents: Sequence[Document]) -> dict[str, Any]:
    data = hashlib.sha256("".join(sorted(d.digest for d in documents)).encode()).hexdigest()
    return {
        "coefficients": coefficients,
        "redundancy": REDUNDANCY,
        "title weight": TITLE_WEIGHT,
        "data": data[:12],
    }


if __name__ == "__main__":
    main()
