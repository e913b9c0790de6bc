"""The features of many articles side by side in blocks, as the cache keeps them.

A block is read with a handful of steps, whatever it holds, and one article more rewrites one
block alone. Knows nothing of what is compared with what.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

import msgspec
import numpy as np
import numpy.typing as npt

from newsarchive.model import ArticleId
from newsarchive.relate.features import Features
from newsarchive.relate.vectors import Matrix, Vector

BLOCK = 1024  # articles, some 2 KB each

Entry = tuple[ArticleId, Features]


@dataclass(frozen=True, slots=True)
class Column:
    """One vector of each article of a block, joined."""

    keys: memoryview  # uint32; of what the cache read, without a copy
    weights: memoryview  # uint16
    ends: tuple[int, ...]  # where each article's keys end, counted in keys


@dataclass(frozen=True, slots=True)
class Block:
    """The features of up to BLOCK articles."""

    names: tuple[ArticleId, ...]
    languages: tuple[str, ...]
    passages: tuple[int, ...]
    within: Column
    across: Column
    sketch: Column

    def entry(self, row: int) -> Entry:
        """Name and features of one article."""
        return self.names[row], Features(
            language=self.languages[row],
            within=_vector(self.within, row),
            across=_vector(self.across, row),
            sketch=_vector(self.sketch, row),
            passages=self.passages[row],
        )

    @property
    def sound(self) -> bool:
        """Whether its parts fit together, as those of a damaged one may not."""
        rows = len(self.names)
        columns = (self.within, self.across, self.sketch)
        return (
            len(self.languages) == len(self.passages) == rows
            and all(len(column.ends) == rows for column in columns)
            and all(len(c.keys) == 4 * (c.ends[-1] if rows else 0) for c in columns)
            and all(len(c.keys) == 2 * len(c.weights) for c in columns)
        )


_BLOCK = msgspec.msgpack.Decoder(Block)


class Packed(Mapping[ArticleId, Features]):
    """The features of all articles, in the order of their blocks."""

    def __init__(self, blocks: Mapping[str, Block]) -> None:
        self.blocks = {number: blocks[number] for number in sorted(blocks)}
        self._places = {
            name: (block, row)
            for block in self.blocks.values()
            for row, name in enumerate(block.names)
        }

    def __getitem__(self, name: ArticleId) -> Features:
        block, row = self._places[name]
        return block.entry(row)[1]

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places  # Mapping's own would unpack the features

    def with_only(
        self, staying: AbstractSet[ArticleId], fresh: Mapping[ArticleId, Features]
    ) -> "Packed":
        """Those of `staying` and `fresh`; a block that loses and gains nothing is the same."""
        blocks = {number: _with_only(block, staying) for number, block in self.blocks.items()}
        blocks = {number: block for number, block in blocks.items() if block.names}
        last = max(blocks, default="")
        entries = sorted(fresh.items())
        if last and entries and len(blocks[last].names) < BLOCK:
            entries = [*_entries(blocks.pop(last)), *entries]
        following = int(max(blocks, default="-1")) + 1
        for start in range(0, len(entries), BLOCK):
            blocks[f"{following:06}"] = block_of(entries[start : start + BLOCK])
            following += 1
        return Packed(blocks)

    @property
    def languages(self) -> npt.NDArray[np.str_]:
        """The language of each article."""
        return np.array([lang for block in self.blocks.values() for lang in block.languages])

    @property
    def passages(self) -> npt.NDArray[np.int64]:
        """How many passages each article has."""
        counts = (count for block in self.blocks.values() for count in block.passages)
        return np.fromiter(counts, np.int64, len(self))

    def matrix(self, column: str) -> Matrix:
        """One vector of each article: "within", "across" or "sketch"."""
        columns: list[Column] = [getattr(block, column) for block in self.blocks.values()]
        lengths = [np.diff(column.ends, prepend=0) for column in columns]
        return Matrix(
            np.frombuffer(b"".join(column.keys for column in columns), "<u4"),
            np.frombuffer(b"".join(column.weights for column in columns), "<u2"),
            np.concatenate(lengths) if lengths else np.zeros(0, np.int64),
        )


def read(stored: Mapping[str, bytes]) -> dict[str, Block]:
    """The blocks that were kept, without what is damaged or of an older shape."""
    found = {}
    for number, raw in stored.items():
        with contextlib.suppress(msgspec.DecodeError):
            block = _BLOCK.decode(raw)
            if block.sound:
                found[number] = block
    return found


def written(blocks: Mapping[str, Block]) -> dict[str, bytes]:
    """The blocks as the cache keeps them."""
    return {number: msgspec.msgpack.encode(block) for number, block in blocks.items()}


def block_of(entries: Sequence[Entry]) -> Block:
    """The entries as one block."""
    return Block(
        names=tuple(name for name, _ in entries),
        languages=tuple(one.language for _, one in entries),
        passages=tuple(one.passages for _, one in entries),
        within=_column([one.within for _, one in entries]),
        across=_column([one.across for _, one in entries]),
        sketch=_column([one.sketch for _, one in entries]),
    )


def _with_only(block: Block, staying: AbstractSet[ArticleId]) -> Block:
    if all(name in staying for name in block.names):
        return block
    return block_of([entry for entry in _entries(block) if entry[0] in staying])


def _entries(block: Block) -> Iterator[Entry]:
    return (block.entry(row) for row in range(len(block.names)))


def _column(vectors: Sequence[Vector]) -> Column:
    return Column(
        keys=memoryview(b"".join(one.keys for one in vectors)),
        weights=memoryview(b"".join(one.weights for one in vectors)),
        ends=tuple(accumulate(len(one.keys) // 4 for one in vectors)),
    )


def _vector(column: Column, row: int) -> Vector:
    start, end = column.ends[row - 1] if row else 0, column.ends[row]
    return Vector(
        bytes(column.keys[4 * start : 4 * end]), bytes(column.weights[2 * start : 2 * end])
    )
