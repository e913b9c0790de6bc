"""The language of a text, by py3langid's model on what is left after cleaning.

The library reads a text byte by byte, each step waiting for the one before; here all places are
read at once. What is made of the bytes is the library's: `tests/test_identify.py` compares.
"""

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsarchive import disk, unpacked
from newsarchive.ingest.characters import Floats

ENOUGH = 400  # characters; more do not change the answer
SUREST_ENOUGH = 0.5  # below this the language is unknown
UNKNOWN = "und"
REACH = 6  # bytes of the model's longest feature: what stands further back changes no state

_PARTS = ("ptc", "pc", "classes", "nextmove", "row", "output")  # in the order of load_model


@dataclass(frozen=True, slots=True)
class _Model:
    """An automaton that finds features in bytes, and what each says of the languages."""

    moves: npt.NDArray[np.uint32]  # the next state, by the place of a state's row plus a byte
    places: npt.NDArray[np.int64]  # in `moves`, of each state's row
    ends: npt.NDArray[np.int64]  # the feature that ends in a state, or -1
    evidence: npt.NDArray[np.float16]  # one row a feature, one column a language
    before: Floats  # what speaks for each language before anything is read
    columns: npt.NDArray[np.int64]  # the language of each; one in two scripts has two
    languages: tuple[str, ...]


def identify(text: str) -> tuple[str, str]:
    """The BCP 47 tag of `text` and the rule it rests on."""
    lang, sure = classify(text[:ENOUGH])
    if sure < SUREST_ENOUGH or not any(map(str.isalpha, text)):
        return UNKNOWN, f"py3langid was not sure ({lang}, {sure:.2f})"
    return lang, f"py3langid on the body, {sure:.2f}"


def classify(text: str) -> tuple[str, float]:
    """The likeliest language, and how likely it is, 0..1."""
    model = _model()
    plain = unicodedata.normalize("NFC", text.lower() if text.isupper() else text)
    raw = plain.encode("utf-8", "surrogatepass")
    scores = _scores(raw, model) * (1 / math.sqrt(len(raw) or 1))
    shares = np.exp(scores - scores.max())
    likely = np.bincount(model.columns, shares / shares.sum())
    best = int(likely.argmax())
    return model.languages[best], float(likely[best])


def _scores(raw: bytes, model: _Model) -> Floats:
    """How much speaks for each language; nothing for any where no feature is found."""
    features, times = np.unique(_features(raw, model), return_counts=True)
    if not len(features):
        return np.zeros(len(model.columns), np.float32)
    evidence = model.evidence.take(features, axis=0).astype(np.float32)
    scores: Floats = np.log1p(times.astype(np.float32)) @ evidence + model.before
    return scores


def _features(raw: bytes, model: _Model) -> npt.NDArray[np.int64]:
    """The features of `raw`, each as often as it stands there."""
    count = len(raw)
    read = np.zeros(REACH - 1 + count, np.int64)  # begins with bytes that no feature holds
    read[REACH - 1 :] = np.frombuffer(raw, np.uint8)
    states: npt.NDArray[np.integer] = np.zeros(count, np.int64)
    for first in range(REACH):
        states = model.moves.take(model.places.take(states) + read[first : first + count])
    found = model.ends.take(states)
    return found[found >= 0]


@cache
def _model() -> _Model:
    """The library's model, packed as it comes only the first time on this machine."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE  # noqa: PLC0415 (slow)

    path = Path(MODEL_DIR, MODEL_FILE)
    part = unpacked.arrays("py3langid", (path, disk.stamp(path)), _PARTS, partial(_parts, path))
    classes = part["classes"].tolist()
    languages = tuple(dict.fromkeys(classes))
    return _Model(
        moves=part["nextmove"],
        places=part["row"].astype(np.int64) << 8,
        ends=part["output"],
        evidence=part["ptc"],
        before=part["pc"],
        columns=np.array([languages.index(one) for one in classes]),
        languages=languages,
    )


def _parts(path: Path) -> dict[str, unpacked.Array]:
    from py3langid.modelio import load_model  # noqa: PLC0415 (see above)

    return {name: np.asarray(part) for name, part in zip(_PARTS, load_model(path), strict=True)}
