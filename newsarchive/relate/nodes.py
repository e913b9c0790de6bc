"""The graph as the cache keeps it, an article a row: a node is read when it is asked for.

What every build asks of all nodes stands before it in the row: what the node rests on, who its
neighbours are and which of them may tell of the same event, how near a newcomer must be to become
one, and whether anything of it is as it was.
"""

import contextlib
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from newsarchive.cards import hashed
from newsarchive.model import ArticleId
from newsarchive.relate.graph import Close, Near, Node, close, least

_Nears = tuple[tuple[Near, ...], ...]
_NEARS = msgspec.msgpack.Decoder(_Nears)


class _Row(NamedTuple):
    """A node, packed."""

    digest: str
    close: tuple[Close, ...]
    least: tuple[int, ...]
    others: tuple[ArticleId, ...]  # its neighbours
    basis: bytes  # digest of `near`
    check: int  # CRC-32 of `near`, which is not looked into until somebody asks
    near: memoryview  # of what the cache read, without a copy


class Nodes(Mapping[ArticleId, Node]):
    """Nodes by name."""

    def __init__(self, rows: Mapping[ArticleId, _Row], made: Mapping[ArticleId, Node]) -> None:
        self._rows = rows
        self._made = made  # in the place of rows of the same names
        self._read: dict[ArticleId, Node] = {}
        self._names = dict.fromkeys((*rows, *made))

    def __getitem__(self, name: ArticleId) -> Node:
        if name in self._made:
            return self._made[name]
        if name not in self._read:
            row = self._rows[name]
            self._read[name] = Node(row.digest, _NEARS.decode(row.near))
        return self._read[name]

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

    def others(self) -> dict[ArticleId, tuple[ArticleId, ...]]:
        """Of each article its neighbours; a copy may come twice."""
        made = ((name, _others(node)) for name, node in self._made.items())
        return {name: row.others for name, row in self._rows.items()} | dict(made)

    def basis(self, name: ArticleId) -> bytes:
        """16 bytes that change with anything in `near`."""
        made = self._made.get(name)
        return self._rows[name].basis if made is None else hashed(_packed(made))

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
    near = _packed(node)
    row = _Row(
        digest=node.digest,
        close=close(node),
        least=least(node),
        others=_others(node),
        basis=hashed(near),
        check=zlib.crc32(near),
        near=memoryview(near),
    )
    return msgspec.msgpack.encode(row)


def _packed(node: Node) -> bytes:
    return msgspec.msgpack.encode(node.near)


def _others(node: Node) -> tuple[ArticleId, ...]:
    return tuple(near.id for near in node.neighbours())
