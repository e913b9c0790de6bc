"""Do one thing beside another, on a second core: in a copy of this process that says what it found.

For looking at many files, which takes a fraction of a second: less than a worker of joblib's takes
to begin. The copy is to write nothing. Where processes cannot be copied, or there is one core, or
the copy comes to grief, the work is done here, when its result is asked for.
"""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from newsarchive.forks import fork

Result = TypeVar("Result")

_OPEN_FILES = 1 << 16  # more than a process has


@contextlib.contextmanager
def aside(function: Callable[[], Result], *, kind: type[Result]) -> Iterator[Callable[[], Result]]:
    """Begin `function()`; what is yielded waits for what it gives, and may be called once.

    `kind` is what it gives, anything that msgspec writes and reads. What it raises, it raises when
    it is asked for.
    """
    if not _has_room():
        yield function
        return
    reader, writer = os.pipe()
    copy = fork()
    if not copy:
        _work(function, writer)
    os.close(writer)
    with _buried(copy), os.fdopen(reader, "rb") as pipe:
        yield lambda: _said(pipe.read(), function, kind)


def _has_room() -> bool:
    """Whether there is a core to spare; only Linux says, and elsewhere a copy may not be sound."""
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def _work(function: Callable[[], object], writer: int) -> None:
    """All that the copy does. It never returns: what the parent has begun is not its to end."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the parent says what there is to say
        os.closerange(3, writer)  # the archive's lock among them, which is not to outlive the
        os.closerange(writer + 1, _OPEN_FILES)  # parent
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(function()))
    finally:
        os._exit(0)


@contextlib.contextmanager
def _buried(copy: int) -> Iterator[None]:
    """Afterwards the copy is no more, whatever it was at."""
    try:
        yield
    finally:
        os.kill(copy, signal.SIGKILL)  # it is there until somebody waits for it, dead or alive
        os.waitpid(copy, 0)


def _said(words: bytes, function: Callable[[], Result], kind: type[Result]) -> Result:
    try:
        return msgspec.msgpack.decode(words, type=kind)
    except msgspec.DecodeError:  # it died, or raised what is raised again here
        return function()
