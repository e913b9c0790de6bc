"""What a second worker brings: the per-article work of an archive on one process, then on two.

    python -m benchmarks.workers --articles 1000

Each run is a process of its own with nothing remembered, so that loading models counts. On shared
cores the clock says little: read the processor seconds beside it. What the parent uses with two
workers is done while they wait or run beside it, and so is the most that is not shared out.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic import write_archive
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, memory
from newsarchive.describe.catalogue import catalogue
from newsarchive.ingest.accession import accession


def per_article(root: Path, workers: int) -> dict[str, float]:
    """Wall and processor seconds of ingest and describe, from nothing."""
    config = Config(workers=workers)
    cache = Cache(root / ".cache" / f"{workers}.sqlite")
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


def run(root: Path, workers: int) -> dict[str, float]:
    """`per_article` in a process of its own, with what it and its workers used."""
    command = [sys.executable, "-m", "benchmarks.workers", "--of", str(root), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        told: dict[str, float] = json.loads(child.stdout.read())
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    total = used.ru_utime + used.ru_stime
    return {**told, "processor": total, "workers": total - told["parent"]}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--of", nargs=2, metavar=("DIR", "WORKERS"), help="one run, as JSON")
    given = arguments.parse_args()
    if given.of:
        print(json.dumps(per_article(Path(given.of[0]), int(given.of[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_archive(root, given.articles)
        runs = {workers: run(root, workers) for workers in (1, 2)}
    for workers, one in runs.items():
        print(f"{workers}: " + " ".join(f"{name}={value:.1f}" for name, value in one.items()))
    one, two = runs[1], runs[2]
    clock = (one["ingest"] + one["describe"]) / (two["ingest"] + two["describe"])
    print(f"ratio={clock:.2f} parent_share={two['parent'] / two['processor']:.2f}")


if __name__ == "__main__":
    main()
