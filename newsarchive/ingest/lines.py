"""The line model: how likely each line of a page belongs to the article.

A dilated convolution over lines (five layers reach 31 lines up and down) with one look at the
page as a whole; trained by `training/lines.py`, run here with numpy alone. Knows features and
the first letters of common words, nothing of rules.
"""

import base64
import hashlib
import itertools
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
LOOK_UP = 2  # the layer after which the page as a whole is added to every line
FIRST_WORDS, LAST_WORDS = 12, 4  # of a line, that the model reads
STEM = 6  # letters of a word that it knows
WINDOW, OVERLAP = 4096, 64  # lines at a time on endless pages, and how far neighbours are seen
FLOOR = 0.4  # inside the chosen stretch, a line below this likelihood goes
RECURRING = 3.0  # log odds that a line loses by standing on other pages
_EDGE = 1e-4
_REMEMBERED = 100_000  # words
_BOUND = math.log((1 - _EDGE) / _EDGE)


class Rows(dict[str, int]):
    """The embedding's row of each word, by its beginning; 0 where that is not known.

    Words are remembered as they come up: pages repeat them.
    """

    def __init__(self, beginnings: Sequence[str]) -> None:
        self.beginnings = {one: row for row, one in enumerate(beginnings, start=1)}

    def __missing__(self, word: str) -> int:
        row = self.beginnings.get(word[:STEM], 0)
        if len(self) < _REMEMBERED:
            self[word] = row
        return row


@dataclass(frozen=True, slots=True)
class Network:
    """One trained network."""

    weights: Mapping[str, Floats]
    words: Rows  # of the embedding; without beginnings where the network reads no words
    mean: Floats  # of each feature in the training data
    scale: Floats  # and its standard deviation


@dataclass(frozen=True, slots=True)
class LineModel:
    """Networks whose log odds are averaged."""

    networks: tuple[Network, ...]
    digest: str  # first 12 hex of the model file's sha256


@cache
def load(path: Path = SHIPPED) -> LineModel:
    """Raises ModelError when the file is absent or not a line model."""
    try:
        raw = path.read_bytes()
        networks = tuple(_network(one) for one in json.loads(raw)["networks"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: no line model ({error}); restore it or train it anew") from error
    return LineModel(networks, hashlib.sha256(raw).hexdigest()[:12])


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


def _network(stored: dict[str, Any]) -> Network:
    weights = {name: _unpacked(*parts) for name, parts in stored["weights"].items()}
    words = Rows(stored["words"].split())
    mean, scale = (np.array(stored[name], np.float32) for name in ("mean", "scale"))
    return Network(weights, words, mean, scale)


def _unpacked(shape: list[int], scales: list[float], packed: str) -> Floats:
    """Whole numbers of 8 bits, times a scale a column."""
    whole = np.frombuffer(base64.b64decode(packed), np.int8).reshape(shape)
    return whole.astype(np.float32) * np.array(scales, np.float32)


def _log_odds(sheet: Sheet, model: LineModel) -> Floats:
    odds = [_forward(sheet, network) for network in model.networks]
    # a network may be surer than it has reason to be: none outvotes the others without bound
    bounded = np.minimum(np.maximum(odds, -_BOUND), _BOUND)
    mean: Floats = bounded.sum(0) / len(odds)
    return mean


def _forward(sheet: Sheet, network: Network) -> Floats:
    w = network.weights
    inputs = np.minimum(np.maximum((sheet.values - network.mean) / network.scale, -4), 4)
    if network.words.beginnings:
        inputs = np.hstack([inputs, _embedded(sheet.tokens, network)])
    hidden = _rectified(inputs @ w["in"] + w["in bias"])
    count, size = hidden.shape
    near = np.zeros((count, 3 * size), np.float32)
    for layer, dilation in enumerate(DILATIONS):
        _look_around(near, hidden, dilation)
        hidden += _rectified(near @ w[f"layer {layer}"] + w[f"layer {layer} bias"])
        if layer == LOOK_UP:
            hidden += _rectified(_attended(hidden, w["attention"]) @ w["page"])
    line, mean, most = (w["out"][at : at + size, 0] for at in (0, size, 2 * size))
    page = hidden.sum(0) / count @ mean + hidden.max(0) @ most
    odds: Floats = hidden @ line + page + w["out bias"][0]
    return odds


def _embedded(tokens: Sequence[Sequence[str]], network: Network) -> Floats:
    """The sum of the known words' vectors a line, over the root of four times their number."""
    read = [words_read(line) for line in tokens]
    row = network.words.__getitem__
    flat = np.fromiter(map(row, itertools.chain.from_iterable(read)), np.int64)
    table = network.weights["words"]
    vectors = np.zeros((len(read), table.shape[1]), np.float32)
    sizes = np.array([len(line) for line in read])
    filled = np.flatnonzero(sizes)
    if len(filled):
        starts = np.append(0, np.cumsum(sizes[filled])[:-1])
        vectors[filled] = np.add.reduceat(table[flat], starts)
        owner = np.repeat(np.arange(len(read)), sizes)
        counts = np.bincount(owner[flat > 0], minlength=len(read))
        vectors *= (1 / np.maximum(np.sqrt(counts * 4.0), 1))[:, None].astype(np.float32)
    return vectors


def _look_around(near: Floats, hidden: Floats, dilation: int) -> None:
    """Writes into each row of `near` the line that stands `dilation` above, the line itself, and
    the one as far below; zeros beyond the page.
    """
    size, step = hidden.shape[1], min(dilation, len(hidden))
    near[:step, :size] = 0
    near[step:, :size] = hidden[: len(hidden) - step]
    near[:, size : 2 * size] = hidden
    near[: len(hidden) - step, 2 * size :] = hidden[step:]
    near[len(hidden) - step :, 2 * size :] = 0


def _rectified(values: Floats) -> Floats:
    """`values` with zeros for what is below, in place."""
    return np.maximum(values, 0, out=values)


def _attended(hidden: Floats, attention: Floats) -> Floats:
    scores = (hidden @ attention)[:, 0]
    shares = np.exp(scores - scores.max())
    pooled: Floats = (shares / shares.sum()) @ hidden
    return pooled


def _sigmoid(odds: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
