"""Write the generated pages below docs/: only where bytes differ, and never a hand-written file.

What it wrote before and what stands there now it is told by docs.py.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsarchive import disk
from newsarchive.disk import Stamp
from newsarchive.errors import ConfigError, DiskError
from newsarchive.model import Page
from newsarchive.publish.docs import Docs, Left, digest

_FRAME = b'\n---\n\n<div class="archive">\n'  # in every page of ours, as render.py makes it


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the generated pages; paths relative to docs/, sorted."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did; paths are relative to docs/."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    site: Path  # the folder that holds the built site


@dataclass(frozen=True, slots=True)
class Standing:
    """A page that need not be made: it stands as it was written."""

    path: str


def write_pages(docs: Docs, pages: Iterable[Page | Standing], *, owned: Sequence[str]) -> Written:
    """Make the generated files in docs/ exactly `pages`.

    `owned`: the files and folders, relative to docs/, that hold nothing but generated pages; what
    stands there and is not among `pages` is removed. Raises DiskError naming the file, also for a
    page outside `owned`: it could overwrite what a person wrote; ConfigError for a page that a
    person wrote in one of these places.
    """
    known, folder = docs.left, docs.folder
    kept: dict[str, Left] = {}
    written: list[str] = []
    unchanged: list[str] = []
    for page in pages:
        if isinstance(page, Standing):
            kept[page.path] = known[page.path]
            unchanged.append(page.path)
            continue
        _refuse_outside(page.path, owned, folder)
        if page.path not in known:
            _refuse_written_by_hand(folder / page.path, page.text.encode())
        now, fresh = _put(docs, page.path, page.text.encode())
        kept[page.path] = now
        docs.files[page.path] = now.stamp
        (written if fresh else unchanged).append(page.path)
    removed = [path for path in _standing(folder, owned) if path not in kept]
    for path in removed:
        if path not in known:
            _refuse_written_by_hand(folder / path)
        disk.remove(folder / path, upto=folder)
        docs.files.pop(path, None)
    docs.keep(kept)
    return Written(tuple(sorted(written)), tuple(sorted(unchanged)), tuple(removed))


def _put(docs: Docs, name: str, content: bytes) -> tuple[Left, bool]:
    """The file as it stands now, and whether it had to be written."""
    path, known, now = docs.folder / name, docs.left.get(name), digest(content)
    if known and known.digest == now and docs.files.get(name) == known.stamp:
        return known, False
    if not known and _holds(path, content):
        return Left(_stamp(path), now), False
    # not durable: should a power cut take it, its size tells, and it is written again
    disk.write(path, content, durable=False)
    return Left(_stamp(path), now), True


def _stamp(path: Path) -> Stamp:
    now = disk.stamp(path)
    if now is None:
        raise DiskError(f"{path}: gone as soon as it was written; build again")
    return now


def _holds(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def _refuse_outside(path: str, owned: Sequence[str], docs: Path) -> None:
    parts = PurePosixPath(path)
    inside = any(parts.is_relative_to(place) for place in owned)
    if not inside or ".." in parts.parts or parts.is_absolute():
        raise DiskError(
            f"{docs / path}: not a place for generated pages; they go to {', '.join(owned)}"
        )


def _refuse_written_by_hand(path: Path, content: bytes = b"") -> None:
    """What a killed build left, and this version or another made, is known by its frame."""
    if path.suffix != ".md" or not path.is_file():
        return
    with disk.naming(path):
        found = path.read_bytes()
    if found and found != content and _FRAME not in found:
        raise ConfigError(
            f"{path}: a page written by hand where only generated pages belong; "
            "move it, e.g. to docs/about.md"
        )


def _standing(docs: Path, owned: Sequence[str]) -> list[str]:
    """Every file in the owned places, sorted."""
    found: list[str] = []
    for place in owned:
        if (docs / place).is_dir():
            found += _below(docs, place)
        elif (docs / place).is_file():
            found.append(place)
    return sorted(found)


def _below(docs: Path, folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(docs / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                found += _below(docs, path)
            else:
                found.append(path)
    return found
