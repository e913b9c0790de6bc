"""Train the title ranker: `python -m training.titles --data dev.jsonl.xz`.

Learns from pages of news sources on which the title that the markup states stands as a line.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import optax

from newsarchive.ingest import lines, rules, titles
from newsarchive.ingest.features import Floats, measure
from newsarchive.ingest.layout import iter_lines
from training import pages

NEWS = {"scrapinghub", "daniel", "magic"}
HIDDEN, STEPS, RATE, DECAY = 24, 400, 5e-3, 2e-2

Example = tuple[Floats, npt.NDArray[np.bool_]]


def example(record: dict[str, Any], model: lines.LineModel) -> Example | None:
    """Features of the lines and which of them are right; None when none is."""
    known = tuple(iter_lines(record["text"]))
    sheet = measure(known)
    likely = lines.likelihoods(sheet, model)
    chosen = lines.choose(likely, sheet.weights)
    among = titles.candidates(known, sheet, chosen, rules.forced(known))
    wanted = pages.whole_titles(record)
    right = np.array([tuple(pages.tokens(known[i].text)) in wanted for i in among], np.bool_)
    if not right.any():
        return None
    return titles.measure(known, sheet, likely, chosen, among), right


def train(examples: Sequence[Example]) -> dict[str, Any]:
    """The network as titles.load reads it."""
    everything = np.vstack([values for values, _ in examples])
    mean, scale = everything.mean(0), everything.std(0) + 1e-3
    values, mask, right = _packed([((v - mean) / scale, r) for v, r in examples])
    chance = np.random.default_rng(0)
    size = everything.shape[1]
    weights = {
        "first": jnp.asarray(chance.standard_normal((size, HIDDEN)) / np.sqrt(size)),
        "first bias": jnp.zeros(HIDDEN),
        "last": jnp.asarray(chance.standard_normal(HIDDEN) / np.sqrt(HIDDEN)),
    }
    optimiser = optax.adamw(optax.cosine_decay_schedule(RATE, STEPS), weight_decay=DECAY)
    state = optimiser.init(weights)

    def loss(weights: dict[str, jax.Array]) -> jax.Array:
        """Minus the logarithm of the share that the right lines have."""
        hidden = jnp.tanh(values @ weights["first"] + weights["first bias"])
        scores = hidden @ weights["last"]
        every = jax.nn.logsumexp(scores, axis=1, where=mask)
        return (every - jax.nn.logsumexp(scores, axis=1, where=right)).mean()

    @jax.jit
    def step(weights: dict[str, jax.Array], state: Any) -> tuple[dict[str, jax.Array], Any]:
        change, state = optimiser.update(jax.grad(loss)(weights), state, weights)
        return optax.apply_updates(weights, change), state

    for _ in range(STEPS):
        weights, state = step(weights, state)
    learnt = {"mean": mean, "scale": scale} | {k: np.asarray(v) for k, v in weights.items()}
    return {name: np.round(table.astype(float), 4).tolist() for name, table in learnt.items()}


def _packed(examples: Sequence[Example]) -> tuple[jax.Array, jax.Array, jax.Array]:
    """All pages in one table, filled up to the longest."""
    most, size = max(len(right) for _, right in examples), examples[0][0].shape[1]
    values = np.zeros((len(examples), most, size), np.float32)
    mask, good = (np.zeros((len(examples), most), np.bool_) for _ in range(2))
    for i, (one, right) in enumerate(examples):
        values[i, : len(right)], mask[i, : len(right)] = one, True
        good[i, : len(right)] = right
    return jnp.asarray(values), jnp.asarray(mask), jnp.asarray(good)


def main() -> None:
    """Writes newsarchive/ingest/titles.json."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", type=Path, default=lines.SHIPPED)
    ask.add_argument("--half", type=int, choices=(0, 1), help="train on one half of the domains")
    ask.add_argument("--out", type=Path, default=titles.SHIPPED)
    options = ask.parse_args()
    model = lines.load(options.model)
    chosen = (
        one
        for one in pages.read(options.data)
        if one["src"] in NEWS and (options.half is None or pages.half(one["site"]) == options.half)
    )
    examples = [found for one in chosen if (found := example(one, model)) is not None]
    stored = {"data": hashlib.sha256(options.data.read_bytes()).hexdigest()[:12]}
    options.out.write_text(json.dumps(stored | train(examples)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
