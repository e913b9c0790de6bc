"""Put bytes on disk whole or not at all, and say which file the disk refused.

The one room that writes, renames and removes what a build makes; nobody else calls os.replace.
Does not know what it writes.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from newsarchive.errors import DiskError

_TEMP = ".part~"  # what an unfinished file is called; MkDocs and git look past it


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an OSError inside into a DiskError that names the file and what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename or path
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


def clear(folder: Path) -> None:
    """Remove a folder and all in it, if it is there."""
    with naming(folder):
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
