"""What a second worker brings: the per-article work of an archive on one process, then on two.

    python -m benchmarks.workers --articles 1000

Each run is a process of its own with nothing remembered, so that loading models counts. On shared
cores the clock says little: read the processor seconds beside it. What the parent uses with two
workers is done while they wait or run beside it, and so is the most that is not shared out.
The ceiling is what the machine itself gives: the work of two processes that know nothing of each
other, at the same time, against that of one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.rebuild import compiled
from benchmarks.synthetic import write_archive
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, memory
from newsarchive.describe.catalogue import catalogue
from newsarchive.ingest.accession import accession
from newsarchive.parallel import quiet_collector


def per_article(root: Path, workers: int) -> dict[str, float]:
    """Wall and processor seconds of ingest and describe, from nothing."""
    config = Config(workers=workers)
    cache = Cache(root / ".cache" / f"{os.getpid()}.sqlite")
    began = time.perf_counter()
    articles, _ = accession(root / config.seeds, cache=cache, workers=workers)
    read = time.perf_counter()
    catalogue(
        articles,
        config=config,
        authority=authority.load(root / config.authority),
        memory=memory.load(root / config.translations),
        engine=None,
        cache=cache,
    )
    done = time.perf_counter()
    cache.close()
    return {"ingest": read - began, "describe": done - read, "parent": time.process_time()}


def start(root: Path, workers: int) -> "subprocess.Popen[bytes]":
    """`per_article` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.workers", "--of", str(root), str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=compiled())


def ended(child: "subprocess.Popen[bytes]") -> dict[str, float]:
    """What it found, with what it and its workers used."""
    assert child.stdout is not None
    told: dict[str, float] = json.loads(child.stdout.read())
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    total = used.ru_utime + used.ru_stime
    return {**told, "processor": total, "workers": total - told["parent"]}


def clock(run: dict[str, float]) -> float:
    """Wall seconds of the per-article work."""
    return run["ingest"] + run["describe"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--of", nargs=2, metavar=("DIR", "WORKERS"), help="one run, as JSON")
    given = arguments.parse_args()
    if given.of:
        with quiet_collector():  # as in a build
            print(json.dumps(per_article(Path(given.of[0]), int(given.of[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_archive(root, given.articles)
        one, two = (ended(start(root, workers)) for workers in (1, 2))
        both = [ended(child) for child in [start(root, 1), start(root, 1)]]
    for name, run in (("1", one), ("2", two), ("1 beside 1", both[0])):
        print(f"{name}: " + " ".join(f"{key}={value:.1f}" for key, value in run.items()))
    ceiling = 2 * clock(one) / max(map(clock, both))
    print(
        f"ratio={clock(one) / clock(two):.2f} ceiling={ceiling:.2f} "
        f"parent_share={two['parent'] / two['processor']:.2f}"
    )


if __name__ == "__main__":
    main()
