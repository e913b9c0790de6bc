"""The road: open the resources, call the four phases in order, gather the report.

No rule of any phase lives here, and nothing is printed.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from newsarchive import disk, settled, suppress, verify
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, engines, memory
from newsarchive.describe import review as describe_review
from newsarchive.describe.catalogue import catalogue, describe_all
from newsarchive.describe.names import review as names_review
from newsarchive.errors import DiskError
from newsarchive.forks import aside
from newsarchive.ingest.accession import absent, accession
from newsarchive.ingest.explain import ExplainedLine
from newsarchive.ingest.explain import explain as explain_lines
from newsarchive.lock import hold
from newsarchive.model import Archive, Record, Rejected
from newsarchive.parallel import quiet_collector
from newsarchive.publish.publish import publish
from newsarchive.publish.site import Survey, forget_old_site, survey
from newsarchive.publish.write import Published
from newsarchive.relate.assemble import assemble
from newsarchive.report import Report
from newsarchive.settled import Look, Settled

log = logging.getLogger(__name__)

_PURGED = "suppressed.json"  # in the cache: what it was purged of

Say = Callable[[str], None]  # told the name of each phase as it begins


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits for an editor."""

    sentences: tuple[describe_review.Waiting, ...]  # missing, doubtful, machine-made; worst first
    names: tuple[names_review.Unknown, ...]  # in no authority file, most frequent first
    merges: tuple[names_review.Suggestion, ...]  # probably one thing, surest first
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One seed: why each line was kept or removed, and what was found in it."""

    lines: tuple[ExplainedLine, ...]
    records: tuple[Record, ...]  # more than one for a container, none for a rejected file


def build(
    root: Path,
    config: Config,
    *,
    say: Say = lambda _: None,
    looked: Look | None = None,
    stands: Callable[[], None] = lambda: None,
) -> Report:
    """Bring the archive in folder `root` up to date, pages and site.

    `looked`: what stands there, where somebody has just looked. `stands` is called as soon as a new
    site stands, before the build is over. Raises ConfigError, DiskError or LockError; a bad article
    is no error but a Rejected.
    """
    clock = _Clock(say)
    with hold(root), quiet_collector():
        verify.read(root)  # a register that cannot be read is to stop a build before it begins
        settled.forget(root, config)
        _forget_purge(root, config)
        looked = looked or settled.look(root, config)
        beside = partial(_beside, root, config, looked)
        with (
            aside(beside, kind=Survey, workers=config.workers) as surveyed,
            closing(_cache(root, config)) as cache,
        ):
            engine = engines.open_engine(config.translation)
            archive = _read(root, config, cache, clock, engine=engine, looked=looked)
            with clock.phase("publish"):
                published = publish(
                    archive,
                    root=root,
                    config=config,
                    cache=cache,
                    surveyed=surveyed(),
                    stands=stands,
                )
            _purge(root, config, archive, cache)
            _settle(root, config, looked, archive, published)
    notes = _notes(root, config, archive)
    return Report(len(archive.records), archive.rejected, published, tuple(clock.seconds), notes)


def read(root: Path, config: Config, *, say: Say = lambda _: None) -> Archive:
    """The archive as a build would find it. Translates nothing, writes nothing but the cache.

    An archive that one may only read is read all the same, at the price of working all of it out.
    """
    try:
        cache = _cache(root, config)
    except DiskError as error:
        log.info("nothing is remembered: %s", error)
        cache = Cache(None)
    with closing(cache):
        archive = _read(root, config, cache, _Clock(say), engine=None)
        list(archive.records.values())  # they stay when the cache is gone
        return archive


def review(root: Path, config: Config, *, say: Say = lambda _: None) -> Waiting:
    """What an editor should look at before the archive is published."""
    archive = read(root, config, say=say)
    records = tuple(archive.records.values())
    return Waiting(
        sentences=describe_review.waiting(records, memory=memory.load(root / config.translations)),
        names=names_review.unknown_names(records),
        merges=names_review.suggested_merges(records, authority.load(root / config.authority)),
        rejected=archive.rejected,
    )


def explain(root: Path, config: Config, seed: str) -> Explained:
    """Why the archive's `seed` came out as it did; its path, within seeds/ or from here.

    Raises ConfigError when there is no such file or it cannot be read.
    """
    seeds = root / config.seeds
    path = seeds / seed if (seeds / seed).is_file() else Path(seed)
    lines = explain_lines(path)
    below = path.resolve().relative_to(seeds.resolve()).as_posix()
    records = read(root, config).records.values()
    return Explained(lines, tuple(one for one in records if one.article.origin.path == below))


def warm(root: Path, config: Config) -> None:
    """Load what a new article needs, so that in a process that stays the first does not wait."""
    from newsarchive.publish import generator  # noqa: F401, PLC0415 (MkDocs takes long to import)

    with closing(_cache(root, config)) as cache:
        archive = _read(root, config, cache, _Clock(lambda _: None), engine=None)
        languages = {card.heading.language: name for name, card in archive.cards.items()}
        one_each = [archive.records[name].article for name in languages.values()]
        names = authority.load(root / config.authority, cache)
        list(describe_all(one_each, authority=names, cache=cache, workers=1))


def prepare(root: Path, config: Config, waiting: Waiting) -> int:
    """Give every missing sentence an empty entry to fill in; how many there were to add."""
    with hold(root):
        held = memory.load(root / config.translations)
        return describe_review.invite(waiting.sentences, memory=held)


def _beside(root: Path, config: Config, looked: Look) -> Survey:
    """What can be done while articles are read: look at what stands, and record the raw files."""
    verify.record(root, config, looked.seeds)
    return survey(root, config)


def _read(
    root: Path,
    config: Config,
    cache: Cache,
    clock: "_Clock",
    *,
    engine: engines.Engine | None,
    looked: Look | None = None,
) -> Archive:
    with clock.phase("ingest"):
        suppressed = suppress.load(root)
        articles, rejected = accession(
            root / config.seeds,
            cache=cache,
            workers=config.workers,
            suppressed={one.article for one in suppressed},
            looked=looked.seeds if looked else None,
        )
    names = authority.load(root / config.authority, cache)
    with clock.phase("describe"):
        records = catalogue(
            articles,
            config=config,
            authority=names,
            memory=memory.load(root / config.translations, cache),
            engine=engine,
            cache=cache,
        )
    with clock.phase("relate"):
        archive = assemble(records, rejected, cache=cache, workers=config.workers)
    return replace(archive, moved=tuple(sorted(names.moved.items())), suppressed=suppressed)


def _notes(root: Path, config: Config, archive: Archive) -> tuple[str, ...]:
    """A slip in an article's name would leave it published, and its editor sure that it is not."""
    names = absent(root / config.seeds, [one.article for one in archive.suppressed])
    return tuple(
        f"{suppress.FILE}: no seed has the address articles/{name}/; right if its file was removed"
        for name in names
    )


def _forget_purge(root: Path, config: Config) -> None:
    """To be called before anything is read: what was taken down before may be in the cache again
    as soon as suppress.yml says otherwise, be the build killed or not.
    """
    done = root / config.cache / _PURGED
    if done.is_file() and done.read_bytes() != msgspec.json.encode(suppress.load(root)):
        disk.remove(done, upto=root)


def _purge(root: Path, config: Config, archive: Archive, cache: Cache) -> None:
    """Once after each change of suppress.yml: leave no text of what was taken down anywhere."""
    done = root / config.cache / _PURGED
    if archive.suppressed and not done.is_file():
        cache.forget_unused()
        forget_old_site(root, config)
        disk.write(done, msgspec.json.encode(archive.suppressed))


def _settle(
    root: Path, config: Config, looked: Look, archive: Archive, published: Published
) -> None:
    """Let the next build know that there is nothing to do, unless it might find something.

    An engine that gave no answer may give one next time. What changed since it was `looked` at is
    seen to have changed.
    """
    waiting = config.translation.engine != "none" and not all(
        card.telling.complete for card in archive.cards.values()
    )
    if not waiting:
        pages = len(published.written) + published.unchanged
        left = Settled(looked.inputs, len(archive.records), archive.rejected, pages)
        settled.keep(root, config, left)


def _cache(root: Path, config: Config) -> Cache:
    return Cache(root / config.cache / "remembered.sqlite")


class _Clock:
    """Says when a phase begins and keeps how long each took."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        self._say(name)
        began = time.perf_counter()
        yield
        spent = time.perf_counter() - began
        self.seconds.append((name, round(spent, 3)))
        log.info("%s: %.2f s", name, spent)
