"""The command line of benchmarks.synthetic."""

import argparse
import time
from pathlib import Path

from benchmarks.synthetic import write_archive


def main() -> None:
    """Write a made-up archive and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("--articles", type=int, required=True, metavar="N")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=0, metavar="K")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="number of the first")
    options = parser.parse_args()
    began = time.perf_counter()
    write_archive(options.out, options.articles, options.seed, options.start)
    seconds = time.perf_counter() - began
    print(f"{options.out}: {options.articles} articles, truth in {options.out / 'truth.jsonl'}")
    print(f"articles={options.articles} seconds={seconds:.1f}")


if __name__ == "__main__":
    main()
