"""Kill builds at random moments and make their disk fail: what readers see, what comes next.

    python -m benchmarks.crash --kills 200

An archive of a hundred made-up articles goes from one of four states to another. The build in
between is killed (SIGKILL, SIGTERM, Ctrl-C) or its Nth write, rename, link or fsync fails. Then the
site must be, byte for byte, the old state's or the new one's as a build from nothing made it, no
raw file may have changed, and the next build must give the new state without help. The search
index is left out of the comparison: its segments tell of the order of builds.
"""

import argparse
import builtins
import hashlib
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.synthetic import write_archive
from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.errors import ArchiveError
from newsarchive.publish import swap as swapping

NOSPACE = OSError(28, "No space left on device", "some-file")
SIGNALS = {"SIGKILL": signal.SIGKILL, "SIGTERM": signal.SIGTERM, "Ctrl-C": signal.SIGINT}
FAILURES = ("write", "replace", "rename", "link", "fsync", "exchange")
ONCE = ("rename", "exchange")  # of which a build does one or none
SEARCH = ("search-index", "data")

Tree = Mapping[str, str]


@dataclass(slots=True)
class Tally:
    """What the kills came to."""

    kills: int = 0
    broken: int = 0
    lost: int = 0
    next_ok: int = 0
    ends: Counter[str] = field(default_factory=Counter)


def tree(folder: Path) -> Tree:
    """Every file of a site but the search index, with its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not set(SEARCH) & set(path.relative_to(folder).parts)
    }


def states(origin: Path, articles: int) -> list[dict[str, bytes]]:
    """Four sets of seeds: as they are, some added, some edited, some removed."""
    write_archive(origin, articles + 5)
    all_seeds = {path.name: path.read_bytes() for path in sorted((origin / "seeds").iterdir())}
    names = sorted(all_seeds)
    base = {name: all_seeds[name] for name in names[:articles]}
    added = all_seeds
    edited = base | {name: base[name] + b"\n\nA late line follows.\n" for name in names[:5]}
    removed = {name: base[name] for name in names[3:articles]}
    return [base, added, edited, removed]


def put_seeds(root: Path, seeds: Mapping[str, bytes]) -> None:
    folder = root / "seeds"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path.name not in seeds:
            path.unlink()
    for name, content in seeds.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def in_child(work: Callable[[], object]) -> int:
    """Start `work` in a forked process, which needs to import nothing; its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        work()
        code = 0
    except ArchiveError as error:
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    finally:
        os._exit(code)


def fail_at(kind: str, number: int, root: Path) -> None:
    """From now on, in this process, the `number`th call of this kind finds the disk full."""
    calls = iter(range(1, 1 << 30))

    def failing(real: Callable[..., Any], counts: Callable[..., bool]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if counts(*args, **named) and next(calls) == number:
                raise NOSPACE
            return real(*args, **named)

        return call

    def writes(path: Any, mode: str = "r", *_: Any, **__: Any) -> bool:
        return isinstance(path, str | os.PathLike) and "r" not in mode and str(root) in str(path)

    if kind == "write":
        builtins.open = io.open = failing(io.open, writes)
    elif kind == "exchange":
        swapping._exchanged = failing(swapping._exchanged, lambda *_: True)  # noqa: SLF001
    else:
        setattr(os, kind, failing(getattr(os, kind), lambda *_, **__: True))


def interrupted(root: Path, how: str, rnd: random.Random, seconds: float) -> str:
    """Build and be killed on the way; what end the build came to."""
    if how in FAILURES:
        number = 1 if how in ONCE else int(rnd.expovariate(1 / 30)) + 1

        def work() -> None:
            fail_at(how, number, root)
            build(root, Config())

        child = in_child(work)
    else:
        child = in_child(lambda: build(root, Config()))
        time.sleep(rnd.uniform(0, seconds))
        with suppress(ProcessLookupError):
            os.kill(child, SIGNALS[how])
    _, status = os.waitpid(child, 0)
    return f"{how}: {os.waitstatus_to_exitcode(status)}"


def whole_build(root: Path) -> bool:
    _, status = os.waitpid(in_child(lambda: build(root, Config())), 0)
    return os.waitstatus_to_exitcode(status) == 0


def expected(work: Path, seeds: Sequence[Mapping[str, bytes]]) -> list[Tree]:
    """The site of each state, built from nothing."""
    trees = []
    for number, state in enumerate(seeds):
        root = work / f"state{number}"
        (root / "docs").mkdir(parents=True)
        put_seeds(root, state)
        if not whole_build(root):
            raise SystemExit(f"state {number} does not build even undisturbed")
        trees.append(tree(root / "site"))
        shutil.rmtree(root)
    return trees


def try_once(
    root: Path,
    rnd: random.Random,
    tally: Tally,
    *,
    how: str,
    at: int,
    seeds: Sequence[Mapping[str, bytes]],
    right: Sequence[Tree],
    seconds: float,
) -> int:
    """One kill on the way from state `at`; the state that the archive is in afterwards."""
    to = rnd.choice([n for n in range(len(seeds)) if n != at])
    put_seeds(root, seeds[to])
    tally.ends[interrupted(root, how, rnd, seconds)] += 1
    tally.kills += 1
    tally.broken += tree(root / "site") not in (right[at], right[to])
    kept = {path.name: path.read_bytes() for path in (root / "seeds").iterdir()}
    tally.lost += kept != seeds[to]
    tally.next_ok += whole_build(root) and tree(root / "site") == right[to]
    return to


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--articles", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    tally, rnd = Tally(), random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        seeds = states(work / "origin", given.articles)
        right = expected(work, seeds)
        root = work / "archive"
        (root / "docs").mkdir(parents=True)
        put_seeds(root, seeds[0])
        whole_build(root)
        put_seeds(root, seeds[1])
        began = time.perf_counter()
        whole_build(root)
        seconds, at = time.perf_counter() - began, 1
        for _ in range(given.kills):
            how = rnd.choice([*SIGNALS, *FAILURES])
            at = try_once(
                root, rnd, tally, how=how, at=at, seeds=seeds, right=right, seconds=seconds
            )
    for end, times in sorted(tally.ends.items()):
        print(f"{times:4} builds ended by {end}")
    print(f"kills={tally.kills} broken={tally.broken} lost={tally.lost} next_ok={tally.next_ok}")


if __name__ == "__main__":
    main()
