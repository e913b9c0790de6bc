"""What a killed build leaves behind, with a real process and a real SIGKILL."""

import subprocess
import sys
import textwrap
import time
from pathlib import Path

from newsarchive.describe import memory
from newsarchive.describe.ask import BATCH

CHILD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from newsarchive.describe.ask import Job, Wanted, ask
    from newsarchive.describe.memory import load

    class Slow:
        def named(self, source, target):
            return "slow 1"

        def translate(self, sentences, source, target, *, no_repeat=False):
            time.sleep(0.05)
            return [f"The day {s.split()[1]}" for s in sentences]

    wanted = [Wanted(f"День {n}.", "a", ()) for n in range(100_000)]
    ask(Job("ru", "en", Slow(), load(Path(sys.argv[1])), None), wanted)
    """
)


def test_a_killed_build_leaves_whole_batches_and_a_sound_file(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)])
    try:
        path = tmp_path / "ru-en.po"
        until = time.monotonic() + 30
        while not path.exists() or path.read_text("utf-8").count("slow 1") < 2 * BATCH:
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        child.kill()
        child.wait()
    kept = memory.load(tmp_path)
    finished = path.read_text("utf-8").count("slow 1")
    assert finished % BATCH == 0
    found = [kept.find(f"День {n}.", "ru", "en") for n in range(finished)]
    assert all(one and one.target == f"The day {n}." for n, one in enumerate(found))
