"""A second copy of the site, hard-linked and one build behind: taking its place costs what changed.

The new outputs are put into the twin, then site and twin change names in one step. A build that is
killed before that leaves the site alone, and `pending` says what the twin still lacks.
"""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from newsarchive import disk


def files(folder: Path) -> Iterator[str]:
    """Every file below `folder`, by relative path."""
    yield from _files(os.fspath(folder), "")


def bring_up(
    twin: Path, live: Path, fresh: Path, *, pending: Collection[str], new: Collection[str]
) -> None:
    """Make `twin` what `live` is, then put the `new` files of `fresh` into it.

    `pending`: the files in which twin and live may differ, those to be dropped included.
    Raises DiskError; `live` is only read.
    """
    if not twin.is_dir():
        disk.clear(twin)
        with disk.naming(twin):
            twin.parent.mkdir(parents=True, exist_ok=True)
            _farm(os.fspath(live), os.fspath(twin))
    for name in sorted(set(pending) - set(new)):
        if os.path.isfile(f"{live}/{name}"):
            _put(f"{live}/{name}", f"{twin}/{name}")
        else:
            disk.remove(twin / name, upto=twin)
    for name in sorted(new):
        _put(f"{fresh}/{name}", f"{twin}/{name}")


def drop(twin: Path, gone: Collection[str]) -> None:
    """Remove the `gone` outputs from the twin."""
    for name in sorted(gone):
        disk.remove(twin / name, upto=twin)


def _files(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _farm(source: str, target: str) -> None:
    os.mkdir(target)
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _farm(entry.path, there)
            else:
                disk.link(entry.path, there)


def _put(source: str, target: str) -> None:
    """Give `target` the file at `source`; whoever reads it sees the old one or the new one."""
    temp = f"{target}.part~"
    with disk.naming(Path(target)):
        try:
            _link(source, temp)
        except (FileNotFoundError, NotADirectoryError):
            _make_room(target)
            _link(source, temp)
        try:
            os.replace(temp, target)
        except IsADirectoryError:  # a page where a folder was
            shutil.rmtree(target)
            os.replace(temp, target)
        # renaming one of two names of a file onto the other does nothing at all
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temp)


def _link(source: str, temp: str) -> None:
    try:
        disk.link(source, temp)
    except FileExistsError:  # of a build that was killed
        os.unlink(temp)
        disk.link(source, temp)


def _make_room(target: str) -> None:
    for folder in Path(target).parents:
        if folder.is_file():
            folder.unlink()  # a folder where a page was
    os.makedirs(os.path.dirname(target), exist_ok=True)
