"""Web archives (.warc, .warc.gz) -> Seeds, one record at a time. What is too large, packed too
tightly or cut off is refused with a reason; the records before it stand.
"""

import dataclasses
import hashlib
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsarchive.errors import ReadError
from newsarchive.ingest.readers import html, plain
from newsarchive.model import Rejected, Seed

LARGEST = 64 << 20  # bytes of a record, unpacked
MOST_RECORDS = 200_000
TIGHTEST = 100  # bytes unpacked for a packed one
_LOOSE = 1 << 20  # bytes below which no ratio is judged
_PIECE = 1 << 16
_KINDS = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")
# the last: the library trips over a record whose header is cut
_BROKEN = (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError)


class _BombError(ReadError):
    """The file unpacks to so much that the rest of it is not read."""


def read(file: BinaryIO, path: str) -> Iterator[Seed | Rejected]:
    """The pages in `file`, in order, and the reasons for those that are none."""
    count, records = 0, ArchiveIterator(file)
    try:
        for record in records:
            count = _counted(count)
            if _is_page(record):
                yield _read(record, path, count, file)
    except _BombError as error:
        yield Rejected(path, "ingest", f"{path}: {error}")
    except _BROKEN as error:
        what = str(error).partition("\n")[0] or type(error).__name__
        yield _cut(path, count, what)
    else:
        if records.offset < file.tell():  # the library ends quietly where a record is cut
            yield _cut(path, count, "the last record is not whole")
        elif not count:
            yield Rejected(path, "ingest", f"{path}: holds no record; is it a web archive?")


def _cut(path: str, count: int, what: str) -> Rejected:
    reason = f"is damaged or cut off after {count} records ({what}); fetch it again"
    return Rejected(path, "ingest", f"{path}: {reason}")


def _counted(before: int) -> int:
    if before >= MOST_RECORDS:
        raise _BombError(f"holds more than {MOST_RECORDS} records; split it")
    return before + 1


def _is_page(record: Any) -> bool:
    if record.rec_type not in _KINDS:
        return False
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return bool(status.startswith("2")) and _kind(record) in (*_PAGES, "text/plain")


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _read(record: Any, path: str, number: int, file: BinaryIO) -> Seed | Rejected:
    part = (record.rec_headers.get_header("WARC-Record-ID") or f"record {number}").strip("<>")
    try:
        raw = _payload(record, file)
        sha256 = hashlib.sha256(raw).hexdigest()
        seed = html.read(raw, path, sha256) if _kind(record) in _PAGES else _plain(raw, path)
    except _BombError:
        raise
    except ReadError as error:
        return Rejected(path, "ingest", f"{path}: record {part} {error}", part=part)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    known = url if url.startswith(("http://", "https://")) else None
    origin = dataclasses.replace(seed.origin, format="warc", url=known, part=part)
    saved = record.rec_headers.get_header("WARC-Date") or ""
    return dataclasses.replace(seed, origin=origin, saved=saved and f"WARC-Date: {saved}")


def _plain(raw: bytes, path: str) -> Seed:
    return plain.read(raw, path, hashlib.sha256(raw).hexdigest())


def _payload(record: Any, file: BinaryIO) -> bytes:
    """The record's bytes, unpacked piece by piece, so that a bomb is noticed while it grows."""
    began, stream = file.tell(), record.content_stream()
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise _BombError(
                f"holds a record of more than {LARGEST >> 20} MB; the rest is not read"
            )
        if size > _LOOSE and size > TIGHTEST * (file.tell() - began + _PIECE):
            raise _BombError(
                f"unpacks to more than {TIGHTEST} times its size; the rest is not read"
            )
    if getattr(record.raw_stream, "limit", 0):  # what its header promises and the file lacks
        raise ReadError("is cut off; fetch the file again")
    return b"".join(pieces)
