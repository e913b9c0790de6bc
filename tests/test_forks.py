"""Work is shared out to copies of the process, and whatever becomes of one is told."""

import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from newsarchive import forks
from newsarchive.errors import ArchiveError, ConfigError

pytestmark = pytest.mark.skipif(not forks.POSSIBLE, reason="no copies of a process here")

JOBS = range(2 * forks.FEW)


def number_and_process(number: int) -> bytes:
    return f"{number} {os.getpid()}".encode()


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def children() -> set[str]:
    """The processes that this one began, the dead that nobody waited for among them."""
    threads = Path("/proc/self/task").glob("*/children")
    return {process for thread in threads for process in thread.read_text().split()}


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No process and no open file, however it went."""
    files, others = open_files(), children()  # other tests' workers may still be there
    yield
    assert children() <= others
    assert open_files() <= files


def test_results_come_in_the_order_of_the_jobs_from_several_processes() -> None:
    results = [one.split() for one in forks.each(number_and_process, JOBS, workers=2)]
    assert [int(number) for number, _ in results] == list(JOBS)
    processes = {int(process) for _, process in results}
    assert len(processes) == 2
    assert os.getpid() not in processes


def test_few_jobs_are_done_right_here() -> None:
    done = forks.each(number_and_process, range(forks.FEW - 1), workers=2)
    assert {int(one.split()[1]) for one in done} == {os.getpid()}


def test_one_worker_is_this_process() -> None:
    done = forks.each(number_and_process, JOBS, workers=1)
    assert {int(one.split()[1]) for one in done} == {os.getpid()}


def test_results_larger_than_a_pipe_arrive_whole() -> None:
    done = forks.each(lambda number: bytes([number % 256]) * 300_000, JOBS, workers=2)
    assert all(one == bytes([n % 256]) * 300_000 for n, one in enumerate(done))


def test_what_a_job_raises_is_raised_here_as_itself() -> None:
    def fail(number: int) -> bytes:
        if number == 7:
            raise ConfigError("the seventh")
        return b""

    done = forks.each(fail, JOBS, workers=2)
    assert [next(done) for _ in range(7)] == [b""] * 7
    with pytest.raises(ConfigError, match="the seventh") as raised:
        next(done)
    assert "in fail" in raised.value.__notes__[0]


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    class LocalError(Exception):
        pass

    def fail(number: int) -> bytes:
        raise LocalError(number)

    with pytest.raises(RuntimeError, match=r"LocalError\(0\)"):
        list(forks.each(fail, JOBS, workers=2))


def test_a_copy_that_dies_is_told_and_nothing_comes_of_its_work() -> None:
    def die(number: int) -> bytes:
        if number == 9:
            os.kill(os.getpid(), signal.SIGKILL)
        return b""

    done = forks.each(die, JOBS, workers=2)
    with pytest.raises(ArchiveError, match=r"ended with -9; build again.*workers = 1"):
        list(done)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the tests run."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})


@pytest.mark.usefixtures("two_cores")
def test_what_is_done_aside_is_done_in_a_copy_and_arrives() -> None:
    with forks.aside(lambda: [os.getpid()], kind=list[int]) as found:
        assert found() != [os.getpid()]


def test_with_one_worker_nothing_is_done_aside() -> None:
    with forks.aside(lambda: [os.getpid()], kind=list[int], workers=1) as found:
        assert found() == [os.getpid()]


@pytest.mark.usefixtures("two_cores")
def test_what_is_raised_aside_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> list[int]:
        raise FileNotFoundError(2, "no such file", "seeds")

    with (
        forks.aside(fail, kind=list[int]) as found,
        pytest.raises(FileNotFoundError, match="seeds"),
    ):
        found()


@pytest.mark.usefixtures("two_cores")
def test_a_copy_that_nobody_asks_is_no_more_afterwards() -> None:
    def wait() -> list[int]:
        signal.pause()
        return []

    with pytest.raises(KeyboardInterrupt), forks.aside(wait, kind=list[int]):
        raise KeyboardInterrupt


@pytest.mark.usefixtures("two_cores")
def test_a_lock_does_not_live_on_in_a_copy(tmp_path: Path) -> None:
    held = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)

    def is_open() -> list[bool]:
        with contextlib.suppress(OSError):
            os.fstat(held)
            return [True]
        return [False]

    with forks.aside(is_open, kind=list[bool]) as found:
        assert found() == [False]
    os.close(held)


def test_copies_end_when_nobody_asks_for_more() -> None:
    done = forks.each(number_and_process, JOBS, workers=2)
    next(done)
    done.close()  # type: ignore[attr-defined]


def test_a_copy_logs_nothing_so_no_thread_that_does_can_hold_it_up() -> None:
    log, stop = logging.getLogger("tests.forks"), threading.Event()

    def busy() -> None:
        while not stop.is_set():
            log.error("busy")

    def logged(number: int) -> bytes:
        log.error("%s", number)
        return b""

    others = [threading.Thread(target=busy) for _ in range(2)]
    for one in others:
        one.start()
    try:
        assert list(forks.each(logged, JOBS, workers=2)) == [b""] * len(JOBS)
    finally:
        stop.set()
        for one in others:
            one.join()


@pytest.mark.usefixtures("two_cores")
def test_a_copy_dies_with_the_process_that_it_is_a_copy_of(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    first = os.fork()
    if not first:  # as a build that is killed while a copy works for it
        try:
            with forks.aside(partial(_wait, pid), kind=list[int]):
                while not pid.exists() or not pid.read_text():
                    pass
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.waitpid(first, 0)
    copy = int(pid.read_text())
    for _ in range(200):
        if not _is_at_work(copy):
            break
        time.sleep(0.01)
    assert not _is_at_work(copy)


def _wait(pid: Path) -> list[int]:
    pid.write_text(str(os.getpid()))
    signal.pause()
    return []


def _is_at_work(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
