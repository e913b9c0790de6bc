"""How telling each sentence of an article is: features that know no language, and one score.

The features describe a sentence by its place, its length and what it shares with the rest; a
language adds only word lists (stop words, leaning first words, section headings), and one without
them still works. What may be chosen at all, and how much, is summarise.py's business.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive import languages, text
from newsarchive.model import Sentence

Matrix = npt.NDArray[np.float64]
Model = dict[str, Any]  # summary_model.json, made by training/summary.py

# Each is a column of Features.values.
NAMES = (
    "lead decay", "first", "second", "third", "position", "relative position", "last tenth",
    "paragraph first", "opening section", "opening section top", "closing section",
    "closing section top", "length", "short", "long", "centroid", "centroid rank", "lexrank",
    "weight mean", "weight sum", "covers 10", "covers 25", "like first", "like title", "number",
    "quotation", "leaning", "capitals", "question",
)  # fmt: skip

# These weigh differently in a long document: each has a twin multiplied by `longness`.
LONG_NAMES = (
    "lead decay", "first", "second", "third", "position", "relative position", "last tenth",
    "paragraph first", "centroid", "lexrank", "length", "weight sum", "covers 10", "short", "long",
)  # fmt: skip

MOST_SENTENCES = 400  # later ones are never chosen: keeps a book-length text affordable

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[«»„“”\"]")
_CAPITAL = re.compile(r"(?<=[\w,»”\"] )[«„“\"]?[^\W\d_a-zа-яё]\w")
_HEADING_WORDS = 10  # a heading is shorter than this and ends in no full stop


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of each sentence: row i describes sentence i."""

    values: Matrix  # one column for each of NAMES
    likeness: Matrix  # cosine of any two sentences, 0..1
    centroid: Matrix  # cosine of each sentence with the whole text


def score(features: Features, *, model: Model | None = None) -> Matrix:
    """One number a sentence, comparable only within the article; higher is more telling."""
    coefficients = (model or _model())["coefficients"]
    weights = np.array([coefficients.get(name, 0.0) for name in columns()])
    scores: Matrix = expanded(features) @ weights
    return _with_title(scores, features, (model or _model())["title weight"])


def columns() -> tuple[str, ...]:
    """Names of the columns of `expanded`."""
    return NAMES + tuple(f"{name} * long" for name in LONG_NAMES)


def expanded(features: Features) -> Matrix:
    """The features, and those of LONG_NAMES once more times the text's longness."""
    own = [NAMES.index(name) for name in LONG_NAMES]
    values = features.values
    return np.hstack([values, values[:, own] * longness(len(values))])


def longness(sentences: int) -> float:
    """0 for a text of news size, 1 for a long document, 0.5 at 50 sentences."""
    return float(1 / (1 + np.exp(-(sentences - 50) / 10)))


def redundancy(sentences: int, *, model: Model | None = None) -> float:
    """How much a sentence loses for saying what a chosen one says, 0..1."""
    short, long = (model or _model())["redundancy"]
    share = longness(sentences)
    return float(short * (1 - share) + long * share)


def features(sentences: Sequence[Sentence], lang: str, *, title: str = "") -> Features:
    """Features of all `sentences`, at least one, of one article in `lang`."""
    tokens = [_stems(sentence.text, lang) for sentence in sentences]
    weights, idf, vocabulary = _weigh(tokens, lang)
    norms = np.linalg.norm(weights, axis=1)
    unit = weights / np.where(norms == 0, 1, norms)[:, None]
    likeness = unit @ unit.T
    centre = unit.sum(0)
    centroid = unit @ (centre / (np.linalg.norm(centre) or 1))
    asked = {vocabulary[s] for s in _stems(title, lang) if s in vocabulary}
    groups = (
        _place(sentences),
        _sections(sentences, lang),
        _lengths(tokens),
        _content(weights, idf, likeness, centroid),
        [_title_likeness(unit, idf, sorted(asked))],
        _surface(sentences, tokens, lang),
    )
    columns = [column for group in groups for column in group]
    return Features(np.stack(columns, 1).astype(np.float64), likeness, centroid)


def _stems(sentence: str, lang: str) -> list[str]:
    return text.stems(text.words(sentence), lang)


def _weigh(tokens: list[list[str]], lang: str) -> tuple[Matrix, Matrix, dict[str, int]]:
    """(term weights a sentence, idf a term, column of each term): rare in the text weighs more."""
    stop = _stop_stems(lang)
    vocabulary: dict[str, int] = {}
    cells: dict[tuple[int, int], int] = {}
    for row, sentence in enumerate(tokens):
        for token in sentence:
            if len(token) > 1 and token not in stop:
                cell = (row, vocabulary.setdefault(token, len(vocabulary)))
                cells[cell] = cells.get(cell, 0) + 1
    counts = np.zeros((len(tokens), max(1, len(vocabulary))))
    if cells:
        rows, terms = np.array(list(cells)).T
        counts[rows, terms] = 1 + np.log(list(cells.values()))
    idf = np.log((1 + len(tokens)) / (1 + (counts > 0).sum(0))) + 1
    return counts * idf, idf, vocabulary


def _place(sentences: Sequence[Sentence]) -> list[Matrix]:
    order = np.arange(len(sentences))
    relative = order / max(1, len(sentences) - 1)
    paragraph = np.array([sentence.passage.paragraph for sentence in sentences])
    begins = np.diff(paragraph, prepend=paragraph[0] - 1) != 0
    return [
        1 / np.sqrt(1 + order), order == 0, order == 1, order == 2, np.log1p(order), relative,
        relative > 0.9, begins,
    ]  # fmt: skip


def _sections(sentences: Sequence[Sentence], lang: str) -> list[Matrix]:
    """Sentences below a heading such as "Introduction" or "Conclusions", and the first four."""
    headings = languages.table(lang, "sections")
    kinds = {name: kind for kind in ("opening", "closing") for name in headings.get(kind, ())}
    inside = {"opening": np.zeros(len(sentences)), "closing": np.zeros(len(sentences))}
    top = {"opening": np.zeros(len(sentences)), "closing": np.zeros(len(sentences))}
    kind, since = None, 0
    for number, sentence in enumerate(sentences):
        if is_heading(sentence.text):
            kind, since = kinds.get(sentence.text.lower().strip(" .:0123456789")), 0
        elif kind:
            inside[kind][number], top[kind][number] = 1, since < 4
            since += 1
    return [inside["opening"], top["opening"], inside["closing"], top["closing"]]


def is_heading(sentence: str) -> bool:
    """Whether `sentence` is short and ends like a heading."""
    return len(sentence.split()) < _HEADING_WORDS and not sentence.rstrip("\"»”)'").endswith(
        (".", "!", "?", "…", "。", "！", "？")
    )


def _lengths(tokens: list[list[str]]) -> list[Matrix]:
    length = np.array([len(sentence) for sentence in tokens])
    return [np.log1p(length) / 3, length < 8, length > 40]


def _content(weights: Matrix, idf: Matrix, likeness: Matrix, centroid: Matrix) -> list[Matrix]:
    total = weights.sum(1)
    mean = total / np.maximum(1, (weights > 0).sum(1))
    spread = (weights > 0).sum(0) * idf  # a term's weight in the whole text
    order = np.argsort(-spread, kind="stable")
    like_first = likeness[:, 0].copy()
    like_first[0] = 0
    rank = np.argsort(np.argsort(-centroid, kind="stable"), kind="stable") / len(centroid)
    return [
        _scaled(centroid), rank, _scaled(_lexrank(likeness)), _scaled(mean), _scaled(total),
        _covered(weights, spread, order[:10]), _covered(weights, spread, order[:25]), like_first,
    ]  # fmt: skip


def _covered(weights: Matrix, spread: Matrix, terms: npt.NDArray[np.intp]) -> Matrix:
    """Which share of the text's chief `terms`, by weight, each sentence holds."""
    share: Matrix = (weights[:, terms] > 0) @ spread[terms] / (spread[terms].sum() or 1)
    return share


def _lexrank(likeness: Matrix) -> Matrix:
    """Continuous LexRank (Erkan and Radev 2004): damping .85, likeness under .05 is none."""
    links = np.where(likeness < 0.05, 0, likeness)
    np.fill_diagonal(links, 0)
    totals = links.sum(1)
    links /= np.where(totals == 0, 1, totals)[:, None]
    rank = np.full(len(links), 1 / len(links))
    for _ in range(20):
        rank = 0.15 / len(links) + 0.85 * (rank @ links)
    return rank


def _title_likeness(unit: Matrix, idf: Matrix, terms: list[int]) -> Matrix:
    if not terms:
        return np.zeros(len(unit))
    title = idf[terms] / np.linalg.norm(idf[terms])
    likeness: Matrix = unit[:, terms] @ title
    return likeness


def _surface(sentences: Sequence[Sentence], tokens: list[list[str]], lang: str) -> list[Matrix]:
    texts = [sentence.text for sentence in sentences]
    capitals = [
        len(_CAPITAL.findall(t)) / max(6, len(n)) for t, n in zip(texts, tokens, strict=True)
    ]
    return [
        np.array([bool(_DIGIT.search(t)) for t in texts]),
        np.array([bool(_QUOTE.search(t)) for t in texts]),
        np.array([leans(t, lang) for t in texts]),
        np.minimum(capitals, 0.5),
        np.array([t.rstrip('"»” ').endswith("?") for t in texts]),
    ]


def leans(sentence: str, lang: str) -> bool:
    """Whether `sentence` opens with words that point at the sentence before it."""
    openings = _leaning(lang)
    return openings is not None and openings.match(sentence.lower().replace("ё", "е")) is not None


def _with_title(scores: Matrix, features: Features, weight: float) -> Matrix:
    """Add the likeness to the title, which the training data do not have."""
    likeness = features.values[:, NAMES.index("like title")]
    if not likeness.max() > 0:
        return scores
    standard: Matrix = (scores - scores.mean()) / (scores.std() or 1)
    return standard + weight * _scaled(likeness)


def _scaled(column: Matrix) -> Matrix:
    scaled: Matrix = column / (column.max() or 1)
    return scaled


@cache
def _leaning(lang: str) -> re.Pattern[str] | None:
    openings = sorted(languages.entries(lang, "leaning"), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, openings))})\b") if openings else None


@cache
def _stop_stems(lang: str) -> frozenset[str]:
    return frozenset(text.stems(sorted(text.stop_words(lang)), lang))


def model_digest() -> str:
    """The sha256 of the coefficients, for cache keys."""
    return hashlib.sha256(_model_file()).hexdigest()


def _model_file() -> bytes:
    return (files("newsarchive.describe") / "summary_model.json").read_bytes()


@cache
def _model() -> Model:
    model: Model = json.loads(_model_file())
    return model
