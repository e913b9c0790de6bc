"""The same results in the same order, on one core, on all, and on a cluster that loses a worker."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.crash import tree
from benchmarks.synthetic import write_archive
from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.errors import ConfigError
from newsarchive.parallel import FEW, Shared, chunks, cluster, each

JOBS = list(range(4 * FEW))


def double(number: int) -> int:
    return 2 * number


def double_slowly(number: int) -> int:
    time.sleep(0.05)
    return 2 * number


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(each(double, JOBS, kind=int, workers=workers)) == [2 * number for number in JOBS]


@given(st.integers(0, 3000), st.integers(2, 40))
def test_chunks_hold_all_jobs_in_order_and_end_small(jobs: int, parts: int) -> None:
    handed = list(chunks(range(jobs), parts))
    assert [job for chunk in handed for job in chunk] == list(range(jobs))
    sizes = [len(chunk) for chunk in handed]
    assert sizes == sorted(sizes, reverse=True)
    assert not sizes or sizes[-1] == 1


def test_a_c_library_without_our_setting_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert list(each(double, JOBS, kind=int, workers=2)) == [2 * number for number in JOBS]


def test_few_jobs_run_where_they_are() -> None:
    assert list(each(lambda _: os.getpid(), range(FEW - 1), kind=int)) == [os.getpid()] * (FEW - 1)


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.parallel.PATIENCE", 0.2)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ConfigError, match=f"--cluster {address}: no scheduler"), cluster(address):
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def small_cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, as processes on this machine."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    paths = os.pathsep.join((str(Path(__file__).parent.parent), *sys.path))
    with ExitStack() as stack:
        scheduler = [*dask, "scheduler", "--host", address, "--no-dashboard", "--no-show"]
        worker = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        started = [
            subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, **quiet)  # type: ignore[call-overload]
            for command in (scheduler, worker, worker)
        ]
        for process in reversed(started):
            stack.callback(process.wait)
            stack.callback(process.kill)
        yield address, started


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own, about the worker we kill
def test_a_cluster_gives_the_same_results_though_a_worker_is_killed(
    small_cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    address, (_, victim, _) = small_cluster
    with cluster(address):
        threading.Timer(2, victim.send_signal, [signal.SIGKILL]).start()
        assert list(each(double_slowly, JOBS, kind=int)) == [2 * number for number in JOBS]
    assert victim.poll() is not None, "the worker outlived the work: nothing was tested"


def test_what_is_shared_is_put_together_once_a_worker() -> None:
    sent = [pickle.dumps(Shared([key], key)) for key in ("one", "one", "other")]
    first, again, other = (pickle.loads(raw).value for raw in sent)  # noqa: S301 (our own)
    assert (first, again, other) == (["one"], ["one"], ["other"])
    assert first is again


def length(job: int, *, shared: Shared[str]) -> int:
    return job + len(shared.value)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_see_what_is_shared(workers: int) -> None:
    work = partial(length, shared=Shared("abc", "a key"))
    assert list(each(work, JOBS, kind=int, workers=workers)) == [number + 3 for number in JOBS]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own, about the worker we kill
def test_an_archive_built_on_a_cluster_that_loses_a_worker_is_the_same(
    small_cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, (_, victim, _) = small_cluster
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (here, there):
        write_archive(root, 3 * FEW)
        (root / "docs").mkdir()
    build(here, Config())

    def kill_once_describing(phase: str) -> None:
        if phase == "describe":
            threading.Timer(1, victim.send_signal, [signal.SIGKILL]).start()

    with cluster(address):
        build(there, Config(), say=kill_once_describing)
    assert victim.poll() is not None, "the worker outlived the work: nothing was tested"
    assert tree(here / "site") == tree(there / "site")
