"""One build at a time. The lock is the kernel's, so it dies with its holder: nothing to clean up.

Not a lock on reading: `serve` and `explain` may run beside a build.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from newsarchive.disk import naming
from newsarchive.errors import LockError

LOCK = Path(".cache/build.lock")  # always here, wherever the cache itself was moved


@contextlib.contextmanager
def hold(root: Path) -> Iterator[None]:
    """Hold the archive in folder `root` while it is built.

    Raises LockError, naming the holder's process, when another build is under way.
    """
    path = root / LOCK
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _locked(path)
    try:
        os.ftruncate(held, 0)
        os.pwrite(held, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(held)  # the lock goes with it


def _locked(path: Path) -> int:
    """A file descriptor that holds the lock on the file that stands at `path` now."""
    while True:
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(held, 20, 0).decode("ascii", "replace").strip()
            os.close(held)
            raise LockError(
                f"{path}: another build is running (process {holder or 'unknown'}); "
                "wait until it ends"
            ) from None
        if _stands_at(path, held):
            return held
        os.close(held)  # somebody removed the cache between our opening and locking


def _stands_at(path: Path, held: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(held))
    except FileNotFoundError:
        return False
