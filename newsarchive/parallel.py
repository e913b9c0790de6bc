"""Run one pure function over many jobs, on all cores, in order. The only place that knows joblib.

Inside `cluster` the same calls run on a Dask cluster, through joblib's own backend.
"""

import contextlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from newsarchive.errors import ConfigError

Job = TypeVar("Job")
Result = TypeVar("Result")
Value = TypeVar("Value")

FEW = 32  # jobs; below this, starting workers costs more than they save
_AT_A_TIME = 8  # jobs a worker is handed: with more, one core idles while another does its last
PATIENCE = 10  # seconds a cluster's scheduler and its first worker may take to answer


def each(
    function: Callable[[Job], Result], jobs: Sequence[Job], *, workers: int = 0
) -> list[Result]:
    """`[function(job) for job in jobs]`; `workers` processes, 0 for one a core.

    `function` must be importable by name, since other processes run it.
    """
    if len(jobs) < FEW or workers == 1:
        return [function(job) for job in jobs]
    from joblib import Parallel, delayed  # noqa: PLC0415 (slow to load, and seldom needed)

    run = Parallel(n_jobs=workers or -1, batch_size=_AT_A_TIME)
    return list(run(delayed(function)(job) for job in jobs))


class Shared(Generic[Value]):
    """Something large that all jobs need: taken apart once here, and put together once a worker.

    `key` says what it is, so that a worker knows whether it has it.
    """

    def __init__(self, value: Value, key: str) -> None:
        self.value = value
        self._key = key
        self._raw: bytes | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """What travels: bytes, which cost next to nothing to send once more."""
        self._raw = self._raw or pickle.dumps(self.value, pickle.HIGHEST_PROTOCOL)
        return _arrived, (self._key, self._raw)


_here: dict[str, Shared[Any]] = {}  # what has arrived in this worker


def _arrived(key: str, raw: bytes) -> Shared[Any]:
    if key not in _here:
        _here.clear()  # a worker outlives a build, and what that one shared
        _here[key] = Shared(pickle.loads(raw), key)  # noqa: S301 (sent by ourselves)
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
