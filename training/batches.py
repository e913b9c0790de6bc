"""Examples -> arrays of one shape that a network learns from, some pages at a time. Knows no
network.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from newsarchive.ingest import lines
from newsarchive.ingest.characters import Floats
from training.pages import Example

WORDS_READ = lines.FIRST_WORDS + lines.LAST_WORDS
SIZES = (32, 64, 96, 144, 224, 384, 768)  # lines a page is cut or filled to
TOGETHER = 6144  # lines in a batch

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Scale:
    """How words and features become a network's inputs."""

    words: Mapping[str, int]  # beginnings of words -> rows of the embedding, from 1
    mean: Floats
    deviation: Floats


@dataclass(frozen=True, slots=True)
class Pool:
    """Pages one after the other, a row a line."""

    starts: npt.NDArray[np.int64]  # of each page, and the end
    values: Floats  # scaled features
    rows: Numbers  # of the embedding, 0 for unknown words
    labels: Floats
    words: Floats  # 0 for lines that are not to count


class Batch(NamedTuple):
    """Some pages, filled up to one length."""

    values: Any
    rows: Any
    mask: Any  # 1 where a page has a line
    labels: Any
    words: Any


def pooled(examples: Sequence[Example], scale: Scale) -> Pool:
    sizes = [len(one.labels) for one in examples]
    values = np.vstack([one.sheet.values for one in examples])
    rows = np.zeros((sum(sizes), WORDS_READ), np.int32)
    every = (line for one in examples for line in one.sheet.tokens)
    for at, line in enumerate(every if scale.words else ()):
        known = [scale.words.get(word[: lines.STEM], 0) for word in lines.words_read(line)]
        rows[at, : len(known)] = known
    return Pool(
        np.append(0, np.cumsum(sizes)),
        np.clip((values - scale.mean) / scale.deviation, -4, 4).astype(np.float32),
        rows,
        np.concatenate([one.labels for one in examples]),
        np.concatenate([one.words for one in examples]),
    )


def batches(pool: Pool, chance: np.random.Generator) -> Iterator[Batch]:
    """All pages in a new order, those of one size together."""
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    counts = np.diff(pool.starts)
    for page in chance.permutation(len(counts)).tolist():
        size = next((size for size in SIZES if counts[page] <= size), SIZES[-1])
        if counts[page]:
            waiting[size].append(page)
        if len(waiting[size]) * size >= TOGETHER:
            yield _batch(pool, waiting.pop(size), size, chance)
    for size, left in sorted(waiting.items()):
        enough = -(-TOGETHER // size)  # as many as in the others: each shape is compiled anew
        yield _batch(pool, (left * enough)[:enough], size, chance)


def _batch(pool: Pool, chosen: Sequence[int], size: int, chance: np.random.Generator) -> Batch:
    """Pages filled up to `size` lines; of a longer one, a stretch of it."""
    starts = pool.starts[list(chosen)]
    counts = pool.starts[np.array(chosen) + 1] - starts
    skipped = np.where(counts > size, chance.random(len(counts)) * (counts - size + 1), 0)
    number = np.arange(size)[None]
    stands = number < np.minimum(counts, size)[:, None]
    at = np.where(stands, (starts + skipped.astype(np.int64))[:, None] + number, 0)
    mask = stands.astype(np.float32)
    return Batch(
        pool.values[at] * mask[..., None],
        pool.rows[at] * stands[..., None],
        mask,
        pool.labels[at] * mask,
        pool.words[at] * mask,
    )
