"""Which files of the seeds folder are seeds, and their bytes. The only room of ingest that touches
the disk. Refuses what is not a plain file of bounded size, and never follows a link.
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsarchive import disk
from newsarchive.cache import Cache
from newsarchive.errors import ConfigError, ReadError

LARGEST = 64 * 1024 * 1024  # bytes of a seed that is read whole
SIDECAR = ".meta.yml"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file that somebody put into the seeds folder."""

    path: str  # relative to the folder, with "/"
    full: str  # where it is now; never stored
    link: bool


def seed_files(seeds: Path) -> tuple[SeedFile, ...]:
    """All files below `seeds` but hidden ones, sidecars among them, sorted by path.

    Raises ConfigError when the folder is missing or holds nothing.
    """
    if not seeds.is_dir():
        raise ConfigError(f"{seeds}: no such folder; make it and put articles into it")
    found = sorted(_walk(seeds, ""), key=lambda file: file.path)
    if not any(not file.path.endswith(SIDECAR) for file in found):
        raise ConfigError(
            f"{seeds}: the folder is empty; put articles (.txt, .html, .warc) into it"
        )
    return tuple(found)


def _walk(folder: Path, prefix: str) -> Iterator[SeedFile]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            path = prefix + os.fsencode(entry.name).decode("utf-8", "backslashreplace")
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), path + "/")
            else:
                yield SeedFile(path, entry.path, entry.is_symlink())


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


def fixities(found: Sequence[SeedFile], *, cache: Cache) -> dict[str, Fixity]:
    """Of each file, by path. One that is as large and as old as when it was read is not read again.

    A link has none: what it leads to may change while it does not.
    """
    plain = [file for file in found if not file.link]
    seen = cache.remember_each(
        "fixity",
        1,
        plain,
        inputs=[(f.path, disk.stamp(f.full), os.access(f.full, os.R_OK)) for f in plain],
        kind=Fixity,
        compute=lambda todo: (_fixity(file.full) for file in todo),
    )
    return {file.path: one for file, one in zip(plain, seen, strict=True)}


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
