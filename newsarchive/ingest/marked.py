"""The marks of all pages, kept from build to build in blocks: an archive's are read with a few
steps a block, and one page more rewrites one block. Knows nothing of what recurs.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import msgspec
import numpy as np

from newsarchive.cache import Cache
from newsarchive.ingest.recurring import Column, Marks, Numbers, Pages, column

SHELF = "page marks"  # of the cache
_BLOCK = 2  # letters of a page's name, a digest, that name its block: 256 blocks


@dataclass(frozen=True, slots=True)
class _Block:
    """The pages whose names begin alike."""

    made_by: str
    names: tuple[str, ...]
    short: memoryview  # int64, joined; of what the cache read, without a copy
    short_counts: memoryview  # int64, of each page
    long: memoryview
    long_counts: memoryview

    def pages(self) -> Pages:
        """The marks as arrays."""
        return Pages(
            Column(_numbers(self.short), _numbers(self.short_counts)),
            Column(_numbers(self.long), _numbers(self.long_counts)),
        )


def pages_of(
    names: Sequence[str],
    made_by: str,
    read: Callable[[Sequence[str]], Sequence[Marks]],
    *,
    cache: Cache,
) -> tuple[list[str], Pages]:
    """The pages of all `names` side by side, and their names in that order.

    `read` gives the marks of those that `cache` does not know as `made_by` today's rules.
    """
    stored = cache.kept(SHELF)
    kept = _read(stored, made_by)
    known = {name for block in kept.values() for name in block.names}
    wanted = set(names)
    new = sorted(wanted - known)
    fresh = dict(zip(new, read(new), strict=True))
    blocks = _brought_up_to_date(kept, known - wanted, fresh, made_by)
    changed = {key: block for key, block in blocks.items() if kept.get(key) is not block}
    gone = sorted(stored.keys() - blocks.keys())
    if changed or gone:
        raw = {key: msgspec.msgpack.encode(block) for key, block in changed.items()}
        cache.keep(SHELF, raw, gone)
    every = [blocks[key] for key in sorted(blocks)]
    return [name for block in every for name in block.names], _joined([b.pages() for b in every])


def _brought_up_to_date(
    kept: Mapping[str, _Block], gone: AbstractSet[str], fresh: Mapping[str, Marks], made_by: str
) -> dict[str, _Block]:
    """A block that loses and gains nothing is the same."""
    new: defaultdict[str, dict[str, Marks]] = defaultdict(dict)
    for name, page in fresh.items():
        new[name[:_BLOCK]][name] = page
    changed = new.keys() | {name[:_BLOCK] for name in gone}
    blocks = {key: block for key, block in kept.items() if key not in changed}
    for key in sorted(changed):
        before = _pages(kept[key]) if key in kept else {}
        pages = {name: page for name, page in before.items() if name not in gone} | new[key]
        if pages:
            blocks[key] = _block(pages, made_by)
    return blocks


def _block(pages: Mapping[str, Marks], made_by: str) -> _Block:
    short = column([page.short for page in pages.values()])
    long = column([page.long for page in pages.values()])
    arrays = (short.marks, short.counts, long.marks, long.counts)
    return _Block(made_by, tuple(pages), *(memoryview(one.tobytes()) for one in arrays))


def _pages(block: _Block) -> dict[str, Marks]:
    pages = block.pages()
    rows = zip(block.names, _rows(pages.short), _rows(pages.long), strict=True)
    return {name: Marks(short, long) for name, short, long in rows}


def _rows(of: Column) -> list[tuple[int, ...]]:
    parts = np.split(of.marks, np.cumsum(of.counts)[:-1])
    return [tuple(part.tolist()) for part in parts]


def _read(stored: Mapping[str, bytes], made_by: str) -> dict[str, _Block]:
    """What was kept by the same rules, without what is damaged or of an older shape."""
    decoder = msgspec.msgpack.Decoder(_Block)
    found = {}
    for key, raw in stored.items():
        with contextlib.suppress(msgspec.DecodeError, ValueError):
            block = decoder.decode(raw)
            if block.made_by == made_by and _is_sound(block):
                found[key] = block
    return found


def _is_sound(block: _Block) -> bool:
    pages = block.pages()
    return all(
        len(one.counts) == len(block.names) and int(one.counts.sum()) == len(one.marks)
        for one in (pages.short, pages.long)
    )


def _numbers(raw: memoryview) -> Numbers:
    return np.frombuffer(raw, "<i8")


def _joined(blocks: Sequence[Pages]) -> Pages:
    empty = np.zeros(0, np.int64)
    short, long = (
        Column(
            np.concatenate([empty, *(one.marks for one in columns)]),
            np.concatenate([empty, *(one.counts for one in columns)]),
        )
        for columns in ([one.short for one in blocks], [one.long for one in blocks])
    )
    return Pages(short, long)
