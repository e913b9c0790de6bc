"""The order inside ingest: which files there are, each one read, cleaned, dated, identified.

Ids, fixity and reasons for refusal are decided here; how a page is cleaned is not.
"""

import hashlib
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from slugify import slugify

from newsarchive import languages, parallel
from newsarchive.cache import Cache
from newsarchive.errors import ReadError
from newsarchive.ingest import cues, files, lines
from newsarchive.ingest.clean import Cleaned, clean
from newsarchive.ingest.identify import identify
from newsarchive.ingest.readers import plain
from newsarchive.model import Article, ArticleId, Rejected, Seed
from newsarchive.text import word_count

log = logging.getLogger(__name__)

VERSION = 1  # of the stage, for the cache
READERS: Mapping[str, Callable[[bytes, str, str], Seed]] = {".txt": plain.read}

_PLAIN_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # names Windows keeps to itself
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Job:
    """All that one seed's reading depends on, but the language data and the model."""

    path: str
    full: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    articles: tuple[Article, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def accession(
    seeds: Path, *, cache: Cache, workers: int = 0
) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    """All articles of the folder `seeds`, by id, and what became none, by path.

    Raises ConfigError when the folder is missing or empty.
    """
    began = time.monotonic()
    jobs, refused = _examined(files.seed_files(seeds), cache)
    known = (languages.digest(*cues.LISTS), lines.load().digest)
    outcomes = cache.remember_each(
        "ingest",
        VERSION,
        jobs,
        inputs=[(job.path, job.sha256, *known) for job in jobs],
        kind=Outcome,
        compute=lambda todo: parallel.each(read_seed, todo, workers=workers),
    )
    articles = [article for outcome in outcomes for article in outcome.articles]
    refused += [one for outcome in outcomes for one in outcome.rejected]
    log.info("ingest: %d articles in %.1f s", len(articles), time.monotonic() - began)
    return (
        tuple(sorted(articles, key=lambda article: article.id)),
        tuple(sorted(refused, key=lambda one: (one.path, one.part or ""))),
    )


def article_id(path: str, part: str | None = None) -> ArticleId:
    """From the seed's path below the folder alone, so neighbours never change it."""
    name = PurePosixPath(path)
    simple = "/" not in path and name.suffix == ".txt" and part is None
    if simple and _PLAIN_STEM.fullmatch(name.stem) and not _RESERVED.fullmatch(name.stem):
        return ArticleId(name.stem)
    whole = path if part is None else f"{path}\0{part}"
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    slug = slugify(name.name.partition(".")[0], max_length=60)
    return ArticleId(f"{slug}-{digest}" if slug else digest)


def read_seed(job: Job) -> Outcome:
    """One file, from bytes to article. Depends on nothing but its bytes and the shipped data."""
    try:
        raw = files.read_whole(job.full)
        seed = READERS[PurePosixPath(job.path).suffix.lower()](raw, job.path, job.sha256)
        return Outcome(articles=(make_article(seed),))
    except ReadError as error:
        return Outcome(rejected=(_rejected(job.path, str(error), job.sha256),))


def make_article(seed: Seed) -> Article:
    """Raises ReadError when nothing is left to publish."""
    if word_count(seed.text) < _FEWEST_WORDS:
        raise ReadError("holds no more than one word; an article needs a text")
    cleaned = clean(seed.text, lines.load())
    if sum(word_count(paragraph.text) for paragraph in cleaned.paragraphs) < _FEWEST_WORDS:
        raise ReadError(
            f"no text was left after cleaning ({len(cleaned.removals)} stretches removed);"
            f" see `build_archive.py explain`, and state what to keep in a {files.SIDECAR} file"
        )
    return _article(seed, cleaned)


def _article(seed: Seed, cleaned: Cleaned) -> Article:
    lang, rule = identify("\n".join(paragraph.text for paragraph in cleaned.paragraphs))
    return Article(
        id=article_id(seed.origin.path, seed.origin.part),
        origin=seed.origin,
        language=lang,
        language_rule=rule,
        title=cleaned.title,
        paragraphs=cleaned.paragraphs,
        published=cleaned.published,
        removals=cleaned.removals,
        byline=cleaned.byline,
        sources=cleaned.sources,
        caption=cleaned.caption,
        editorial=seed.editorial,
    )


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
            refused.append(_rejected(file.path, str(error), None))
            continue
        twin = first_with.setdefault(sha256, file.path)
        if twin != file.path:
            reason = f"holds the same bytes as {twin}; remove one of the two"
            refused.append(_rejected(file.path, reason, sha256))
        else:
            jobs.append(Job(file.path, file.full, sha256))
    return jobs, refused


def _is_readable(file: files.SeedFile) -> bool:
    return PurePosixPath(file.path).suffix.lower() in READERS


def _fixity(file: files.SeedFile, fixities: Mapping[str, files.Fixity]) -> str:
    """The file's sha256. Raises ReadError for what is not to be read at all."""
    if file.link:
        raise ReadError("is a symbolic link, which is not followed; copy the file itself")
    if not _is_readable(file):
        suffix = PurePosixPath(file.path).suffix.lower()
        known = ", ".join(sorted(READERS))
        raise ReadError(f"has the ending {suffix or '(none)'}; readable are {known}")
    found = fixities[file.path]
    if found.refused:
        raise ReadError(found.refused)
    if not found.size:
        raise ReadError("is empty; put the article's text into it or remove it")
    return found.sha256


def _rejected(path: str, reason: str, sha256: str | None, part: str | None = None) -> Rejected:
    return Rejected(path, "ingest", f"{path}: {reason}", sha256, part)
