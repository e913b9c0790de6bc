"""Run one pure function over many jobs, on all cores, in order. The only place that knows joblib.

Inside `cluster` the same calls run on a Dask cluster, through joblib's own backend.
"""

import contextlib
import ctypes
import gc
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from newsarchive.errors import ConfigError

Job = TypeVar("Job")
Result = TypeVar("Result")
Value = TypeVar("Value")

FEW = 32  # jobs; below this, starting workers costs more than they save
_AT_A_TIME = 32  # jobs a worker is handed at most
_ROUNDS = 4  # what is left would last each worker so long: the last to end keeps others waiting
_AHEAD = "3 * n_jobs"  # what is handed out beforehand, so that nobody waits for the parent
_M_MMAP_THRESHOLD = -3  # of malloc.h
_LARGE = 128 * 1024  # bytes: as glibc begins, before it adapts to what is freed
PATIENCE = 10  # seconds a cluster's scheduler and its first worker may take to answer


def each(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    kind: type[Result],
    workers: int = 0,
) -> Iterator[Result]:
    """`function(job)` for each of `jobs`, in their order, as they are done.

    `workers` processes, 0 for one a core. `function` must be importable by name, since other
    processes run it; `kind` is what it returns.
    """
    if len(jobs) < FEW or workers == 1:
        return map(function, jobs)
    return _shared_out(function, jobs, kind, workers)


def _shared_out(
    function: Callable[[Job], Result], jobs: Sequence[Job], kind: type[Result], workers: int
) -> Iterator[Result]:
    from joblib import Parallel, delayed, effective_n_jobs  # noqa: PLC0415 (slow, seldom needed)

    _give_back_buffers()
    run = Parallel(n_jobs=workers or -1, batch_size=1, return_as="generator", pre_dispatch=_AHEAD)
    handed = chunks(jobs, _ROUNDS * effective_n_jobs(workers or -1))
    done = run(delayed(_worked)(function, chunk) for chunk in handed)
    decode = msgspec.msgpack.Decoder(list[kind]).decode  # type: ignore[valid-type]
    with contextlib.closing(done):
        for raw in done:
            yield from decode(raw)


def chunks(jobs: Sequence[Job], parts: int) -> Iterator[Sequence[Job]]:
    """The jobs in order: each chunk one of so many `parts` of what is left, and none too large."""
    start = 0
    while start < len(jobs):
        end = start + max(1, min(_AT_A_TIME, (len(jobs) - start) // parts))
        yield jobs[start:end]
        start = end


def _worked(function: Callable[[Job], Any], jobs: Sequence[Job]) -> bytes:
    """The results as bytes: to pickle so many small objects takes five times as long."""
    with quiet_collector():
        return msgspec.msgpack.encode([function(job) for job in jobs])


def _give_back_buffers() -> None:
    """Have large blocks of memory mapped apart, so that they go back as soon as they are free.

    Left to itself, glibc takes the results of workers, which arrive by the megabyte, out of one
    heap with what is made of them and stays: 150 MB of holes at 10,000 articles.
    """
    with contextlib.suppress(AttributeError):  # another C library has no such setting
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


@contextlib.contextmanager
def quiet_collector() -> Iterator[None]:
    """Records are many, long-lived and without cycles: looking for cycles among them is waste."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Shared(Generic[Value]):
    """Something large that all jobs need: taken apart once here, and put together once a worker.

    `key` says what it is, so that a worker knows whether it has it.
    """

    def __init__(self, value: Value, key: str) -> None:
        self.value = value
        self._key = key
        self._raw: npt.NDArray[np.uint8] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """What travels: an array, which joblib puts where all of a machine's processes read it."""
        if self._raw is None:
            self._raw = np.frombuffer(pickle.dumps(self.value, pickle.HIGHEST_PROTOCOL), np.uint8)
        return _arrived, (self._key, self._raw)


_here: dict[str, Shared[Any]] = {}  # what has arrived in this worker


def _arrived(key: str, raw: npt.NDArray[np.uint8]) -> Shared[Any]:
    if key not in _here:
        _here.clear()  # a worker outlives a build, and what that one shared
        _here[key] = Shared(pickle.loads(raw.data), key)  # noqa: S301 (sent by ourselves)
    return _here[key]


@contextlib.contextmanager
def cluster(address: str) -> Iterator[None]:
    """Work inside runs on the Dask cluster whose scheduler is at `address`, e.g. tcp://host:8786.

    Its workers need newsarchive in the same version and the seeds under the same path; all else the
    jobs carry with them. A worker that dies has its jobs done by the others. Raises ConfigError
    when Dask is not installed or nobody answers.
    """
    from joblib import parallel_config  # noqa: PLC0415 (see each)

    try:
        from distributed import Client  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise ConfigError(
            "--cluster: Dask is not installed; pip install -r requirements-cluster.in"
        ) from error
    try:
        client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ConfigError(
            f"--cluster {address}: no scheduler answers there; start one with `dask scheduler`"
        ) from error
    with client, parallel_config(backend="dask", client=client):
        yield
