"""Train the line model: `python -m training.lines --data dev.jsonl.xz`.

Learns a soft F1 of each page beside the usual loss a line, averages the last weights, and writes
whole numbers of 8 bits. Needs requirements-train.in. What the features are is decided in
newsarchive.ingest.features, what the network computes in newsarchive.ingest.lines.
"""

import argparse
import base64
import hashlib
import json
import logging
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from newsarchive.ingest import lines
from newsarchive.ingest.characters import Floats
from training import pages
from training.pages import Example, Page

log = logging.getLogger(__name__)

Weights = dict[str, jax.Array]
WORDS_READ = lines.FIRST_WORDS + lines.LAST_WORDS
MOST_WORDS, FEWEST_DOMAINS = 5000, 6  # of the vocabulary; domains that a word must stand on
SIZES = (32, 64, 128, 256, 512)  # lines a page is cut or filled to
BATCH = 6144  # lines
RATE, DECAY, KEEP = 3e-3, 1e-2, 0.998  # of learning, of weights, of the running mean
FORGET_FEATURES, FORGET_WORDS, FORGET_HIDDEN = 0.1, 0.25, 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a network is and how long it learns."""

    hidden: int = 48
    word_size: int = 12  # 0: a network that reads no words
    epochs: int = 14
    copies: int = 2  # spliced copies of each page
    seed: int = 0


DEFAULT = Plan()


@dataclass(frozen=True, slots=True)
class Data:
    """All examples, scaled, with the rows of their words."""

    values: list[Floats]
    words: list[npt.NDArray[np.int32]]
    examples: list[Example]


def vocabulary(examples: Sequence[Example], domains: Sequence[str]) -> dict[str, int]:
    """The beginnings of words that stand on most domains, from row 1 on."""
    stands: defaultdict[str, set[str]] = defaultdict(set)
    for one, where in zip(examples, domains, strict=True):
        for line in one.sheet.tokens:
            for word in lines.words_read(line):
                stands[word[: lines.STEM]].add(where)
    often = [(-len(where), stem) for stem, where in stands.items() if len(where) >= FEWEST_DOMAINS]
    return {stem: row for row, (_, stem) in enumerate(sorted(often)[:MOST_WORDS], start=1)}


def train(data: Data, vocabulary_size: int, plan: Plan) -> dict[str, Floats]:
    """The running mean of the weights after `plan.epochs` looks at all examples."""
    chance = np.random.default_rng(plan.seed)
    weights = _first_weights(data.values[0].shape[1], vocabulary_size, plan)
    steps = plan.epochs * sum(1 for _ in _batches(data, chance))
    schedule = optax.cosine_onecycle_schedule(steps, RATE, 0.15)
    optimiser = optax.chain(
        optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=DECAY)
    )
    state, mean, key = optimiser.init(weights), weights, jax.random.PRNGKey(plan.seed)

    @jax.jit
    def step(
        weights: Weights, mean: Weights, state: Any, key: jax.Array, batch: tuple[jax.Array, ...]
    ) -> tuple[Weights, Weights, Any, jax.Array]:
        loss, slope = jax.value_and_grad(_loss)(weights, key, batch)
        change, state = optimiser.update(slope, state, weights)
        weights = optax.apply_updates(weights, change)
        mean = jax.tree.map(lambda old, new: KEEP * old + (1 - KEEP) * new, mean, weights)
        return weights, mean, state, loss

    for epoch in range(plan.epochs):
        began, losses = time.monotonic(), []
        for batch in _batches(data, chance):
            key, one = jax.random.split(key)
            weights, mean, state, loss = step(weights, mean, state, one, batch)
            losses.append(loss)
        total, seconds = float(np.mean(losses)), time.monotonic() - began
        log.info("epoch %d: loss %.4f in %.0f s", epoch + 1, total, seconds)
    return {name: np.array(value, np.float32) for name, value in mean.items()}


def prepared(
    examples: Sequence[Example], words: Mapping[str, int], mean: Floats, scale: Floats
) -> Data:
    """Scaled features and rows of words."""
    values = [
        np.clip((one.sheet.values - mean) / scale, -4, 4).astype(np.float32) for one in examples
    ]
    rows = []
    for one in examples:
        table = np.zeros((len(one.sheet.tokens), WORDS_READ), np.int32)
        for number, line in enumerate(one.sheet.tokens):
            known = [words.get(word[: lines.STEM], 0) for word in lines.words_read(line)]
            table[number, : len(known)] = known
        rows.append(table)
    return Data(values, rows, list(examples))


def packed(
    weights: Mapping[str, Floats], words: Mapping[str, int], mean: Floats, scale: Floats
) -> dict[str, Any]:
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
        "words": " ".join(sorted(words, key=lambda word: words[word])),
        "mean": [float(f"{one:.5g}") for one in mean],
        "scale": [float(f"{one:.5g}") for one in scale],
    }


def _first_weights(features: int, vocabulary_size: int, plan: Plan) -> Weights:
    chance = np.random.default_rng(plan.seed)
    inputs, hidden = features + plan.word_size, plan.hidden

    def spread(*shape: int) -> jax.Array:
        return jnp.asarray(chance.standard_normal(shape) / np.sqrt(shape[0]), jnp.float32)

    weights = {
        "in": spread(inputs, hidden),
        "in bias": jnp.zeros(hidden),
        "attention": spread(hidden, 1),
        "page": spread(hidden, hidden),
        "out": spread(3 * hidden, 1) * 0.3,
        "out bias": jnp.zeros(1),
    }
    for layer in range(len(lines.DILATIONS)):
        weights[f"layer {layer}"] = spread(3 * hidden, hidden)
        weights[f"layer {layer} bias"] = jnp.zeros(hidden)
    if plan.word_size:
        table = chance.standard_normal((vocabulary_size + 1, plan.word_size)) * 0.1
        weights["words"] = jnp.asarray(table, jnp.float32)
    return weights


def _forward(
    weights: Weights, values: jax.Array, rows: jax.Array, mask: jax.Array, key: jax.Array
) -> jax.Array:
    """The log odds of each line: what newsarchive.ingest.lines computes, with forgetting."""
    keys = jax.random.split(key, 2 + len(lines.DILATIONS))
    shape = (values.shape[0], 1, values.shape[2])
    inputs = values * jax.random.bernoulli(keys[0], 1 - FORGET_FEATURES, shape)
    if "words" in weights:
        known = (rows > 0) * jax.random.bernoulli(keys[1], 1 - FORGET_WORDS, rows.shape)
        total = (weights["words"][rows] * known[..., None]).sum(2)
        inputs = jnp.concatenate(
            [inputs, total / jnp.maximum(jnp.sqrt(known.sum(2) * 4.0), 1)[..., None]], -1
        )
    hidden = jax.nn.relu(inputs @ weights["in"] + weights["in bias"]) * mask[..., None]
    for layer, dilation in enumerate(lines.DILATIONS):
        near = _near(hidden, dilation) @ weights[f"layer {layer}"]
        new = jax.nn.relu(near + weights[f"layer {layer} bias"])
        stays = jax.random.bernoulli(keys[2 + layer], 1 - FORGET_HIDDEN, new.shape)
        hidden = (hidden + new * stays / (1 - FORGET_HIDDEN)) * mask[..., None]
        if layer == lines.LOOK_UP:
            scores = (hidden @ weights["attention"])[..., 0] - 1e9 * (1 - mask)
            pooled = jnp.einsum("bn,bnh->bh", jax.nn.softmax(scores, -1), hidden)
            hidden = (hidden + jax.nn.relu(pooled @ weights["page"])[:, None]) * mask[..., None]
    mean = hidden.sum(1) / jnp.maximum(mask.sum(1), 1)[:, None]
    page = jnp.concatenate([mean, hidden.max(1)], -1)[:, None]
    whole = jnp.concatenate([hidden, jnp.broadcast_to(page, (*mask.shape, page.shape[-1]))], -1)
    odds: jax.Array = (whole @ weights["out"] + weights["out bias"])[..., 0]
    return odds


def _near(hidden: jax.Array, dilation: int) -> jax.Array:
    count = hidden.shape[1]
    wide = jnp.pad(hidden, ((0, 0), (dilation, dilation), (0, 0)))
    near: jax.Array = jnp.concatenate([wide[:, :count], hidden, wide[:, 2 * dilation :]], -1)
    return near


def _loss(weights: Weights, key: jax.Array, batch: tuple[jax.Array, ...]) -> jax.Array:
    """Cross-entropy a line, by the root of its words, and one minus each page's soft F1."""
    values, rows, mask, labels, importance, words = batch
    odds = _forward(weights, values, rows, mask, key)
    wrong = optax.sigmoid_binary_cross_entropy(odds, labels) * importance
    by_line = wrong.sum(1) / jnp.maximum(jnp.sqrt(importance.sum(1) * 60), 1)
    likely = jax.nn.sigmoid(odds) * mask
    found, true = (likely * words).sum(1), (labels * words).sum(1)
    f1 = 2 * (likely * labels * words).sum(1) / jnp.maximum(found + true, 1)
    total: jax.Array = by_line.mean() + (1 - f1).mean()
    return total


def _batches(data: Data, chance: np.random.Generator) -> Iterator[tuple[npt.NDArray[Any], ...]]:
    """All pages in a new order, those of one size together."""
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for page in chance.permutation(len(data.examples)).tolist():
        count = len(data.examples[page].labels)
        size = next((size for size in SIZES if count <= size), SIZES[-1])
        if count:
            waiting[size].append(page)
        if len(waiting[size]) * size >= BATCH:
            yield _batch(data, waiting.pop(size), size, chance)
    for size, left in sorted(waiting.items()):
        yield _batch(data, (left * (BATCH // size))[: BATCH // size], size, chance)


def _batch(
    data: Data, chosen: Sequence[int], size: int, chance: np.random.Generator
) -> tuple[npt.NDArray[Any], ...]:
    """Pages filled up to `size` lines; of a longer one, a stretch of it."""
    count, features = len(chosen), data.values[0].shape[1]
    values = np.zeros((count, size, features), np.float32)
    rows = np.zeros((count, size, WORDS_READ), np.int32)
    mask, labels, importance, words = (np.zeros((count, size), np.float32) for _ in range(4))
    for at, page in enumerate(chosen):
        one = data.examples[page]
        total = len(one.labels)
        first = int(chance.integers(0, total - size + 1)) if total > size else 0
        part, end = slice(first, first + size), min(total - first, size)
        values[at, :end], rows[at, :end] = data.values[page][part], data.words[page][part]
        labels[at, :end], mask[at, :end] = one.labels[part], 1
        importance[at, :end], words[at, :end] = one.weights[part], one.words[part]
    return values, rows, mask, labels, importance, words


def network(known: Sequence[Page], plan: Plan) -> dict[str, Any]:
    """One network, trained on `known` and its spliced copies, ready to be written."""
    chance = random.Random(plan.seed)
    copies = [rows for _ in range(plan.copies) for rows in pages.spliced(known, chance)]
    plain = [pages.example(page.rows) for page in known]
    examples = plain + [pages.example(rows) for rows in copies]
    domains = [pages.domain(page.site) for page in known]
    words = vocabulary(plain, domains) if plan.word_size else {}
    mean, scale = pages.standard(examples)
    log.info("%d examples, %d words", len(examples), len(words))
    weights = train(prepared(examples, words, mean, scale), len(words), plan)
    if words:
        weights["words"][0] = 0  # an unknown word says nothing
    return packed(weights, words, mean, scale)


def main() -> None:
    """Trains the networks named by --plans and writes them into one file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="pages, .jsonl or .jsonl.xz")
    ask.add_argument("--out", type=Path, default=lines.SHIPPED)
    ask.add_argument("--half", type=int, choices=(0, 1), help="train on one half of the domains")
    ask.add_argument("--without", default="", help="leave a language out")
    ask.add_argument("--epochs", type=int, default=DEFAULT.epochs)
    ask.add_argument("--hidden", type=int, default=DEFAULT.hidden)
    ask.add_argument("--copies", type=int, default=DEFAULT.copies)
    ask.add_argument("--words", default="12,0", help="word vector sizes, one network each")
    options = ask.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    known = [
        pages.labelled(record)
        for record in pages.read(options.data)
        if options.half is None or pages.half(record["site"]) == options.half
        if record["lang"] != options.without
    ]
    digest = hashlib.sha256(options.data.read_bytes()).hexdigest()[:12]
    trained = {"data": digest, "half": options.half, "without": options.without}
    log.info("%d pages: %s", len(known), _languages(known))
    networks: list[dict[str, Any]] = []
    for seed, size in enumerate(options.words.split(",")):
        plan = Plan(options.hidden, int(size), options.epochs, options.copies, seed)
        networks.append(network(known, plan))
        _write(options.out, {"trained": trained, "networks": networks})  # what is done is kept


def _write(path: Path, stored: dict[str, Any]) -> None:
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", "utf-8")
    log.info("%s: %d bytes", path, len(text.encode()))


def _languages(known: Sequence[Page]) -> str:
    return ", ".join(lang for lang, _ in Counter(page.lang for page in known).most_common(6))


if __name__ == "__main__":
    main()
