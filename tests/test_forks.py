"""Work is shared out to copies of the process, and whatever becomes of one is told."""

import logging
import os
import signal
import threading
from collections.abc import Iterator
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


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No process and no open file, however it went."""
    files = open_files()
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert open_files() == files


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
