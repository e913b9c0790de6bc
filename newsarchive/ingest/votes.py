"""What two well-known extractors would keep of a web page, as evidence for or against each line.

The line model stays the judge: its log odds and theirs are added, with weights learnt by
`training/votes.py`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from newsarchive.errors import ModelError
from newsarchive.ingest.characters import Floats
from newsarchive.ingest.layout import Line
from newsarchive.model import Candidate

SHIPPED = Path(__file__).with_name("votes.json")
_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_]+")
_EDGE = 1e-4
TOOLS = ("trafilatura", "readability")


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each evidence adds to a line's log odds."""

    constant: float
    model: float
    trafilatura: float
    readability: float


@cache
def load(path: Path = SHIPPED) -> Weights:
    """Raises ModelError when the file is absent or holds something else."""
    try:
        stored = json.loads(path.read_bytes())
        return Weights(*(float(stored[field.name]) for field in fields(Weights)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: no weights ({error}); restore it or train them anew") from error


def weigh(
    likely: Floats, lines: Sequence[Line], candidates: Sequence[Candidate], weights: Weights
) -> Floats:
    """`likely` after the extractors were heard; unchanged when there are none."""
    said = {candidate.name: shares(lines, candidate.text) for candidate in candidates}
    if set(said) != set(TOOLS):
        return likely
    certain = np.clip(likely, _EDGE, 1 - _EDGE)
    odds = weights.model * np.log(certain / (1 - certain)) + weights.constant
    odds += weights.trafilatura * said["trafilatura"] + weights.readability * said["readability"]
    heard: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return heard


def shares(lines: Sequence[Line], kept: str) -> Floats:
    """For each line, how much of it an extractor keeps, 0..1."""
    triples: set[tuple[str, ...]] = set()
    whole = set()
    for line in kept.split("\n"):
        words = _words(line)
        whole.add(tuple(words))
        triples.update(_triples(words))
    return np.array([_share(_words(line.text), triples, whole) for line in lines], np.float32)


def _share(
    words: Sequence[str], triples: set[tuple[str, ...]], whole: set[tuple[str, ...]]
) -> float:
    if len(words) < 3:
        return float(bool(words) and tuple(words) in whole)
    own = _triples(words)
    return sum(triple in triples for triple in own) / len(own)


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _triples(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))
