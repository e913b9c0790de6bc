"""One build at a time."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from newsarchive.errors import LockError
from newsarchive.lock import LOCK, hold

HOLDER = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from newsarchive.lock import hold
    with hold(Path(sys.argv[1])):
        sys.stdout.write("held\\n"); sys.stdout.flush()
        time.sleep(60)
    """
)


def test_a_second_build_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(LockError, match=rf"process {os.getpid()}"), hold(tmp_path):
        pass


def test_the_lock_is_free_again_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError), hold(tmp_path):
        raise ValueError
    with hold(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_the_lock_of_a_killed_holder_is_taken_over(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockError, match=f"process {holder.pid}"), hold(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with hold(tmp_path):
        pass
