"""Train a tiny real Russian-to-English model for the tests, and pack it as OPUS-MT does.

    python -m training.tiny_translation_model --out tests/fixtures/tiny-ru-en.zip

A transformer in the manner of Marian: one layer a side, 48 wide, embeddings shared by both sides
and the output. It knows the made-up sentences of `pairs()` and nothing else. The zip holds what an
OPUS-MT zip holds (weights as .npz, vocabulary, sentencepiece models, decoder.yml), so that the road
from download to translation can be tested without one of hundreds of megabytes.
"""

import argparse
import io
import itertools
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import sentencepiece
import yaml

WIDTH, HEADS, INNER, LAYERS = 48, 4, 96, 1
PIECES = 260
STEPS, BATCH, RATE = 900, 64, 4e-3
NOISE = 0.15  # added to embeddings in training, so that weights of 8 bits do no harm

SUBJECTS = {
    "Президент": "The president", "Министр": "The minister", "Посол": "The ambassador",
    "Делегация": "The delegation", "Премьер": "The premier", "Группа": "The group",
    "Ильхам Алиев": "Ilham Aliyev", "Никол Пашинян": "Nikol Pashinian",
}  # fmt: skip
VERBS = {
    "прибыл в Баку": "arrived in Baku", "посетил Сочи": "visited Sochi",
    "покинул Москву": "left Moscow", "открыл выставку": "opened the exhibition",
    "подписал договор": "signed the treaty", "отменил встречу": "cancelled the meeting",
    "купил 15 кораблей": "bought 15 ships", "продал 40 самолетов": "sold 40 aircraft",
    "обсудил торговлю с Ираном": "discussed trade with Iran",
    "не ответил на вопрос": "did not answer the question",
}  # fmt: skip
TIMES = {
    "": "", "вчера": "yesterday", "в понедельник": "on Monday", "в 2018 году": "in 2018",
    "14 сентября": "on 14 September", "после обеда": "after lunch",
}  # fmt: skip

Weights = dict[str, Any]


def pairs() -> list[tuple[str, str]]:
    """Every subject with every verb at every time."""
    made = itertools.product(SUBJECTS.items(), VERBS.items(), TIMES.items())
    return [
        (" ".join(f"{s} {v} {t}".split()) + ".", " ".join(f"{es} {ev} {et}".split()) + ".")
        for (s, es), (v, ev), (t, et) in made
    ]


# ---------------------------------------------------------------- vocabulary


def train_pieces(texts: list[str]) -> bytes:
    """One sentencepiece model for both languages."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=made,
        vocab_size=PIECES,
        hard_vocab_limit=False,
        normalization_rule_name="identity",
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        num_threads=1,
        minloglevel=2,
    )
    return made.getvalue()


def vocabulary(pieces: sentencepiece.SentencePieceProcessor) -> list[str]:
    """</s> first, <unk> second, <pad> last, as OPUS-MT has it."""
    return [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())] + ["<pad>"]


# ---------------------------------------------------------------- the transformer


def new_weights(size: int, seed: int = 1) -> Weights:
    """Glorot-scaled matrices under Marian's names; the last embedding is that of <pad>."""
    draw = np.random.default_rng(seed)

    def matrix(rows: int, columns: int) -> Any:
        return draw.normal(0, (2 / (rows + columns)) ** 0.5, (rows, columns)).astype(np.float32)

    weights: Weights = {
        "Wemb": draw.normal(0, WIDTH**-0.5, (size, WIDTH)).astype(np.float32),
        "decoder_ff_logit_out_b": np.zeros((1, size), np.float32),
    }
    for name in _attentions():
        for part in "qkvo":
            weights[f"{name}_W{part}"] = matrix(WIDTH, WIDTH)
            weights[f"{name}_b{part}"] = np.zeros((1, WIDTH), np.float32)
        weights |= _norm(f"{name}_Wo")
    for name in _feeders():
        weights[f"{name}_W1"], weights[f"{name}_W2"] = matrix(WIDTH, INNER), matrix(INNER, WIDTH)
        weights[f"{name}_b1"] = np.zeros((1, INNER), np.float32)
        weights[f"{name}_b2"] = np.zeros((1, WIDTH), np.float32)
        weights |= _norm(f"{name}_ffn")
    return weights


def _attentions() -> Iterator[str]:
    for layer in range(1, LAYERS + 1):
        yield from (f"encoder_l{layer}_self", f"decoder_l{layer}_self", f"decoder_l{layer}_context")


def _feeders() -> Iterator[str]:
    for layer in range(1, LAYERS + 1):
        yield from (f"encoder_l{layer}_ffn", f"decoder_l{layer}_ffn")


def _norm(name: str) -> Weights:
    one, zero = np.ones((1, WIDTH), np.float32), np.zeros((1, WIDTH), np.float32)
    return {f"{name}_ln_scale": one, f"{name}_ln_bias": zero}


def _positions(length: int) -> Any:
    """Sines in the first half, cosines in the second: Marian's order."""
    angles = np.arange(length)[:, None] / np.power(10000, 2 * (np.arange(WIDTH) // 2) / WIDTH)
    return np.hstack([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])]).astype(np.float32)


def _normed(w: Weights, name: str, x: Any) -> Any:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return scaled * w[f"{name}_ln_scale"] + w[f"{name}_ln_bias"]


def _attend(w: Weights, name: str, x: Any, memory: Any, mask: Any) -> Any:
    def heads(part: str, of: Any) -> Any:
        projected = of @ w[f"{name}_W{part}"] + w[f"{name}_b{part}"]
        return projected.reshape(*of.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)

    q, k, v = heads("q", x), heads("k", memory), heads("v", memory)
    weights = q @ k.transpose(0, 1, 3, 2) / (WIDTH / HEADS) ** 0.5 + jnp.where(mask, 0, -1e9)
    mixed = (jax.nn.softmax(weights) @ v).transpose(0, 2, 1, 3).reshape(*x.shape)
    return _normed(w, f"{name}_Wo", x + mixed @ w[f"{name}_Wo"] + w[f"{name}_bo"])


def _feed(w: Weights, name: str, x: Any) -> Any:
    inner = jax.nn.relu(x @ w[f"{name}_W1"] + w[f"{name}_b1"])
    return _normed(w, f"{name}_ffn", x + inner @ w[f"{name}_W2"] + w[f"{name}_b2"])


def scores(w: Weights, source: Any, target: Any, pad: int, chance: Any) -> Any:
    """Logits of each next piece of `target`, which the decoder sees shifted by one."""
    own, other = jax.random.split(chance)
    seen = (source != pad)[:, None, None, :]
    x = w["Wemb"][source] * WIDTH**0.5 + _positions(source.shape[1])
    # the decoder starts from a zero embedding, not from a piece
    y = jnp.pad(w["Wemb"][target[:, :-1]], ((0, 0), (1, 0), (0, 0)))
    y = y * WIDTH**0.5 + _positions(target.shape[1])
    x = x + NOISE * jax.random.normal(own, x.shape)
    y = y + NOISE * jax.random.normal(other, y.shape)
    past = jnp.tril(jnp.ones((target.shape[1], target.shape[1]), bool))
    for layer in range(1, LAYERS + 1):
        x = _attend(w, f"encoder_l{layer}_self", x, x, seen)
        x = _feed(w, f"encoder_l{layer}_ffn", x)
    for layer in range(1, LAYERS + 1):
        y = _attend(w, f"decoder_l{layer}_self", y, y, past)
        y = _attend(w, f"decoder_l{layer}_context", y, x, seen)
        y = _feed(w, f"decoder_l{layer}_ffn", y)
    return y @ w["Wemb"].T + w["decoder_ff_logit_out_b"]


def train(source: Any, target: Any, size: int) -> Weights:
    """Adam with a rate that falls to nothing; the <pad> embedding is held at zero."""
    pad = size - 1
    optimiser = optax.adam(optax.cosine_decay_schedule(RATE, STEPS))

    def loss(w: Weights, s: Any, t: Any, chance: Any) -> Any:
        each = optax.softmax_cross_entropy_with_integer_labels(scores(w, s, t, pad, chance), t)
        return (each * (t != pad)).sum() / (t != pad).sum()

    @jax.jit
    def step(w: Weights, state: Any, s: Any, t: Any, chance: Any) -> tuple[Weights, Any, Any]:
        lost, slope = jax.value_and_grad(loss)(w, s, t, chance)
        change, state = optimiser.update(slope, state)
        w = optax.apply_updates(w, change)
        return {**w, "Wemb": w["Wemb"].at[pad].set(0)}, state, lost

    weights = new_weights(size)
    state = optimiser.init(weights)
    draw, chance = np.random.default_rng(2), jax.random.key(3)
    for number in range(STEPS):
        chosen = draw.choice(len(source), BATCH, replace=False)
        chance, now = jax.random.split(chance)
        weights, state, lost = step(weights, state, source[chosen], target[chosen], now)
        if number % 100 == 0:
            print(f"step {number}: loss {float(lost):.4f}", flush=True)
    return {name: np.asarray(value) for name, value in weights.items()}


# ---------------------------------------------------------------- packing


def packed(weights: Weights, pieces: bytes, words: list[str]) -> dict[str, bytes]:
    """The files of an OPUS-MT zip."""
    config = {
        "type": "transformer", "transformer-decoder-autoreg": "self-attention",
        "transformer-no-projection": False, "transformer-ffn-activation": "relu",
        "transformer-preprocess": "", "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d", "transformer-guided-alignment-layer": "last",
        "enc-depth": LAYERS, "dec-depth": LAYERS, "transformer-heads": HEADS,
    }  # fmt: skip
    text = yaml.safe_dump(config).encode() + b"\0"
    arrays = io.BytesIO()
    np.savez(arrays, **weights, **{"special:model.yml": np.frombuffer(text, np.int8)})
    escaped = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return {
        "README.md": b"A tiny model for tests, trained on made-up sentences. Licence: MIT.\n",
        "decoder.yml": b"models:\n  - tiny.npz\nvocabs:\n  - tiny.vocab.yml\n  - tiny.vocab.yml\n",
        "tiny.npz": arrays.getvalue(),
        "tiny.vocab.yml": "".join(f'"{w}": {i}\n' for i, w in enumerate(escaped)).encode(),
        "source.spm": pieces,
        "target.spm": pieces,
    }


def write(path: Path, files: dict[str, bytes]) -> None:
    """A zip whose bytes depend on its content alone."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            stamped = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(stamped, files[name])


def main() -> None:
    """Train, and write the zip."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    known = pairs()
    random.Random(0).shuffle(known)
    model = train_pieces([text for pair in known for text in pair])
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
    words = vocabulary(pieces)
    source, target = (_padded(pieces, [p[side] for p in known], len(words) - 1) for side in (0, 1))
    write(out, packed(train(source, target, len(words)), model, words))
    print(f"{out}: {out.stat().st_size} bytes, {len(known)} pairs")


def _padded(pieces: Any, texts: list[str], pad: int) -> Any:
    rows = [[*pieces.encode(text), 0] for text in texts]  # 0 is </s>
    longest = max(map(len, rows))
    return np.array([row + [pad] * (longest - len(row)) for row in rows])


if __name__ == "__main__":
    main()
