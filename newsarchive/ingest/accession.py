"""The order inside ingest: which files are read, what each one became, and which are copies.

Which files there are is found in intake.py, how one is read decided in reading.py, how a page is
cleaned in clean.py.
"""

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.cards import Filed, heading
from newsarchive.disk import Stamp
from newsarchive.filing import Stage, file_each
from newsarchive.ingest import cues, files, lines, titles, votes
from newsarchive.ingest.intake import MADE_BY, take_in
from newsarchive.ingest.making import article_id
from newsarchive.ingest.reading import Outcome, is_container, read_file, reject
from newsarchive.model import Article, ArticleId, Heading, Rejected

__all__ = ["MADE_BY", "absent", "accession", "article_id"]

log = logging.getLogger(__name__)

Articles = Filed[Article, Heading]


class _Glance(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of one file, at a glance."""

    headings: tuple[Heading, ...]
    rejected: tuple[Rejected, ...]


def accession(
    seeds: Path,
    *,
    cache: Cache,
    workers: int = 0,
    suppressed: Collection[ArticleId] = (),
    looked: Mapping[str, Stamp] | None = None,
) -> tuple[Articles, tuple[Rejected, ...]]:
    """All articles of the folder `seeds`, by id, and what became none, by path.

    Those `suppressed` are not read, so that no word of them gets into the cache. `looked`: what
    stands in the folder, where somebody has looked already (`disk.scan` without `follow`).
    Raises ConfigError when the folder is missing or empty, or a sidecar is wrong.
    """
    began = time.monotonic()
    jobs, refused = take_in(
        seeds, cache=cache, workers=workers, suppressed=suppressed, looked=looked
    )
    known = (languages.digest(*cues.LISTS), lines.load().digest, titles.load().digest, votes.load())
    outcomes = file_each(
        cache,
        Stage("ingest", revision.of(*MADE_BY), Outcome, _glance, _Glance, known),
        jobs,
        inputs=[(job.path, job.sha256, job.sidecar, job.recurring, job.suppressed) for job in jobs],
        compute=lambda todo: parallel.each(read_file, todo, kind=Outcome, workers=workers),
    )
    places, copies = _once(
        [
            (heading, file, number)
            for file, one in enumerate(outcomes.glances)
            for number, heading in enumerate(one.headings)
        ]
    )
    refused += copies + [one for outcome in outcomes.glances for one in outcome.rejected]
    log.info("ingest: %d articles in %.1f s", len(places), time.monotonic() - began)

    def read(place: int) -> Article:
        _, file, number = places[place]
        return outcomes[file].articles[number]

    return (
        Filed([heading for heading, _, _ in places], read),
        tuple(sorted(refused, key=lambda one: (one.path, one.part or ""))),
    )


def _glance(outcome: Outcome) -> _Glance:
    return _Glance(tuple(map(heading, outcome.articles)), outcome.rejected)


def absent(seeds: Path, names: Collection[ArticleId]) -> tuple[ArticleId, ...]:
    """Those of `names` at whose address no file of `seeds` would stand; sorted. None where a
    container is among the files, whose records may.
    """
    paths = [file.path for file in files.seed_files(seeds)] if names else []
    if any(is_container(path) for path in paths):
        return ()
    return tuple(sorted(set(names) - {article_id(path) for path in paths}))


_Place = tuple[Heading, int, int]  # an article, its file's number and its own within that


def _once(found: Sequence[_Place]) -> tuple[list[_Place], list[Rejected]]:
    """The articles by id. Records of containers may be copies of each other: the first by id
    stays. So it does where somebody made a file's name so that two have one address.
    """
    first: dict[str, Heading] = {}
    addressed: dict[ArticleId, Heading] = {}
    kept, copies = [], []
    for place in sorted(found, key=lambda place: (place[0].id, place[0].path)):
        one = place[0]
        other = addressed.setdefault(one.id, one)
        if other is not one:
            reason = f"its address would be that of {other.path}; rename it"
            copies.append(reject(one.path, reason, one.sha256, one.part))
            continue
        twin = first.setdefault(one.sha256, one)
        if twin is one:
            kept.append(place)
        else:
            reason = f"record {one.part} holds the same bytes as {twin.part or twin.path}"
            copies.append(reject(one.path, reason, one.sha256, one.part))
    return kept, copies
