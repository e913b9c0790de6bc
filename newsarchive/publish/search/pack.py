"""Put an index into small files, so that a browser fetches little to answer one word.

Pagefind's own files hold some 25 KB of words each and name every page by a hash; ours hold a few
KB, and a page is the number of its row. All files are gzip, under a name no server treats as
such, and their bytes depend on nothing but what went in.
"""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import cbor2
import msgspec

from newsarchive.publish.search.engine import Posting

Kind = TypeVar("Kind")

CHUNK = 12_000  # bytes of words in a file before packing; about 5 KB after
_ARRAY = 0x80  # CBOR: major type 4


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the dictionary."""

    start: str  # what the words of this chunk, and of none before, are not less than
    content: bytes  # packed, as Pagefind's program reads it


def chunks(words: Sequence[tuple[str, list[Posting]]]) -> Iterator[Chunk]:
    """`words` sorted, cut into files; the first one's start is ""."""
    waiting: list[bytes] = []
    size = 0
    start = last = ""
    for word, postings in words:
        if size >= CHUNK:
            yield Chunk(start, _packed(waiting))
            waiting, size, start = [], 0, _boundary(last, word)
        waiting.append(cbor2.dumps([word, postings, []]))
        size += len(waiting[-1])
        last = word
    yield Chunk(start, _packed(waiting))


def packed(value: object) -> bytes:
    """Any value of plain data, as JSON."""
    return zipped(encoded(value))


def encoded(value: object) -> bytes:
    """The JSON of packed(), before it is packed: equal values, equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def zipped(content: bytes) -> bytes:
    """As small as gzip makes it; equal content, equal bytes."""
    return gzip.compress(content, mtime=0)


def unpacked(content: bytes, kind: type[Kind]) -> Kind:
    """What packed() was given, as a `kind`."""
    return msgspec.json.decode(gzip.decompress(content), type=kind)


def _packed(entries: list[bytes]) -> bytes:
    return gzip.compress(b"".join((b"\x81", _array(len(entries)), *entries)), mtime=0)


def _array(length: int) -> bytes:
    """The head of a CBOR array of `length` things."""
    if length < 24:
        return bytes([_ARRAY + length])
    if length < 0x100:
        return bytes([_ARRAY + 24, length])
    if length < 0x10000:
        return bytes([_ARRAY + 25]) + length.to_bytes(2, "big")
    return bytes([_ARRAY + 26]) + length.to_bytes(4, "big")


def _boundary(before: str, after: str) -> str:
    """The shortest beginning of `after` that comes after `before`."""
    return next(after[:n] for n in range(1, len(after) + 1) if after[:n] > before)
