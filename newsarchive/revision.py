"""Which code a remembered result was made by: a digest of the rooms that make it, for cache keys.

Nobody has to remember to raise a number when a rule changes. The price: after any change of a room,
be it of a comment, its stage is done anew once. Looks at bytes alone, at no meaning.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from newsarchive.errors import ArchiveError

_PACKAGE = Path(__file__).parent

# Libraries that a result rests on. Those that only carry it (cache, web site) are not among them.
_LIBRARIES = (
    "ahocorasick_rs", "anyascii", "babel", "charset-normalizer", "ftfy", "lxml", "numpy",
    "py3langid", "pymorphy3", "pystemmer", "razdel", "readability-lxml", "rensa", "slovnet",
    "trafilatura", "warcio",
)  # fmt: skip


@cache
def of(*rooms: str) -> str:
    """A sha256 over all files of `rooms`, data included, and over the libraries' versions.

    A room is a file or folder of the package, e.g. "ingest" or "text.py". Raises ArchiveError for
    one that is not there, since nothing would ever be done anew.
    """
    total = hashlib.sha256(" ".join(_versions()).encode())
    for path in sorted(file for room in rooms for file in _files(room)):
        total.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _files(room: str) -> Iterator[Path]:
    place = _PACKAGE / room
    if not place.exists():
        raise ArchiveError(f"{place}: no such room; correct the stage that names it")
    found = [place] if place.is_file() else place.rglob("*")
    yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {_version(name)}" for name in _LIBRARIES)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "none"  # one that this archive gets by without
