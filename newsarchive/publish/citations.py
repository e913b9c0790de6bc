"""How to cite an article, as text, BibTeX and RIS; the original, and its translation here.

States only what is known: no date of access (a static page cannot know it), no invented date.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsarchive.model import Record
from newsarchive.publish.addresses import absolute
from newsarchive.publish.edition import Edition, is_translated
from newsarchive.publish.render import plain
from newsarchive.publish.when import When


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, in three forms."""

    key: str  # "original" or "translation"
    lang: str  # of the thing cited
    text: str
    bibtex: str
    ris: str


@dataclass(frozen=True, slots=True)
class _Work:
    """What the three forms are made of; "" where not known."""

    key: str
    identifier: str
    title: str
    note: str  # for a translation: what it is
    author: str
    source: str
    date: When
    lang: str
    archive: str
    url: str


def citations(edition: Edition, record: Record, path: str) -> tuple[Citation, ...]:
    """The original, then its translation into the first reader's language, if there is one."""
    original = _original(edition, record, path)
    works = [original]
    translation = record.translation(edition.reader)
    if is_translated(translation) and edition.is_full(record.article):
        works.append(_translation(edition, record, original))
    return tuple(_citation(edition, work) for work in works)


def _original(edition: Edition, record: Record, path: str) -> _Work:
    article = record.article
    return _Work(
        key="original",
        identifier=str(article.id),
        title=plain(edition.original_title(article).text),
        note="",
        author=plain(article.byline.text) if article.byline else "",
        source=plain(", ".join(dict.fromkeys(s.text for s in article.sources))),
        date=edition.when(record),
        lang=article.language,
        archive=plain(edition.config.title),
        url=absolute(edition.config.site_url, path),
    )


def _translation(edition: Edition, record: Record, original: _Work) -> _Work:
    words = edition.words
    language = words.language(original.lang)
    return _Work(
        key="translation",
        identifier=f"{original.identifier}-{edition.reader}",
        title=plain(edition.title(record).text),
        note=words("cite.translated_from", language=language, title=original.title),
        author=original.author,
        source=original.source,
        date=original.date,
        lang=edition.reader,
        archive=original.archive,
        url=original.url,
    )


def _citation(edition: Edition, work: _Work) -> Citation:
    return Citation(work.key, work.lang, _text(edition, work), _bibtex(edition, work), _ris(work))


def _text(edition: Edition, work: _Work) -> str:
    words = edition.words
    title = words("cite.quoted", title=work.title)
    lead = (work.author, title, f"[{work.note}]" if work.note else "", work.source)
    tail = (work.date.say(words), work.archive, work.identifier)
    said = ". ".join(part.strip(" .") for part in (*lead, *tail) if part) + "."
    return f"{said} {work.url}".strip()  # no full stop after an address: it would become part


def _bibtex(edition: Edition, work: _Work) -> str:
    fields = [
        ("title", "{" + _tex(work.title) + "}"),
        ("author", _tex(work.author)),
        ("journal", _tex(work.source)),
        ("year", str(work.date.year) if _exact(work) else ""),
        ("month", str(work.date.month) if _exact(work) and work.date.month else ""),
        ("note", _tex("; ".join(filter(None, (work.note, _date_note(edition, work)))))),
        ("language", _tex(work.lang)),
        ("howpublished", _tex(f"{work.archive}, {work.identifier}")),
        ("url", _tex(work.url)),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@article{{{_key(work.identifier)},", *lines, "}"])


def _ris(work: _Work) -> str:
    fields = [
        ("TY", "NEWS"),
        ("ID", work.identifier),
        ("TI", work.title),
        ("AU", work.author),
        ("T2", work.source),
        ("PY", str(work.date.year) if _exact(work) else ""),
        ("DA", work.date.text.replace("-", "/") if _exact(work) else ""),
        ("LA", work.lang),
        ("N1", work.note),
        ("DB", work.archive),
        ("UR", work.url),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])


def _exact(work: _Work) -> bool:
    return work.date.certainty == "exact"


def _date_note(edition: Edition, work: _Work) -> str:
    return "" if _exact(work) else work.date.say(edition.words)


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)


_TEX = {c: "\\" + c for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _key(identifier: str) -> str:
    return "".join(_allowed(identifier))


def _allowed(identifier: str) -> Iterable[str]:
    return (c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in identifier)
