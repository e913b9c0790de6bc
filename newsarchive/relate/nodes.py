"""The graph as the cache keeps it, an article a row: a node is read when it is asked for.

What every build asks of all nodes stands before it in the row: what the node rests on, which
neighbours may tell of the same event, and how near a newcomer must be to become one.
"""

import contextlib
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from newsarchive.model import ArticleId
from newsarchive.relate.graph import Close, Near, Node, close, least

_Nears = tuple[tuple[Near, ...], ...]
_NEARS = msgspec.msgpack.Decoder(_Nears)


class _Row(NamedTuple):
    """A node, packed."""

    digest: str
    close: tuple[Close, ...]
    least: tuple[int, ...]
    check: int  # CRC-32 of `near`, which is not looked at until somebody asks
    near: memoryview  # of what the cache read, without a copy


class Nodes(Mapping[ArticleId, Node]):
    """Nodes by name."""

    def __init__(self, rows: Mapping[ArticleId, _Row], made: Mapping[ArticleId, Node]) -> None:
        self._rows = rows
        self._made = dict(made)  # and those that were asked for
        self._names = dict.fromkeys((*rows, *made))

    def __getitem__(self, name: ArticleId) -> Node:
        if name not in self._made:
            row = self._rows[name]
            self._made[name] = Node(row.digest, _NEARS.decode(row.near))
        return self._made[name]

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names  # Mapping's own would read the node

    def close(self) -> dict[ArticleId, tuple[Close, ...]]:
        """Of each article the neighbours that may tell of the same event."""
        made = ((name, close(node)) for name, node in self._made.items())
        return {name: row.close for name, row in self._rows.items()} | dict(made)

    def least(self) -> dict[ArticleId, tuple[int, ...]]:
        """Of each article the scores from which a newcomer enters its lists."""
        made = ((name, least(node)) for name, node in self._made.items())
        return {name: row.least for name, row in self._rows.items()} | dict(made)

    def with_new(self, changed: Mapping[ArticleId, Node]) -> "Nodes":
        """These nodes, those `changed` in the place of what was there."""
        return Nodes(self._rows, {**self._made, **changed})


def read(stored: Mapping[str, bytes], digests: Mapping[ArticleId, str]) -> Nodes:
    """What was kept of articles that still are what they were, without what is damaged."""
    decoder = msgspec.msgpack.Decoder(_Row)
    rows = {}
    for key, raw in stored.items():
        name = ArticleId(key)
        with contextlib.suppress(msgspec.DecodeError):
            row = decoder.decode(raw)
            if row.digest == digests.get(name) and zlib.crc32(row.near) == row.check:
                rows[name] = row
    return Nodes(rows, {})


def written(nodes: Mapping[ArticleId, Node]) -> dict[str, bytes]:
    """The nodes as the cache keeps them."""
    return {str(name): _written(node) for name, node in nodes.items()}


def _written(node: Node) -> bytes:
    near = msgspec.msgpack.encode(node.near)
    row = _Row(node.digest, close(node), least(node), zlib.crc32(near), memoryview(near))
    return msgspec.msgpack.encode(row)
