"""How long `serve` takes to follow: from a change saved to the open page being told.

    python -m benchmarks.serve --articles 1000
    python -m benchmarks.serve --articles 1000 --only template --repeats 9

Makes an archive of made-up articles, nearly every sentence of them translated in its memory and
half of their people on file, and shows it with the real `serve`, a process that runs from a copy of
the package, so that templates and theme can be changed too. Listens as an open page does. The last
line has the medians; where there are several edits of a kind (benchmarks/edits.py), the slowest of
them. `serve` waits .3 s for more changes before it builds: that is part of every figure.
"""

import argparse
import contextlib
import os
import queue
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.edits import KINDS, Desk, Kind, desk
from benchmarks.rebuild import HERE, compiled, make_archive

PATIENCE = 300.0  # seconds until a change is followed, or the first build is done
CALM = 1.5  # seconds between an edit's news and the next edit
SCRIPT = "build_archive.py"


@dataclass(frozen=True, slots=True)
class Followed:
    """One change, and what came of it."""

    seconds: float  # until the page was told
    processor: float  # seconds, of `serve` and all its children
    said: str  # what `serve` printed


class Served:
    """`serve` at work, and a page of it open."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._said: queue.Queue[str] = queue.Queue()
        self._news: queue.Queue[float] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        address = self._said.get(timeout=PATIENCE).partition(" ")[0]
        if not address:
            raise SystemExit(f"serve ended with {process.wait()}")
        threading.Thread(target=self._watch, args=(address,), daemon=True).start()

    def follow(self, kind: Kind, place: Desk, number: int) -> Followed:
        """Make the edit and wait until the page is told."""
        used = self._used()
        kind.edit(place, number)
        began = time.perf_counter()
        try:
            seconds = self._news.get(timeout=PATIENCE) - began
        except queue.Empty:
            raise SystemExit(f"{kind.name}: not followed; {self._last()}") from None
        time.sleep(CALM)
        if not self._news.empty():
            raise SystemExit(f"{kind.name}: rebuilt more than once")
        return Followed(seconds, self._used() - used, self._last())

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.put(line.strip())
        self._said.put("")

    def _watch(self, address: str) -> None:
        news = urllib.request.urlopen(f"{address}.reload")  # noqa: S310 (our own server)
        with contextlib.suppress(OSError), news:
            for line in news:
                if line == b"data: rebuilt\n":
                    self._news.put(time.perf_counter())

    def _last(self) -> str:
        said = ""
        with contextlib.suppress(queue.Empty):
            while True:
                said = self._said.get_nowait()
        return said

    def _used(self) -> float:
        """Processor seconds so far; 0 where the system does not tell."""
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
            return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        return 0.0


@contextlib.contextmanager
def served(root: Path, code: Path) -> Iterator[Served]:
    """The archive in `root`, built and shown by the package in `code`."""
    process = subprocess.Popen(
        [sys.executable, str(code / SCRIPT), "serve", "--archive", str(root), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**compiled(), "XDG_CACHE_HOME": str(code / "cache"), "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield Served(process)
    finally:
        process.send_signal(signal.SIGINT)  # as people end it, so that its workers end too
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def copy_code(folder: Path) -> None:
    """The package, whose templates may be changed there."""
    litter = shutil.ignore_patterns("__pycache__")
    shutil.copytree(HERE / "newsarchive", folder / "newsarchive", ignore=litter)
    shutil.copy2(HERE / SCRIPT, folder)


def told(kind: Kind, found: Sequence[Followed]) -> float:
    """Print what came of the edits of one kind; the median of their seconds."""
    seconds = sorted(one.seconds for one in found)
    middle = statistics.median(seconds)
    used = statistics.median(one.processor for one in found)
    print(f"{kind.name}: {middle:.2f} s ({seconds[0]:.2f} to {seconds[-1]:.2f}),", end=" ")
    print(f"{used:.2f} s of processor time; the last: {found[-1].said}", flush=True)
    return middle


def measure(folder: Path, articles: int, *, repeats: int, only: str) -> None:
    root, code = folder / "archive", folder / "code"
    root.mkdir()
    make_archive(root, articles)
    place = desk(root, code)
    copy_code(code)
    medians: dict[str, float] = {}
    with served(root, code) as page:
        first, *_ = KINDS
        page.follow(first, place, 0)  # by then `serve` has loaded what it loads beforehand
        for kind in KINDS:
            if only in kind.figure:
                found = [page.follow(kind, place, number) for number in range(1, repeats + 1)]
                medians[kind.figure] = max(told(kind, found), medians.get(kind.figure, 0.0))
    print(" ".join(f"{name}_s={seconds:.2f}" for name, seconds in medians.items()))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--repeats", type=int, default=5, help="of which the median is given")
    arguments.add_argument("--only", default="", help="seed, sidecar, authority, …")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.articles, repeats=given.repeats, only=given.only)


if __name__ == "__main__":
    main()
