"""Seed -> Article: what the editor states beats what the page states, and that beats what is found.
Every fact keeps which of the three it was.
"""

import dataclasses
import hashlib
import re
from pathlib import PurePosixPath

from slugify import slugify

from newsarchive.errors import ReadError
from newsarchive.ingest import dates, lines, sidecar
from newsarchive.ingest.clean import Cleaned, clean
from newsarchive.ingest.files import SIDECAR
from newsarchive.ingest.identify import UNKNOWN, identify
from newsarchive.ingest.judge import Orders
from newsarchive.model import (
    Article,
    ArticleId,
    DateEvidence,
    Editorial,
    Found,
    Seed,
    Stated,
)
from newsarchive.text import word_count

_PLAIN_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")  # names Windows keeps to itself
_FEWEST_WORDS = 2
_MOST_LINES = 25_000  # so that no page takes more than seconds
_LONGEST_RUN = 5_000  # characters without a space: longer ones are no words, and patterns choke
_LONGEST_SPACELESS = 10_000  # of scripts that write none
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")


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


def make_article(
    seed: Seed, stated: Stated, editorial: Editorial, recurring: tuple[int, ...] = ()
) -> Article:
    """`stated` and `editorial` are the sidecar's. Raises ReadError when nothing is left."""
    if word_count(seed.text) < _FEWEST_WORDS:
        raise ReadError("holds no more than one word; an article needs a text")
    count = seed.text.count("\n")
    if count > _MOST_LINES:
        raise ReadError(
            f"has {count:,} lines, and an article's page at most {_MOST_LINES:,}; split it"
        )
    _refuse_endless_words(seed.text)
    known = over(stated, seed.stated)
    cleaned = clean(seed.text, lines.load(), make_orders(seed, known, editorial, recurring))
    if sum(word_count(paragraph.text) for paragraph in cleaned.paragraphs) < _FEWEST_WORDS:
        raise ReadError(
            f"no text was left after cleaning ({len(cleaned.removals)} stretches removed);"
            f" see `build_archive.py explain`, and state what to keep in a {SIDECAR} file"
        )
    return _article(seed, known, editorial, cleaned)


def _refuse_endless_words(text: str) -> None:
    for piece in text.split():
        if len(piece) > _LONGEST_RUN:
            spaceless = len(_SPACELESS.findall(piece)) * 2 > len(piece)
            most = _LONGEST_SPACELESS if spaceless else _LONGEST_RUN
            if len(piece) > most:
                raise ReadError(
                    f"has {len(piece):,} characters without a space, and an article's page at "
                    f"most {most:,}; take them out"
                )


def make_orders(
    seed: Seed, known: Stated, editorial: Editorial, recurring: tuple[int, ...] = ()
) -> Orders:
    """What is settled before the page is looked at."""
    return Orders(
        title=known.title.text if known.title else None,
        keep=editorial.keep,
        drop=editorial.drop,
        recurring=recurring,
        candidates=seed.candidates,
    )


def over(first: Stated, second: Stated) -> Stated:
    names = [field.name for field in dataclasses.fields(Stated)]
    return Stated(**{name: getattr(first, name) or getattr(second, name) for name in names})


def _article(seed: Seed, known: Stated, editorial: Editorial, cleaned: Cleaned) -> Article:
    lang, rule = _language(known.language, cleaned)
    own = Found(seed.origin.url, "stated: web archive") if seed.origin.url else None
    return Article(
        id=article_id(seed.origin.path, seed.origin.part),
        origin=seed.origin,
        language=lang,
        language_rule=rule,
        title=_title(known.title, cleaned.title),
        paragraphs=cleaned.paragraphs,
        published=_published(seed, known.date, cleaned),
        removals=cleaned.removals,
        byline=known.byline or cleaned.byline,
        sources=_sources(known.source, cleaned.sources),
        caption=cleaned.caption,
        url=known.url or own,
        rights=known.rights,
        editorial=editorial,
    )


def _published(seed: Seed, stated: Found | None, cleaned: Cleaned) -> DateEvidence:
    """The best evidence there is; the day a page was saved bounds it when nothing else does."""
    if stated:
        return DateEvidence(stated.text, stated.rule)
    if cleaned.published.edtf:
        return cleaned.published
    return dates.saved(seed.saved) or cleaned.published


def _title(stated: Found | None, found: Found | None) -> Found | None:
    """A stated title keeps the place where the page repeats it."""
    if stated is None or found is None:
        return stated or found
    return dataclasses.replace(stated, span=found.span)


def _sources(stated: Found | None, found: tuple[Found, ...]) -> tuple[Found, ...]:
    if stated is None:
        return found
    return (stated, *(one for one in found if one.text.lower() != stated.text.lower()))


def _language(stated: Found | None, cleaned: Cleaned) -> tuple[str, str]:
    """A page may speak of itself in the language of its template: believed unless the text plainly
    is in another.
    """
    if stated and stated.rule == sidecar.RULE:
        return stated.text, stated.rule
    lang, rule = identify("\n".join(paragraph.text for paragraph in cleaned.paragraphs))
    if stated is None or lang == stated.text:
        return lang, rule
    if lang == UNKNOWN:
        return stated.text, stated.rule
    return lang, f"{rule}; the page states {stated.text}"
