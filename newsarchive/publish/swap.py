"""Put a new site in the old one's place in one step. Does not build either of them."""

import contextlib
import ctypes
import errno
import os
import sys
from pathlib import Path

from newsarchive import disk
from newsarchive.errors import DiskError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}  # the system or this file system has no such


def swap(fresh: Path, live: Path) -> None:
    """Afterwards `live` is what `fresh` was; the old site, if there was one, stands at `fresh`.

    Both must lie on one file system. Raises DiskError; the old site then still stands.
    """
    with disk.naming(live):
        live.parent.mkdir(parents=True, exist_ok=True)
        _refuse_other_disk(fresh, live)
        if not live.exists() and not live.is_symlink():
            os.rename(fresh, live)
        elif not _exchanged(fresh, live):
            _moved(fresh, live)
        _settle(live.parent)


def _refuse_other_disk(fresh: Path, live: Path) -> None:
    """Only within one file system can a name be given in one step."""
    if fresh.stat().st_dev != live.parent.stat().st_dev:
        raise DiskError(
            f"{live}: lies on another disk than {fresh.parent}, so that it cannot change in one "
            "step; put both on one disk, by `site` or `cache` in archive.toml"
        )


def recover(live: Path) -> None:
    """Bring back the old site where a build was killed between the two renames of `_moved`."""
    aside = _aside(live)
    if not aside.exists():
        return
    with disk.naming(live):
        if not live.exists():
            os.rename(aside, live)
    disk.clear(aside)


def _exchanged(fresh: Path, live: Path) -> bool:
    """Ask the kernel to exchange the two names at once; False where it cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(fresh), os.fsencode(live)
    if sys.platform == "darwin":
        failed = library.renamex_np(a, b, _RENAME_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(live))


def _moved(fresh: Path, live: Path) -> None:
    """Two renames, where the kernel has no exchange: for a moment there is no site."""
    aside = _aside(live)
    os.rename(live, aside)
    try:
        os.rename(fresh, live)
    except OSError:
        os.rename(aside, live)
        raise
    os.rename(aside, fresh)


def _aside(live: Path) -> Path:
    return live.with_name(live.name + "-old")


def _settle(folder: Path) -> None:
    """Make the renames in `folder` outlast a power cut, where the system can."""
    with contextlib.suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
