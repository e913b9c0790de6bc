"""Put bytes on disk whole or not at all, say which file the disk refused, and what stands there.

Does not know what it writes.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs

from newsarchive.errors import DiskError

_TEMP = ".part~"  # how the name of an unfinished file ends


class Stamp(msgspec.Struct, frozen=True, gc=False):
    """A file as it stood: while both are the same, so are its bytes.

    No dataclass: a build makes and compares a hundred thousand, in an eighth of the time.
    """

    size: int  # bytes
    mtime: int  # nanoseconds


class Link(Stamp, frozen=True, gc=False):
    """A link that was not followed, as it stands itself."""


def stamp(path: str | Path) -> Stamp | None:
    """The file at `path` as it stands; None when there is none."""
    try:
        now = os.stat(path)
    except OSError:
        return None
    return Stamp(now.st_size, now.st_mtime_ns)


def scan(folder: Path, *, follow: bool = True, aside: str = "") -> dict[str, Stamp]:
    """Every file below `folder` as it stands, by relative path with "/", sorted.

    Follows links, as MkDocs does, but none that leads to a folder it lies in, and looks past what
    `write` has not finished; without `follow` a link is a file like others, and every file counts.
    Empty when there is no such folder. The folder `aside` in it is left out.
    """
    found: dict[str, Stamp] = {}
    with naming(folder):
        if folder.is_dir():
            _scan(os.fspath(folder), "", follow, aside, found)
    return dict(sorted(found.items()))


def _scan(folder: str, prefix: str, follow: bool, aside: str, found: dict[str, Stamp]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=follow):
                if name != aside and not (entry.is_symlink() and _holds(entry.path, folder)):
                    _scan(entry.path, f"{prefix}{name}/", follow, "", found)
            elif not (follow and name.endswith(_TEMP)):
                now = _stat(entry, follow)
                if now:
                    kind = Link if not follow and entry.is_symlink() else Stamp
                    found[prefix + name] = kind(now.st_size, now.st_mtime_ns)


def _stat(entry: os.DirEntry[str], follow: bool) -> os.stat_result | None:
    """Of what a link leads to, or of the link where that is nothing; None if it is gone."""
    try:
        return entry.stat(follow_symlinks=follow)
    except OSError:
        try:
            return entry.stat(follow_symlinks=False)
        except FileNotFoundError:  # an editor's file, gone meanwhile
            return None


def _holds(link: str, folder: str) -> bool:
    """Whether the link leads to `folder` or above it: whoever follows that never arrives."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(link))


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an OSError inside into a DiskError that names the file and what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or path  # the second is where it was to go
        reason = error.strerror or str(error)
        raise DiskError(
            f"{where}: {reason}; free space or mend permissions, then build again"
        ) from error


def write(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Make `path` hold `content`: a reader sees the old bytes or the new ones, never a part.

    `durable` waits until the disk has the bytes. Only for what cannot be made again, or is small:
    ten thousand generated pages would wait for minutes. Raises DiskError.
    """
    temp = path.with_name(path.name + _TEMP)
    with naming(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temp.open("wb") as file:
                file.write(content)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            os.replace(temp, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink()
            raise


def remove(path: Path, *, upto: Path) -> None:
    """Remove a file, if it is there, and folders left empty, up to but not including `upto`."""
    with naming(path):
        path.unlink(missing_ok=True)
    folder = path.parent
    while folder != upto and upto in folder.parents:
        try:
            folder.rmdir()
        except OSError:  # not empty: somebody still lives there
            return
        folder = folder.parent


def link(source: str, target: str) -> None:
    """Give the file at `source` a second name; a copy of it where names cannot be given."""
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        raise
    except OSError:  # a file system without hard links, or too many of them
        shutil.copy2(source, target)


def user_cache(name: str) -> Path | None:
    """A folder of this user for what all archives share; None where no home is known."""
    try:
        return platformdirs.user_cache_path("newsarchive") / name
    except RuntimeError:
        return None


def clear(folder: Path) -> None:
    """Remove a folder and all in it, or the file or link of that name, if it is there."""
    with naming(folder):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
