"""What a build costs: from nothing, with one article added, with nothing changed.

    python -m benchmarks.rebuild --articles 1000
    python -m benchmarks.rebuild --articles 10000 --keep /tmp/ten --no-plain

Makes an archive of made-up articles, every sentence of them translated in its memory, builds it
through the command line as a user would, each time in a process of its own, and has plain MkDocs +
Material render the same pages in the same run. With --keep the archive stays: a second run with the
same folder goes on adding to it, and gives the figures from nothing as they were measured when it
was made.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from benchmarks.synthetic import write_archive
from newsarchive import config, disk
from newsarchive.cache import Cache
from newsarchive.describe import memory
from newsarchive.describe.catalogue import split
from newsarchive.describe.memory import Entry
from newsarchive.describe.translate import units
from newsarchive.ingest.accession import accession

LATER = 20  # articles, beyond those of the first build, that are translated with them
HERE = Path(__file__).parent.parent
COMPILED = Path(tempfile.gettempdir(), "newsarchive-benchmark-compiled")
FIGURES = "figures.json"  # of an archive that is kept, from nothing
WAITING = "waiting"  # folder of seeds, translated already, that are to be added later
PLAIN = """\
site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false, features: [navigation.prune]}
nav: [index.md]
not_in_nav: "*"
validation: {links: {not_found: ignore, unrecognized_links: ignore}}
"""
TRANSLATE = "import sys; from benchmarks import rebuild; rebuild.translate(sys.argv[1])"
RENDER = (
    "import sys; from pathlib import Path; from newsarchive import config;"
    "from newsarchive.publish.site import build_site;"
    "root = Path(sys.argv[1]); print(build_site(root, config.load(root)).rendered)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One process that ran to its end."""

    seconds: float
    processor: float  # seconds, of it and all its children
    memory: float  # MB at most, of the largest process among it and its children
    out: str


def run(command: list[str]) -> Run:
    """Raises SystemExit with what the command said when it fails."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=HERE, stdout=out, stderr=told, env=compiled())
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}\n{told.read()}")
        return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read())


def compiled() -> dict[str, str]:
    """The environment in which Python keeps its modules compiled, as it does unless told not to."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(COMPILED), **kept}


def build(root: Path) -> Run:
    return run([sys.executable, "build_archive.py", "--archive", str(root), "--json"])


def translate(folder: str) -> None:
    """Put each sentence of the archive in `folder`, in Latin letters, into its memory as a
    translation; nothing of what is read for it is remembered.
    """
    root, cache = Path(folder), Cache(None)
    chosen = config.load(root)
    articles, _ = accession(root / chosen.seeds, cache=cache)
    held = memory.load(root / chosen.translations)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for article in articles:
        for target in chosen.reader_languages:
            if memory.primary(article.language) != memory.primary(target):
                texts = found.setdefault((article.language, target), {})
                texts.update(dict.fromkeys(units(article, split(article))))
    for pair, sentences in found.items():
        held.add([Entry(one, anyascii(one), accepted=True) for one in sentences], *pair)


def render(root: Path) -> Run:
    """The site alone, from nothing, out of pages that are written already."""
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache/site")
    return run([sys.executable, "-c", RENDER, str(root)])


def render_plainly(root: Path) -> Run:
    """The same pages by MkDocs and Material as they come, search included."""
    (root / "plain.yml").write_text(PLAIN)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "plain.yml")]
    return run([*command, "-d", str(root / "plain")])


def phases(done: Run) -> str:
    report = json.loads(done.out)
    return " ".join(f"{name}={seconds:.2f}" for name, seconds in report["seconds"])


def megabytes(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def overhead(root: Path) -> float:
    """KB of an article's page beyond its own HTML, the median of 50."""
    pages = sorted((root / "docs/articles").glob("[0-9]*.md"))[:50]
    sizes = [
        (root / "site/articles" / page.stem / "index.html").stat().st_size - page.stat().st_size
        for page in pages
    ]
    return statistics.median(sizes) / 1024


def make_archive(root: Path, articles: int) -> None:
    """Made-up seeds, not built yet, each sentence in the memory; LATER more of them are waiting."""
    write_archive(root, articles + LATER)
    (root / "docs").mkdir(exist_ok=True)
    run([sys.executable, "-c", TRANSLATE, str(root)])
    (root / WAITING).mkdir()
    for path in sorted((root / "seeds").iterdir())[articles:]:
        path.rename(root / WAITING / path.name)


def measure_from_nothing(root: Path, articles: int, *, plain: bool) -> dict[str, float]:
    make_archive(root, articles)
    full = build(root)
    print(
        f"from nothing: {full.seconds:.1f} s ({full.processor:.1f} s of processor time),", end=" "
    )
    print(f"{full.memory:.0f} MB; {phases(full)}")
    rendered = render(root)
    pages = int(rendered.out)
    print(f"rendering from nothing: {rendered.seconds:.1f} s, {rendered.memory:.0f} MB,", end=" ")
    print(f"{pages} pages, {pages / rendered.seconds:.0f} a second")
    if plain:
        theirs = render_plainly(root)
        size = megabytes(root / "plain")
        print(f"plain MkDocs + Material: {theirs.seconds:.1f} s, {theirs.memory:.0f} MB,", end=" ")
        print(f"{size:.0f} MB on disk; one page added costs it as much again")
        shutil.rmtree(root / "plain")
    (root / "plain.yml").unlink(missing_ok=True)
    return {"full_s": full.seconds, "render_s": rendered.seconds, "rss_mb": full.memory}


def from_nothing(root: Path, articles: int, *, plain: bool) -> dict[str, float]:
    """The figures of the first run in `root`, measured now or then."""
    kept = root / FIGURES
    if not kept.is_file():
        kept.write_text(json.dumps(measure_from_nothing(root, articles, plain=plain)))
    figures: dict[str, float] = json.loads(kept.read_text())
    return figures


def added(root: Path) -> Run:
    """One article more than there are."""
    waiting = sorted((root / WAITING).iterdir()) if (root / WAITING).is_dir() else []
    if waiting:
        waiting[0].rename(root / "seeds" / waiting[0].name)
    else:  # one that nobody has translated
        write_archive(root, 1, start=sum(1 for _ in (root / "seeds").iterdir()))
    done = build(root)
    changed = len(json.loads(done.out)["published"]["written"])
    print(f"one added: {done.seconds:.2f} s ({done.processor:.2f} s of processor time),", end=" ")
    print(f"{done.memory:.0f} MB, {changed} pages written; {phases(done)}")
    return done


def code() -> dict[str, disk.Stamp]:
    """Every file of the package as it stands: a build makes every page anew when one changed."""
    return {
        name: one
        for name, one in disk.scan(HERE / "newsarchive").items()
        if "__pycache__" not in name
    }


def measure(root: Path, articles: int, *, repeats: int, plain: bool) -> None:
    before = code()
    figures = from_nothing(root, articles, plain=plain)
    build(root)  # with the code of today, before anything is measured
    noops = [build(root).seconds for _ in range(repeats)]
    adds = [added(root).seconds for _ in range(repeats)]
    if code() != before:
        print("the package changed meanwhile: pages were made anew for that, measure again")
    print(f"an article's page, beyond its own HTML: {overhead(root):.1f} KB")
    print(
        f"full_s={figures['full_s']:.1f} render_s={figures['render_s']:.1f} "
        f"add_s={statistics.median(adds):.2f} noop_s={statistics.median(noops):.2f} "
        f"rss_mb={figures['rss_mb']:.0f} site_mb={megabytes(root / 'site'):.1f}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--repeats", type=int, default=3, help="of which the median is given")
    arguments.add_argument("--no-plain", action="store_true", help="leave plain MkDocs out")
    arguments.add_argument("--keep", type=Path, help="folder of an archive that stays, or is made")
    given = arguments.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        measure(given.keep, given.articles, repeats=given.repeats, plain=not given.no_plain)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.articles, repeats=given.repeats, plain=not given.no_plain)


if __name__ == "__main__":
    main()
