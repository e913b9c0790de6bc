"""Atom and JSON Feed, for the archive and for each entity and topic.

The newest articles of a list, in the reader's language. Atom wants a time of each entry: that of
publication where it is known, the bound where one is, and else NEVER, which sorts last and which
no reader takes for a date of today.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET  # only written with, never read with

from newsarchive.model import ArticleId, Page, Record
from newsarchive.publish.addresses import absolute, address, article_path
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, named
from newsarchive.publish.render import plain

ENTRIES = 50
NEVER = "1970-01-01T00:00:00Z"

_ATOM = "http://www.w3.org/2005/Atom"


def feed_pages(edition: Edition) -> Iterable[Draft]:
    yield from _feed(edition, "archive", edition.config.title, "", list(edition.archive.records))
    for file in edition.archive.entities.values():
        name = named(file.entity, edition.reader).text
        title = f"{edition.config.title}: {name}"
        yield from _feed(edition, str(file.entity.id), title, f"{file.entity.id}/", file.articles)


def _feed(
    edition: Edition, name: str, title: str, place: str, articles: Sequence[ArticleId]
) -> Iterable[Draft]:
    newest = articles[:ENTRIES]
    for ending, write in (("xml", _atom), ("json", _json)):
        path = f"feeds/{name}.{ending}"
        make = partial(_made, edition, write, path, title=title, place=place, articles=newest)
        yield Draft(path, make, given=(title, newest))


def _made(
    edition: Edition,
    write: Callable[[Edition, str, str, str, Sequence[Record]], str],
    path: str,
    *,
    title: str,
    place: str,
    articles: Sequence[ArticleId],
) -> Page:
    records = [edition.archive.records[one] for one in articles]
    return Page(path, write(edition, path, plain(title), place, records))


# ---------------------------------------------------------------- Atom


def _atom(edition: Edition, path: str, title: str, place: str, records: Sequence[Record]) -> str:
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": edition.reader})
    _add(feed, "id", _identifier(edition, path))
    _add(feed, "title", title)
    _add(feed, "updated", max((_time(edition, one) for one in records), default=NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=_link(edition, path, path))
    _add(feed, "link", rel="alternate", type="text/html", href=_link(edition, place, path))
    _add(_add(feed, "author"), "name", plain(edition.config.title))
    for record in records:
        _entry(edition, feed, path, record)
    ET.indent(feed, " ")
    return ET.tostring(feed, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _entry(edition: Edition, feed: ET.Element, path: str, record: Record) -> None:
    article, date = record.article, edition.when(record)
    page = article_path(article.id)
    entry = _add(feed, "entry")
    _add(entry, "id", _identifier(edition, address(page)))
    title = edition.title(record)
    _add(entry, "title", plain(title.text)).set("xml:lang", title.lang)
    _add(entry, "updated", _time(edition, record))
    if date.certainty == "exact":
        _add(entry, "published", _time(edition, record))
    _add(entry, "link", rel="alternate", type="text/html", href=_link(edition, address(page), path))
    _add(_add(entry, "author"), "name", plain(edition.sources(article)))
    _add(entry, "summary", _summary(edition, record))
    for tag in edition.tags(record):
        _add(entry, "category", term=str(tag.entity), label=plain(edition.name(tag.entity).text))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child


# ---------------------------------------------------------------- JSON Feed


def _json(edition: Edition, path: str, title: str, place: str, records: Sequence[Record]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": edition.reader,
        "home_page_url": _link(edition, place, path),
        "feed_url": _link(edition, path, path),
        "items": [_item(edition, path, record) for record in records],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(edition: Edition, path: str, record: Record) -> dict[str, Any]:
    article, date = record.article, edition.when(record)
    place = address(article_path(article.id))
    item = {
        "id": _identifier(edition, place),
        "url": _link(edition, place, path),
        "title": plain(edition.title(record).text),
        "content_text": _summary(edition, record),
        "date_published": _time(edition, record) if date.certainty == "exact" else None,
        "authors": [{"name": plain(edition.sources(article))}],
        "language": edition.title(record).lang,
        "tags": [plain(edition.name(tag.entity).text) for tag in edition.tags(record)],
    }
    return {key: value for key, value in item.items() if value is not None}


# ---------------------------------------------------------------- both


def _summary(edition: Edition, record: Record) -> str:
    return plain(" ".join(one.said.text for one in edition.summary(record)))


def _time(edition: Edition, record: Record) -> str:
    text = edition.when(record).text
    return f"{(text + '-01-01')[:10]}T00:00:00Z" if text else NEVER


def _link(edition: Edition, target: str, path: str) -> str:
    """The full address; relative to the feed where the archive has no address on the web."""
    site = edition.config.site_url
    return absolute(site, target) if site else "../" * path.count("/") + target or "./"


def _identifier(edition: Edition, place: str) -> str:
    """Permanent, and the same wherever the archive lies when it has no address of its own."""
    return absolute(edition.config.site_url, place) or f"urn:newsarchive:{place}"
