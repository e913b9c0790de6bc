"""The line model's network as JAX learns it: what newsarchive.ingest.lines computes, with
forgetting, and a soft F1 of each page beside the usual loss a line.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from newsarchive.ingest import lines
from newsarchive.ingest.characters import Floats
from training.batches import Batch, Pool, batches

log = logging.getLogger(__name__)

Weights = dict[str, jax.Array]
RATE, DECAY, KEEP = 3e-3, 5e-2, 0.998  # of learning, of weights, of the running mean
FORGET_FEATURES, FORGET_WORDS, FORGET_HIDDEN = 0.15, 0.4, 0.25
OPTIMISER = optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam())


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a network is and how long it learns."""

    hidden: int = 48
    word_size: int = 12  # 0: a network that reads no words
    epochs: int = 36
    seed: int = 0


class _Learnt(NamedTuple):
    """Where learning stands."""

    weights: Weights
    mean: Weights
    moments: Any


def train(pools: Sequence[Pool], vocabulary: int, plan: Plan) -> dict[str, Floats]:
    """The running mean of the weights after `plan.epochs` looks, each at the next of `pools`."""
    chance, key = np.random.default_rng(plan.seed), jax.random.key(plan.seed, impl="unsafe_rbg")
    weights = _first_weights(pools[0].values.shape[1], vocabulary, plan)
    learnt = _Learnt(weights, weights, OPTIMISER.init(weights))
    steps = plan.epochs * sum(1 for _ in batches(pools[0], chance))
    schedule = jax.vmap(optax.cosine_onecycle_schedule(steps, RATE, 0.15))
    rates = iter(schedule(jnp.arange(steps)).tolist())
    for epoch in range(plan.epochs):
        began, losses = time.monotonic(), []
        for batch in batches(pools[epoch % len(pools)], chance):
            key, one = jax.random.split(key)
            learnt, loss = _step(learnt, one, batch, next(rates, 0.0))
            losses.append(loss)
        total, seconds = float(np.mean(losses)), time.monotonic() - began
        log.info("epoch %d: loss %.4f in %.0f s", epoch + 1, total, seconds)
    return {name: np.array(value, np.float32) for name, value in learnt.mean.items()}


@jax.jit
def _step(learnt: _Learnt, key: jax.Array, batch: Batch, rate: float) -> tuple[_Learnt, jax.Array]:
    """One batch more; nothing here depends on the data's size, so that it is compiled once."""
    loss, slope = jax.value_and_grad(_loss)(learnt.weights, key, batch)
    changes, moments = OPTIMISER.update(slope, learnt.moments)
    weights = {
        name: value - rate * (changes[name] + (0 if "bias" in name else DECAY) * value)
        for name, value in learnt.weights.items()
    }
    mean = jax.tree.map(lambda old, new: KEEP * old + (1 - KEEP) * new, learnt.mean, weights)
    return _Learnt(weights, mean, moments), loss


def _first_weights(features: int, vocabulary: int, plan: Plan) -> Weights:
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
        table = chance.standard_normal((vocabulary + 1, plan.word_size)) * 0.1
        weights["words"] = jnp.asarray(table, jnp.float32)
    return weights


def _forward(weights: Weights, batch: Batch, key: jax.Array) -> jax.Array:
    """The log odds of each line. What is forgotten, a whole page forgets."""
    keys = jax.random.split(key, 2 + len(lines.DILATIONS))
    mask = batch.mask[..., None]
    inputs = batch.values * _kept(keys[0], FORGET_FEATURES, batch.values)
    if "words" in weights:
        known = (batch.rows > 0) * jax.random.bernoulli(keys[1], 1 - FORGET_WORDS, batch.rows.shape)
        total = (weights["words"][batch.rows] * known[..., None]).sum(2)
        inputs = jnp.concatenate(
            [inputs, total / jnp.maximum(jnp.sqrt(known.sum(2) * 4.0), 1)[..., None]], -1
        )
    hidden = jax.nn.relu(inputs @ weights["in"] + weights["in bias"]) * mask
    for layer, dilation in enumerate(lines.DILATIONS):
        near = _near(hidden, dilation) @ weights[f"layer {layer}"]
        new = jax.nn.relu(near + weights[f"layer {layer} bias"])
        stays = _kept(keys[2 + layer], FORGET_HIDDEN, new) / (1 - FORGET_HIDDEN)
        hidden = (hidden + new * stays) * mask
        if layer == lines.LOOK_UP:
            scores = (hidden @ weights["attention"])[..., 0] - 1e9 * (1 - batch.mask)
            pooled = jnp.einsum("bn,bnh->bh", jax.nn.softmax(scores, -1), hidden)
            hidden = (hidden + jax.nn.relu(pooled @ weights["page"])[:, None]) * mask
    mean = hidden.sum(1) / jnp.maximum(batch.mask.sum(1), 1)[:, None]
    page = jnp.concatenate([mean, hidden.max(1)], -1)[:, None]
    wide = jnp.broadcast_to(page, (*batch.mask.shape, page.shape[-1]))
    odds: jax.Array = (jnp.concatenate([hidden, wide], -1) @ weights["out"] + weights["out bias"])[
        ..., 0
    ]
    return odds


def _kept(key: jax.Array, forgotten: float, values: jax.Array) -> jax.Array:
    """Which channels of each page stay."""
    return jax.random.bernoulli(key, 1 - forgotten, (values.shape[0], 1, values.shape[2]))


def _near(hidden: jax.Array, dilation: int) -> jax.Array:
    count = hidden.shape[1]
    wide = jnp.pad(hidden, ((0, 0), (dilation, dilation), (0, 0)))
    near: jax.Array = jnp.concatenate([wide[:, :count], hidden, wide[:, 2 * dilation :]], -1)
    return near


def _loss(weights: Weights, key: jax.Array, batch: Batch) -> jax.Array:
    """Cross-entropy a line, by the root of its words, and one minus each page's soft F1."""
    odds = _forward(weights, batch, key)
    by_root = jnp.sqrt(batch.words)
    wrong = optax.sigmoid_binary_cross_entropy(odds, batch.labels) * by_root
    by_line = wrong.sum(1) / jnp.maximum(jnp.sqrt(by_root.sum(1) * 60), 1)
    likely = jax.nn.sigmoid(odds) * batch.mask
    found, true = (likely * batch.words).sum(1), (batch.labels * batch.words).sum(1)
    f1 = 2 * (likely * batch.labels * batch.words).sum(1) / jnp.maximum(found + true, 1)
    total: jax.Array = (by_line + 1 - f1).mean()
    return total
