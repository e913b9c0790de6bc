"""The order inside ingest: which files there are, which of them are copies, what each one became.

How one file is read is decided in reading.py, how a page is cleaned in clean.py.
"""

import dataclasses
import logging
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.errors import ConfigError, ReadError
from newsarchive.ingest import cues, files, lines, recurring, titles, votes
from newsarchive.ingest.making import article_id
from newsarchive.ingest.reading import (
    READERS,
    Job,
    Outcome,
    ending,
    is_container,
    read_file,
    read_marks,
    reject,
)
from newsarchive.ingest.sidecar import parse
from newsarchive.model import Article, ArticleId, Rejected

__all__ = ["absent", "accession", "article_id"]

log = logging.getLogger(__name__)

# What an article is made by: a change of it makes all articles anew.
MADE_BY = ("ingest", "text.py", "model.py", "languages/__init__.py")


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
    found = files.seed_files(seeds)
    jobs, refused = _examined(found, cache)
    jobs = _without(jobs, suppressed)
    jobs = _with_recurring(_with_sidecars(jobs, found, refused), cache, workers)
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


def _without(jobs: Sequence[Job], suppressed: Collection[ArticleId]) -> list[Job]:
    """The jobs that are left; one of a container is told which of its records to pass over."""
    names = tuple(sorted(suppressed))
    return [
        dataclasses.replace(job, suppressed=names) if is_container(job.path) else job
        for job in jobs
        if article_id(job.path) not in suppressed
    ]


def _with_sidecars(
    jobs: Sequence[Job], found: Sequence[files.SeedFile], refused: list[Rejected]
) -> list[Job]:
    """Each job with the text of its sidecar; a sidecar without a seed is reported."""
    named: dict[str, str] = {}
    for file in found:
        if file.path.endswith(files.SIDECAR):
            named[file.path.removesuffix(files.SIDECAR)] = _sidecar(file)
    stems = {job.path: job.path[: -len(ending(job.path) or "")] for job in jobs}
    taken = {file.path[: -len(ending(file.path) or "")] for file in found if ending(file.path)}
    for stem in sorted(set(named) - taken):
        path = stem + files.SIDECAR
        refused.append(reject(path, f"there is no seed {stem}.txt beside it; rename it", None))
    return [
        dataclasses.replace(job, sidecar=named[stems[job.path]])
        if stems[job.path] in named
        else job
        for job in jobs
    ]


def _sidecar(file: files.SeedFile) -> str:
    """Raises ConfigError for a sidecar that is no text or says what it cannot say."""
    try:
        text = files.read_whole(file.full).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file.full}: {error}; save it as UTF-8 text") from error
    parse(text, file.full)
    return text


def _with_recurring(jobs: Sequence[Job], cache: Cache, workers: int) -> list[Job]:
    """Each job with those of its lines that stand on other pages of the archive."""
    marks = cache.remember_each(
        "page marks",
        revision.of(*MADE_BY),
        jobs,
        inputs=[(job.sha256, ending(job.path)) for job in jobs],
        kind=recurring.Marks,
        compute=lambda todo: parallel.each(read_marks, todo, kind=recurring.Marks, workers=workers),
    )
    common = recurring.find_recurring(marks)
    return [
        dataclasses.replace(job, recurring=known) if known else job
        for job, known in zip(jobs, common, strict=True)
    ]


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


def _examined(found: Sequence[files.SeedFile], cache: Cache) -> tuple[list[Job], list[Rejected]]:
    """Files worth reading, and those refused before they are opened or for being copies."""
    jobs: list[Job] = []
    refused: list[Rejected] = []
    first_with: dict[str, str] = {}
    fixities = files.fixities([file for file in found if _is_readable(file)], cache=cache)
    for file in found:
        if file.path.endswith(files.SIDECAR):
            continue
        try:
            sha256 = _fixity(file, fixities)
        except ReadError as error:
            refused.append(reject(file.path, str(error), None))
            continue
        twin = first_with.setdefault(sha256, file.path)
        if twin != file.path:
            reason = f"holds the same bytes as {twin}; remove one of the two"
            refused.append(reject(file.path, reason, sha256))
        else:
            jobs.append(Job(file.path, file.full, sha256))
    return jobs, refused


def _is_readable(file: files.SeedFile) -> bool:
    return ending(file.path) is not None


def _fixity(file: files.SeedFile, fixities: Mapping[str, files.Fixity]) -> str:
    """The file's sha256. Raises ReadError for what is not to be read at all."""
    if file.link:
        raise ReadError("is a symbolic link, which is not followed; copy the file itself")
    if not _is_readable(file):
        raise ReadError(f"has an ending that is not read; readable are {', '.join(READERS)}")
    found = fixities[file.path]
    if found.refused:
        raise ReadError(found.refused)
    if not found.size:
        raise ReadError("is empty; put the article's text into it or remove it")
    return found.sha256
