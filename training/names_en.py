"""Train the English model of names: `python -m training.names_en --data DIR`.

Trains on wikigold (CC BY 4.0) and sentences of our own: the same with names exchanged or in
capitals, and templates of the press. DIR holds ner-en.jsonl.xz and, for word counts, the English
texts beside it and the pages of ../clean. CoNLL-2003 and WikiNEuRal are never read here.
"""

import argparse
import hashlib
import json
import lzma
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycrfsuite

from newsarchive.describe.names import crf, lexicon, observe
from training.names_lexicon import word_lists
from training.names_templates import capitals, exchanged, templates

LANG = "en"
LEAST = 0.02  # a coefficient smaller than this tells nothing
REAL = 3  # how often a real sentence counts

Sample = tuple[list[str], list[str]]  # tokens, BIO labels


def main() -> None:
    """Train and write the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=lexicon.model_path(LANG))
    parser.add_argument("--templates", type=int, default=6000)
    parser.add_argument("--models", type=int, default=4, help="as many are averaged")
    parser.add_argument("--c1", type=float, default=0.6)
    options = parser.parse_args()
    real = list(_wikigold(options.data))
    raw = word_lists(_texts(options.data), [tokens for tokens, _ in real])
    words = lexicon.lexicon_from(raw, LANG)
    models = [
        _trained(_samples(real, raw, options.templates, seed), words, c1=options.c1)
        for seed in range(options.models)
    ]
    meta = {"data": _digest(options.data), "lexicon": raw, "trained on": "wikigold, templates"}
    text = json.dumps({"meta": meta, **_mean(models)}, ensure_ascii=False, separators=(",", ":"))
    options.out.write_text(text + "\n", "utf-8")


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The lines of one data file, packed or not; none where it is absent."""
    plain, packed = folder / f"{name}.jsonl", folder / f"{name}.jsonl.xz"
    if plain.is_file():
        yield from map(json.loads, plain.read_text("utf-8").splitlines())
    elif packed.is_file():
        with lzma.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _wikigold(folder: Path) -> Iterator[Sample]:
    for row in rows(folder, "ner-en"):
        if row["source"] == "wikigold":
            labels = ["O"] * len(row["tokens"])
            for start, end, kind in row["spans"]:
                labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
            yield row["tokens"], labels


def _samples(real: list[Sample], raw: dict[str, str], count: int, seed: int) -> list[Sample]:
    """Real sentences, the same with other names and in capitals, and `count` made up.

    The made-up ones differ with the seed, and so do the models; their mean is steadier than any.
    """
    again = [one for k in (0, 1) for one in exchanged(real, raw, 2 * seed + k)]
    return [*real * REAL, *again, *capitals(real), *templates(raw, count, seed)]


def _texts(folder: Path) -> Iterator[str]:
    for name in ("headlines-ru-en", "topics-ru-en"):
        yield from (row["text"] for row in rows(folder, name) if row["lang"] == LANG)
    for row in rows(folder, "clusters-pairs"):
        if row["lang"] == LANG:
            yield from (row["a"]["text"], row["b"]["text"])
    yield from (row["en"]["text"] for row in rows(folder, "xling-en-ru-pairs"))
    pages = rows(folder.parent / "clean", "dev")
    yield from (row["gold"] for row in pages if row["lang"] == LANG and row["variant"] == "lite")


def _trained(samples: list[Sample], words: lexicon.Lexicon, *, c1: float) -> dict[str, Any]:
    trainer = pycrfsuite.Trainer(verbose=False)
    for tokens, labels in samples:
        shown, heading = observe.truecased(tokens, words)
        for start, end in observe.runs(shown, words):
            seen = observe.observe(shown, (start, end), heading, words)
            trainer.append(_flat(seen), _begun(labels[start:end]))
    trainer.set_params({"c1": c1, "c2": 0.01, "max_iterations": 150, "feature.minfreq": 3})
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    names = sorted(info.labels)
    number = {label: i for i, label in enumerate(names)}
    state: dict[str, list[list[float]]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= LEAST:
            state.setdefault(feature, []).append([number[label], round(weight, 2)])
    move = [[round(info.transitions.get((a, b), 0.0), 2) for b in names] for a in names]
    return {"labels": names, "state": state, "move": move}


def _mean(models: list[dict[str, Any]]) -> dict[str, Any]:
    """One model whose coefficients are the means of those given; what is next to nothing goes."""
    state: dict[str, Counter[int]] = {}
    for model in models:
        for feature, pairs in model["state"].items():
            total = state.setdefault(feature, Counter())
            for label, weight in pairs:
                total[label] += weight / len(models)
    kept = {
        feature: [[label, round(w, 2)] for label, w in sorted(found.items()) if abs(w) >= LEAST]
        for feature, found in sorted(state.items())
    }
    rows = zip(*(model["move"] for model in models), strict=True)
    move = [[round(sum(c) / len(c), 2) for c in zip(*row, strict=True)] for row in rows]
    return {
        "labels": models[0]["labels"],
        "state": {feature: pairs for feature, pairs in kept.items() if pairs},
        "move": move,
    }


def _flat(seen: crf.Observed) -> list[list[str]]:
    """All features of each place."""
    return [
        [*filter(None, seen.shared), *(one for group in groups for one in group if one)]
        for groups in seen.each
    ]


def _begun(labels: list[str]) -> list[str]:
    """Labels of a stretch, which may begin inside a name."""
    return [f"B-{labels[0][2:]}" if labels[0] != "O" else "O", *labels[1:]]


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for row in rows(folder, "ner-en"):
        if row["source"] == "wikigold":
            total.update(json.dumps(row, sort_keys=True).encode())
    return total.hexdigest()


if __name__ == "__main__":
    main()
