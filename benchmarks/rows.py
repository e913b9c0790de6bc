"""Benchmark data: JSON lines, packed by xz or not, and what their figures need in common."""

import hashlib
import json
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000  # for a bootstrap interval


def has_rows(data: Path, name: str) -> bool:
    """Whether DATA holds NAME.jsonl or NAME.jsonl.xz."""
    return any((data / f"{name}{end}").is_file() for end in (".jsonl", ".jsonl.xz"))


def read_rows(data: Path, name: str) -> list[dict[str, Any]]:
    """The objects of NAME.jsonl or NAME.jsonl.xz, in order; none where there is no such file."""
    packed, plain = data / f"{name}.jsonl.xz", data / f"{name}.jsonl"
    if plain.is_file():
        lines = plain.read_text("utf-8").splitlines()
    elif packed.is_file():
        lines = lzma.decompress(packed.read_bytes()).decode("utf-8").splitlines()
    else:
        return []
    return [json.loads(line) for line in lines if line]


def sources_digest(data: Path, names: Sequence[str]) -> str:
    """The first 12 letters of the sha256 of the named files' rows, packed or not."""
    total = hashlib.sha256()
    for name in names:
        for row in read_rows(data, name):
            total.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
    return total.hexdigest()[:12]


def interval(
    measure: Callable[[npt.NDArray[np.int64]], float], size: int, seed: int = 0
) -> tuple[float, float]:
    """The 95 % bootstrap interval of `measure`, which takes the rows of one resample."""
    rng = np.random.default_rng(seed)
    values = [measure(rng.integers(0, size, size)) for _ in range(RESAMPLES)]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
