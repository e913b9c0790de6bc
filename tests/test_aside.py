"""Work beside other work gives what it would have given here, whatever becomes of it."""

import fcntl
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from newsarchive import aside as asides
from newsarchive.aside import aside
from newsarchive.disk import Stamp

Found = dict[str, Stamp]
FOUND = {"a": Stamp(1, 2)}


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores, wherever the tests run."""
    monkeypatch.setattr(asides, "_has_room", lambda: True)


def found_by(caller: int) -> Found:
    return {str(caller == os.getpid()): Stamp(1, 2)}


def test_it_is_done_in_another_process_and_what_it_gave_arrives() -> None:
    with aside(partial(found_by, os.getpid()), kind=Found) as found:
        assert found() == {"False": Stamp(1, 2)}


def test_without_a_second_core_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asides, "_has_room", lambda: False)
    with aside(partial(found_by, os.getpid()), kind=Found) as found:
        assert found() == {"True": Stamp(1, 2)}


def dies_elsewhere(home: int) -> Found:
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return FOUND


def test_a_copy_that_dies_has_its_work_done_here() -> None:
    with aside(partial(dies_elsewhere, os.getpid()), kind=Found) as found:
        assert found() == FOUND


def raises() -> Found:
    raise FileNotFoundError(2, "no such file", "seeds")


def test_what_it_raises_is_raised_where_its_result_is_asked_for() -> None:
    with aside(raises, kind=Found) as found, pytest.raises(FileNotFoundError, match="seeds"):
        found()


def waits() -> Found:
    signal.pause()
    return FOUND


def test_a_copy_that_nobody_asked_is_no_more_afterwards() -> None:
    with pytest.raises(KeyboardInterrupt), aside(waits, kind=Found):
        raise KeyboardInterrupt
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_lock_of_the_parent_does_not_live_on_in_the_copy(tmp_path: Path) -> None:
    held = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(held, fcntl.LOCK_EX)
    with aside(partial(closed_elsewhere, os.getpid(), held), kind=list[bool]) as closed:
        assert closed() == [True]
    fcntl.flock(held, fcntl.LOCK_UN)
    os.close(held)


def closed_elsewhere(home: int, held: int) -> list[bool]:
    try:
        os.fstat(held)
    except OSError:
        return [os.getpid() != home]
    return [False]
