"""The line model: how likely each line of a page belongs to the article.

A dilated convolution over lines (five layers reach 31 lines up and down) with one look at the
page as a whole; trained by `training/lines.py`, run here with numpy alone. Knows features and
the first letters of common words, nothing of rules.
"""

import base64
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive.errors import ModelError
from newsarchive.ingest.characters import Floats
from newsarchive.ingest.features import Sheet, densest

SHIPPED = Path(__file__).with_name("lines.json")
DILATIONS = (1, 2, 4, 8, 16)
_MARGIN = max(DILATIONS)  # lines of zeros above and below a page
LOOK_UP = 2  # the layer after which the page as a whole is added to every line
FIRST_WORDS, LAST_WORDS = 12, 4  # of a line, that the model reads
STEM = 6  # letters of a word that it knows
WINDOW, OVERLAP = 4096, 64  # lines at a time on endless pages, and how far neighbours are seen
FLOOR = 0.4  # inside the chosen stretch, a line below this likelihood goes
RECURRING = 3.0  # log odds that a line loses by standing on other pages
_EDGE = 1e-4
_BOUND = math.log((1 - _EDGE) / _EDGE)


@dataclass(frozen=True, slots=True)
class Reader:
    """The words that one network knows."""

    words: Mapping[str, int]  # beginnings of words -> rows of `vectors`, from 1; may be empty
    vectors: Floats  # what a word tells it


@dataclass(frozen=True, slots=True)
class LineModel:
    """Networks of one size, which work side by side; their log odds are averaged."""

    mean: Floats  # of each feature in the training data of each network
    scale: Floats  # and its standard deviation
    readers: tuple[Reader, ...]  # one a network
    weights: Mapping[str, Floats]  # of all networks, one upon the other
    digest: str  # first 12 hex of the model file's sha256


@cache
def load(path: Path = SHIPPED) -> LineModel:
    """Raises ModelError when the file is absent or not a line model."""
    try:
        raw = path.read_bytes()
        networks = json.loads(raw)["networks"]
        weights = [_unpacked(one["weights"]) for one in networks]
        readers = tuple(map(_reader, networks, weights))
        mean, scale = (
            np.array([one[name] for one in networks], np.float32)[:, None]
            for name in ("mean", "scale")
        )
        digest = hashlib.sha256(raw).hexdigest()[:12]
        model = LineModel(mean, scale, readers, _stacked(weights), digest)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: no line model ({error}); restore it or train it anew") from error
    return model


def likelihoods(sheet: Sheet, model: LineModel) -> Floats:
    """For each line, 0..1: how likely it belongs to the article."""
    count = len(sheet.tokens)
    if not count:
        return np.zeros(0, np.float32)
    if count <= WINDOW:
        return _sigmoid(_log_odds(sheet, model))
    parts = []
    for start in range(0, count, WINDOW):
        first, last = max(0, start - OVERLAP), min(count, start + WINDOW + OVERLAP)
        window = Sheet(sheet.tokens[first:last], sheet.values[first:last])
        parts.append(_log_odds(window, model)[start - first : start - first + WINDOW])
    return _sigmoid(np.concatenate(parts))


def less_likely(likely: Floats, recurs: npt.NDArray[np.bool_]) -> Floats:
    """Lines that recur on other pages are furniture unless the model is sure of them."""
    if not recurs.any():
        return likely
    certain = np.clip(likely, _EDGE, 1 - _EDGE)
    return _sigmoid(np.log(certain / (1 - certain)) - RECURRING * recurs)


def choose(likely: Floats, weights: Floats) -> npt.NDArray[np.bool_]:
    """Which lines are the article: the densest stretch, without its unlikely lines.

    `weights` are words a line; a line of 0 neither helps nor breaks a stretch. Empty only for
    an empty page.
    """
    if not len(likely):
        return np.zeros(0, np.bool_)
    certain = np.clip(likely, _EDGE, 1 - _EDGE)
    first, last = densest(np.log(certain / (1 - certain)) * np.sqrt(weights))
    number = np.arange(len(likely))
    chosen = (number >= first) & (number <= last) & (likely >= FLOOR)
    return chosen if chosen.any() else number == int(np.argmax(likely))


def words_read(tokens: Sequence[str]) -> Sequence[str]:
    """The words of one line that the model reads."""
    if len(tokens) <= FIRST_WORDS + LAST_WORDS:
        return tokens
    return (*tokens[:FIRST_WORDS], *tokens[-LAST_WORDS:])


def _unpacked(stored: Mapping[str, Any]) -> dict[str, Floats]:
    """Whole numbers of 8 bits, times a scale a column."""
    weights = {}
    for name, (shape, scales, packed) in stored.items():
        whole = np.frombuffer(base64.b64decode(packed), np.int8).reshape(shape)
        weights[name] = whole.astype(np.float32) * np.array(scales, np.float32)
    return weights


def _reader(stored: Mapping[str, Any], weights: Mapping[str, Floats]) -> Reader:
    words = {word: row for row, word in enumerate(stored["words"].split(), start=1)}
    return Reader(words, weights.get("words", np.zeros((1, 0), np.float32)))


def _stacked(weights: Sequence[Mapping[str, Floats]]) -> dict[str, Floats]:
    """Each weight of all networks in one array; what reads no words gets zeros in their place."""
    width = max(len(one["in"]) for one in weights)
    stacked = {}
    for name in sorted(weights[0].keys() - {"words"}):
        arrays = [one[name] for one in weights]
        if name == "in":
            arrays = [np.pad(one, ((0, width - len(one)), (0, 0))) for one in arrays]
        stack = np.stack(arrays)
        stacked[name] = stack if stack.ndim == 3 else stack[:, None]
    return stacked


def _log_odds(sheet: Sheet, model: LineModel) -> Floats:
    w = model.weights
    inputs = _rectified(_inputs(sheet, model) @ w["in"] + w["in bias"])
    networks, count, size = inputs.shape
    page = np.zeros((networks, count + 2 * _MARGIN, size), np.float32)
    hidden = page[:, _MARGIN : _MARGIN + count]
    hidden += inputs
    for layer, dilation in enumerate(DILATIONS):
        above, below = (page[:, at : at + count] for at in (_MARGIN - dilation, _MARGIN + dilation))
        near = np.concatenate((above, hidden, below), axis=2)
        hidden += _rectified(near @ w[f"layer {layer}"] + w[f"layer {layer} bias"])
        if layer == LOOK_UP:
            hidden += _rectified(_attended(hidden, w["attention"]) @ w["page"])
    return _answer(hidden, w)


def _inputs(sheet: Sheet, model: LineModel) -> Floats:
    """What each network reads of each line: features, then what its words tell."""
    features = np.minimum(np.maximum((sheet.values - model.mean) / model.scale, -4), 4)
    networks, count, size = features.shape
    inputs = np.zeros((networks, count, model.weights["in"].shape[1]), np.float32)
    inputs[..., :size] = features
    for own, reader in zip(inputs, model.readers, strict=True):
        if reader.words:
            own[:, size : size + reader.vectors.shape[1]] = _embedded(sheet.tokens, reader)
    return inputs


def _embedded(tokens: Sequence[Sequence[str]], reader: Reader) -> Floats:
    """The sum of the known words' vectors a line, over the root of four times their number."""
    read = [words_read(line) for line in tokens]
    known = reader.words.get
    flat = np.array([known(word[:STEM], 0) for line in read for word in line], np.int64)
    vectors = np.zeros((len(read), reader.vectors.shape[1]), np.float32)
    sizes = np.array([len(line) for line in read])
    filled = np.flatnonzero(sizes)
    if len(filled):
        starts = np.append(0, np.cumsum(sizes[filled])[:-1])
        vectors[filled] = np.add.reduceat(reader.vectors.take(flat, axis=0), starts)
        owner = np.repeat(np.arange(len(read)), sizes)
        counts = np.bincount(owner[flat > 0], minlength=len(read))
        vectors *= (1 / np.maximum(np.sqrt(counts * 4.0), 1))[:, None].astype(np.float32)
    return vectors


def _attended(hidden: Floats, attention: Floats) -> Floats:
    """The page as a whole, as each network sums it up."""
    scores = (hidden @ attention)[..., 0]
    shares = np.exp(scores - scores.max(1, keepdims=True))
    pooled: Floats = (shares / shares.sum(1, keepdims=True))[:, None] @ hidden
    return pooled


def _answer(hidden: Floats, w: Mapping[str, Floats]) -> Floats:
    """Log odds of each line: the mean of what the networks say."""
    _, count, size = hidden.shape
    line, mean, most = (w["out"][:, at : at + size] for at in (0, size, 2 * size))
    page = hidden.sum(1, keepdims=True) / count @ mean + hidden.max(1, keepdims=True) @ most
    odds = (hidden @ line + page + w["out bias"])[..., 0]
    # a network may be surer than it has reason to be: none outvotes the others without bound
    answer: Floats = np.minimum(np.maximum(odds, -_BOUND), _BOUND).sum(0) / len(odds)
    return answer


def _rectified(values: Floats) -> Floats:
    """`values` with zeros for what is below, in place."""
    return np.maximum(values, 0, out=values)


def _sigmoid(odds: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
