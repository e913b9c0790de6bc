"""The order inside ingest: which files are read, what each one became, and which are copies.

Which files there are is found in intake.py, how one is read decided in reading.py, how a page is
cleaned in clean.py.
"""

import logging
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.ingest import cues, files, lines, titles, votes
from newsarchive.ingest.intake import MADE_BY, take_in
from newsarchive.ingest.making import article_id
from newsarchive.ingest.reading import Outcome, is_container, read_file, reject
from newsarchive.model import Article, ArticleId, Rejected

__all__ = ["MADE_BY", "absent", "accession", "article_id"]

log = logging.getLogger(__name__)


def accession(
    seeds: Path,
    *,
    cache: Cache,
    workers: int = 0,
    suppressed: Collection[ArticleId] = (),
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """All articles of the folder `seeds`, by id, and what became none, by path.

    Those `suppressed` are not read, so that no word of them gets into the cache.
    Raises ConfigError when the folder is missing or empty, or a sidecar is wrong.
    """
    began = time.monotonic()
    jobs, refused = take_in(seeds, cache=cache, workers=workers, suppressed=suppressed)
    known = (languages.digest(*cues.LISTS), lines.load().digest, titles.load().digest, votes.load())
    outcomes = cache.remember_each(
        "ingest",
        revision.of(*MADE_BY),
        jobs,
        inputs=[
            (job.path, job.sha256, job.sidecar, job.recurring, job.suppressed, *known)
            for job in jobs
        ],
        kind=Outcome,
        compute=lambda todo: parallel.each(read_file, todo, kind=Outcome, workers=workers),
    )
    articles, copies = _once([article for one in outcomes for article in one.articles])
    refused += copies + [one for outcome in outcomes for one in outcome.rejected]
    log.info("ingest: %d articles in %.1f s", len(articles), time.monotonic() - began)
    return (
        tuple(sorted(articles, key=lambda article: article.id)),
        tuple(sorted(refused, key=lambda one: (one.path, one.part or ""))),
    )


def absent(seeds: Path, names: Collection[ArticleId]) -> tuple[ArticleId, ...]:
    """Those of `names` at whose address no file of `seeds` would stand; sorted. None where a
    container is among the files, whose records may.
    """
    paths = [file.path for file in files.seed_files(seeds)] if names else []
    if any(is_container(path) for path in paths):
        return ()
    return tuple(sorted(set(names) - {article_id(path) for path in paths}))


def _once(articles: Sequence[Article]) -> tuple[list[Article], list[Rejected]]:
    """Records of containers may be copies of each other: the first by id stays. So it does where
    somebody made a file's name so that two have one address.
    """
    first: dict[str, Article] = {}
    addressed: dict[ArticleId, Article] = {}
    copies = []
    for article in sorted(articles, key=lambda article: (article.id, article.origin.path)):
        other = addressed.setdefault(article.id, article)
        if other is not article:
            origin = article.origin
            reason = f"its address would be that of {other.origin.path}; rename it"
            copies.append(reject(origin.path, reason, origin.sha256, origin.part))
            continue
        twin = first.setdefault(article.origin.sha256, article)
        if twin is not article:
            origin, where = article.origin, twin.origin.part or twin.origin.path
            reason = f"record {origin.part} holds the same bytes as {where}"
            copies.append(reject(origin.path, reason, origin.sha256, origin.part))
    return list(first.values()), copies
