"""Do work in copies of this process, which know all that it knows: many jobs, or one beside others.

For work that needs the whole archive in memory, where `parallel` would have to send it, or that
takes a fraction of a second, less than a worker of joblib's takes to begin. Only where copies are
cheap and sound (Linux); elsewhere, and for few jobs, the work is done right here.

A copy has one thread, whatever this process has, and a lock that another thread held stays locked
in it. So a job may use nothing that another thread uses too: those of `serve` read files and answer
browsers, and touch neither the archive nor templates. They write logs, and the lock of a log's
stream is not renewed in a copy: a copy logs nothing. Nor may a job use a file or database that was
open before. A copy leaves without any of what a process does at its end, and dies with the process
that it is a copy of.
"""

import contextlib
import ctypes
import logging
import os
import pickle
import signal
import struct
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NoReturn, TypeVar

import msgspec

from newsarchive.errors import ArchiveError

Job = TypeVar("Job")
Result = TypeVar("Result")

FEW = 200  # jobs; below this, copying costs more than it saves
POSSIBLE = hasattr(os, "sched_getaffinity")  # elsewhere than on Linux a copy may not be sound

_PDEATHSIG = 1  # linux/prctl.h
_OPEN_FILES = 1 << 16  # more than a process has

_HEAD = struct.Struct("<?Q")  # whether it is a result or an error; its bytes


def each(
    function: Callable[[Job], bytes], jobs: Sequence[Job], *, workers: int = 0
) -> Iterator[bytes]:
    """`function(job)` for each of `jobs`, in their order, as they are done.

    `workers` copies, 0 for one a core. What a job raises is raised here, and the other copies end;
    so they do when nobody asks for more. Raises ArchiveError when a copy dies.
    """
    count = copies(len(jobs), workers)
    if count < 2:
        yield from map(function, jobs)
        return
    running: list[_Copy] = []
    try:
        for share in (jobs[number::count] for number in range(count)):
            running.append(_start(function, share))  # noqa: PERF401 (each is to be ended)
        for number in range(len(jobs)):
            yield running[number % count].receive()
    finally:
        for copy in running:
            copy.end()


def copies(jobs: int, workers: int) -> int:
    """How many copies so many jobs are shared out to; 1: they are done here."""
    return _cores(workers) if jobs >= FEW else 1


@contextlib.contextmanager
def aside(
    function: Callable[[], Result], *, kind: type[Result], workers: int = 0
) -> Iterator[Callable[[], Result]]:
    """Begin `function()` in a copy, beside what is done inside; what is yielded waits for what it
    gives, or raises what it raised, and may be called once.

    `kind` is what it gives, anything that msgspec writes and reads. With one worker, or one core,
    it is done here when it is asked for. Raises ArchiveError when the copy dies.
    """
    if _cores(workers) < 2:
        yield function
        return
    copy = _start(lambda _: msgspec.msgpack.encode(function()), [None])
    try:
        yield lambda: msgspec.msgpack.decode(copy.receive(), type=kind)
    finally:
        copy.end()


def _cores(workers: int) -> int:
    """As many as this process may use, where `workers` does not say."""
    if not POSSIBLE:
        return 1
    return workers or len(os.sched_getaffinity(0))


class _Copy:
    """A copy at work, seen from the process that it is a copy of."""

    def __init__(self, process: int, results: BinaryIO) -> None:
        self.results = results
        self._process = process

    def receive(self) -> bytes:
        """Its next result. Raises what it raised."""
        head = self.results.read(_HEAD.size)
        is_result, size = _HEAD.unpack(head) if len(head) == _HEAD.size else (True, -1)
        raw = self.results.read(max(size, 0))
        if len(raw) != size:
            raise ArchiveError(
                f"a process that shared the work ended with {self.end()}; build again, with "
                "workers = 1 in archive.toml if memory is short"
            )
        if not is_result:
            raise pickle.loads(raw)  # noqa: S301 (sent by ourselves)
        return raw

    def end(self) -> int:
        """Its exit code, negative for a signal; if it is at work still, it is not any more."""
        self.results.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)  # what it writes, it writes whole or not at all
            _, self._status = os.waitpid(self._process, 0)
            self._process = 0
        return os.waitstatus_to_exitcode(self._status)


def _fork() -> int:
    """os.fork, without Python 3.12's warning of threads: see above."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _start(function: Callable[[Job], bytes], jobs: Sequence[Job]) -> _Copy:
    reader, writer = os.pipe()
    first = os.getpid()
    process = _fork()
    if not process:
        _work(function, jobs, writer, first)
    os.close(writer)
    return _Copy(process, os.fdopen(reader, "rb"))


def _work(
    function: Callable[[Job], bytes], jobs: Sequence[Job], writer: int, first: int
) -> NoReturn:
    """In the copy: send what comes of each job, then leave. `first`: what it is a copy of."""
    status = 1
    try:
        _die_with(first)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the first process says what there is to say
        logging.disable()
        os.closerange(3, writer)  # the archive's lock among them, which is not to outlive the first
        os.closerange(writer + 1, _OPEN_FILES)  # process, and what only that is to read
        with os.fdopen(writer, "wb") as results:
            try:
                for job in jobs:
                    _send(results, function(job), is_result=True)
            except BaseException as error:  # noqa: BLE001 (raised in the first process)
                _send(results, _packed(error), is_result=False)
        status = 0
    finally:
        os._exit(status)


def _die_with(first: int) -> None:
    """Nobody is to write beside the next build when this one was killed."""
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != first:  # gone before we could ask
        os._exit(1)


def _send(results: BinaryIO, raw: bytes, *, is_result: bool) -> None:
    results.write(_HEAD.pack(is_result, len(raw)) + raw)
    results.flush()


def _packed(error: BaseException) -> bytes:
    """The error itself, where it can travel, with where it came from."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        raw = pickle.dumps(error)
        pickle.loads(raw)  # noqa: S301 (our own)
    except Exception:  # noqa: BLE001 (whatever its class does when it is packed or unpacked)
        return pickle.dumps(RuntimeError(repr(error)))
    return raw
