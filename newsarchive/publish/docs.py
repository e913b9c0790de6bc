"""docs/ as it stands, looked at once a build, and what generated pages were left in it.

What was left is remembered in a file of its own, by size, time and digest, so that a page which is
still there unchanged is not read again. That file may be deleted at any time. Writes no page.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.disk import Stamp

INDEX = "search-index"  # the folder of the search index, where the theme looks for it
STATE = ".pages.json"  # in docs/; a dot file, so MkDocs looks past it


class Left(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A generated page as we left it."""

    stamp: Stamp
    digest: str  # of its bytes


@dataclass
class Docs:
    """The folder, held open while a build writes into it; `files` and `left` follow that."""

    folder: Path
    files: dict[str, Stamp]  # every file but STATE, by path relative to the folder
    left: Mapping[str, Left]  # the generated ones, as they were last written

    @cached_property
    def standing(self) -> frozenset[str]:
        """The generated pages that stood as they were written when the folder was looked at."""
        found = self.files.get
        return frozenset(path for path, left in self.left.items() if found(path) == left.stamp)

    def digests(self) -> dict[str, str]:
        """Of every generated page, as written; of one that was changed by hand since, as it is."""
        files, folder = self.files, self.folder
        return {
            path: left.digest if left.stamp == files[path] else digest((folder / path).read_bytes())
            for path, left in self.left.items()
            if path in files
        }

    def keep(self, left: Mapping[str, Left]) -> None:
        """Remember what was written."""
        if left != self.left:
            disk.write(self.folder / STATE, msgspec.json.encode(left))
        self.left = left

    def add(self, name: str, found: Mapping[str, Stamp]) -> None:
        """`found` is what stands in the folder `name` below, where others have written; they
        removed nothing that is in `files`.
        """
        self.files |= {f"{name}/{file}": stamp for file, stamp in found.items()}


def look(folder: Path, files: dict[str, Stamp] | None = None) -> Docs:
    """docs/ as it stands now; `files`: what is in it, where somebody has looked already."""
    return Docs(folder, scan(folder) if files is None else files, _left(folder))


def scan(folder: Path, *, aside: str = "") -> dict[str, Stamp]:
    """Every file but STATE that stands in docs/ and not in the folder `aside` in it."""
    files = disk.scan(folder, aside=aside)
    files.pop(STATE, None)
    return files


def digest(content: bytes) -> str:
    """What tells one page's bytes from another's."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _left(folder: Path) -> dict[str, Left]:
    try:
        return msgspec.json.decode((folder / STATE).read_bytes(), type=dict[str, Left])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}  # never built, or damaged: bytes are compared instead
