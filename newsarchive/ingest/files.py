"""Which files of the seeds folder are seeds, and their bytes. The only room of ingest that touches
the disk. Refuses what is not a plain file of bounded size, and never follows a link.
"""

import hashlib
import os
import stat
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from newsarchive import disk
from newsarchive.cache import Cache
from newsarchive.disk import Link, Stamp
from newsarchive.errors import ConfigError, ReadError

LARGEST = 64 * 1024 * 1024  # bytes of a seed that is read whole
SIDECAR = ".meta.yml"
_PIECE = 1 << 20
_SHELF = "fixity"  # of the cache
_BLOCKS = 64  # in which files are kept, by their paths: a new file rewrites one


class SeedFile(NamedTuple):
    """A file that somebody put into the seeds folder."""

    path: str  # relative to the folder, with "/"
    full: str  # where it is now; never stored
    stamp: Stamp  # as it stands; of a link, that of itself

    @property
    def link(self) -> bool:
        return isinstance(self.stamp, Link)


def seed_files(seeds: Path, looked: Mapping[str, Stamp] | None = None) -> tuple[SeedFile, ...]:
    """All files below `seeds` but hidden ones, sidecars among them, sorted by path.

    `looked`: what stands there, where somebody has looked already (`disk.scan` without `follow`).
    Raises ConfigError when the folder is missing or holds nothing.
    """
    if not seeds.is_dir():
        raise ConfigError(f"{seeds}: no such folder; make it and put articles into it")
    every = disk.scan(seeds, follow=False) if looked is None else looked
    shown = (one for one in every.items() if not one[0].startswith(".") and "/." not in one[0])
    found = sorted(SeedFile(_path(name), f"{seeds}/{name}", stamp) for name, stamp in shown)
    if not any(not file.path.endswith(SIDECAR) for file in found):
        raise ConfigError(
            f"{seeds}: the folder is empty; put articles (.txt, .html, .warc) into it"
        )
    return tuple(found)


def _path(name: str) -> str:
    """As it is shown: bytes that are no UTF-8 as escapes."""
    if name.isascii():
        return name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def open_plain(full: str) -> BinaryIO:
    """Open for reading. Raises ReadError for a link, a device, or what may not be read."""
    try:
        handle = os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise ReadError(
            f"cannot be read ({error.strerror}); check the file's permissions"
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ReadError("is no plain file (a device, pipe or socket); remove it")
    return os.fdopen(handle, "rb")


def read_whole(full: str) -> bytes:
    """All bytes. Raises ReadError above LARGEST."""
    with open_plain(full) as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ReadError(f"is larger than {LARGEST >> 20} MB; split it or leave it out")
    return raw


@dataclass(frozen=True, slots=True)
class Fixity:
    """What a file's bytes are."""

    sha256: str
    size: int
    refused: str = ""  # why it cannot be read; then the others mean nothing


class _Seen(NamedTuple):
    """A file as it was when it was last read."""

    path: str
    stamp: tuple[int, int, bool]  # size, time of its last change, may it be read
    fixity: Fixity


def fixities(found: Sequence[SeedFile], *, cache: Cache) -> dict[str, Fixity]:
    """Of each file, by path. One that is as large and as old as when it was read is not read again.

    A link has none: what it leads to may change while it does not.
    """
    stored = cache.kept(_SHELF)
    seen = {one.path: one for raw in stored.values() for one in _read(raw)}
    now: dict[str, _Seen] = {}
    for file in found:
        if not file.link:
            stamp, before = _stamp(file), seen.get(file.path)
            if before is None or before.stamp != stamp:
                before = _Seen(file.path, stamp, _fixity(file.full))
            now[file.path] = before
    changed = {_block(path) for path, one in now.items() if seen.get(path) is not one}
    changed |= {_block(path) for path in seen.keys() - now.keys()}
    if changed:
        _keep(changed, now.values(), cache)
    return {path: one.fixity for path, one in now.items()}


def _stamp(file: SeedFile) -> tuple[int, int, bool]:
    return file.stamp.size, file.stamp.mtime, os.access(file.full, os.R_OK)


def _block(path: str) -> str:
    return f"{zlib.crc32(path.encode()) % _BLOCKS:02}"


def _keep(changed: Collection[str], seen: Iterable[_Seen], cache: Cache) -> None:
    """Write those blocks anew that are not as they were."""
    blocks: defaultdict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        if (key := _block(one.path)) in changed:
            blocks[key].append(one)
    raw = {key: msgspec.msgpack.encode(block) for key, block in sorted(blocks.items())}
    cache.keep(_SHELF, raw, sorted(set(changed) - blocks.keys()))


def _read(raw: bytes) -> list[_Seen]:
    try:
        return msgspec.msgpack.decode(raw, type=list[_Seen])
    except msgspec.DecodeError:
        return []  # damaged or of an older shape: its files are read again


def _fixity(full: str) -> Fixity:
    try:
        return Fixity(*fixity(full))
    except ReadError as error:
        return Fixity("", 0, refused=str(error))


def fixity(full: str) -> tuple[str, int]:
    """sha256 and size of a file of any size, in constant memory."""
    total, size = hashlib.sha256(), 0
    with open_plain(full) as file:
        while piece := file.read(_PIECE):
            total.update(piece)
            size += len(piece)
    return total.hexdigest(), size
