"""The road: open the resources, call the four phases in order, gather the report.

No rule of any phase lives here, and nothing is printed.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from newsarchive import verify
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, engines, memory
from newsarchive.describe import review as describe_review
from newsarchive.describe.catalogue import catalogue
from newsarchive.ingest.accession import accession
from newsarchive.lock import hold
from newsarchive.model import Archive, Rejected
from newsarchive.publish.publish import Published, publish
from newsarchive.relate.assemble import assemble

log = logging.getLogger(__name__)

Say = Callable[[str], None]  # told the name of each phase as it begins


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    articles: int
    rejected: tuple[Rejected, ...]
    published: Published
    seconds: tuple[tuple[str, float], ...]  # phase and wall-clock seconds, in order


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits for an editor."""

    sentences: tuple[describe_review.Waiting, ...]  # missing, doubtful, machine-made; worst first
    rejected: tuple[Rejected, ...]


def build(root: Path, config: Config, *, say: Say = lambda _: None) -> Report:
    """Bring the archive in folder `root` up to date, pages and site.

    Raises ConfigError, DiskError or LockError; a bad article is no error but a Rejected.
    """
    with hold(root), closing(_cache(root, config)) as cache:
        clock = _Clock(say)
        archive = _read(root, config, cache, clock)
        verify.record(root, config)
        with clock.phase("publish"):
            published = publish(archive, root=root, config=config, cache=cache)
    return Report(len(archive.records), archive.rejected, published, tuple(clock.seconds))


def read(root: Path, config: Config, *, say: Say = lambda _: None) -> Archive:
    """The archive as it would be published, with nothing written but the cache."""
    with closing(_cache(root, config)) as cache:
        return _read(root, config, cache, _Clock(say))


def review(root: Path, config: Config, *, say: Say = lambda _: None) -> Waiting:
    """What an editor should look at before the archive is published."""
    archive = read(root, config, say=say)
    held = memory.load(root / config.translations)
    sentences = describe_review.waiting(tuple(archive.records.values()), memory=held)
    return Waiting(sentences=sentences, rejected=archive.rejected)


def _read(root: Path, config: Config, cache: Cache, clock: "_Clock") -> Archive:
    with clock.phase("ingest"):
        articles, rejected = accession(root / config.seeds, cache=cache, workers=config.workers)
    names = authority.load(root / config.authority)
    with clock.phase("describe"):
        records = catalogue(
            articles,
            config=config,
            authority=names,
            memory=memory.load(root / config.translations),
            engine=engines.open_engine(config.translation),
            cache=cache,
        )
    with clock.phase("relate"):
        archive = assemble(records, rejected, cache=cache)
    return replace(archive, moved=tuple(sorted(names.moved.items())))


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
