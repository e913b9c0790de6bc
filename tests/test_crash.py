"""A killed build, or one whose disk fails, leaves the old site, and the next needs no help."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.crash import Tally, expected, put_seeds, try_once, whole_build
from tests.small_archive import TEXTS

STATES = [
    {f"{name}.txt": text.encode() for name, text in TEXTS.items()},
    {f"{name}.txt": f"{text}\nA late line follows.\n".encode() for name, text in TEXTS.items()},
    {"barges.txt": TEXTS["barges"].encode()},
]


def test_no_kill_breaks_the_site(tmp_path: Path) -> None:
    right = expected(tmp_path, STATES)
    root, tally, rnd, at = tmp_path / "archive", Tally(), random.Random(1), 0
    (root / "docs").mkdir(parents=True)
    put_seeds(root, STATES[0])
    assert whole_build(root)
    for how in ("SIGKILL", "write", "exchange", "Ctrl-C"):
        at = try_once(root, rnd, tally, how=how, at=at, seeds=STATES, right=right, seconds=0.6)
    assert (tally.broken, tally.lost, tally.next_ok) == (0, 0, 4), tally.ends
    assert tally.ends["exchange: 74"] == 1, "nothing failed, so nothing was tried"


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_two_hundred_kills_break_no_site() -> None:
    command = [sys.executable, "-m", "benchmarks.crash", "--kills", "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "kills=200 broken=0 lost=0 next_ok=200"
