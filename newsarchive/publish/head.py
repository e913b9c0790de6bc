"""What a page tells machines in its <head>: Dublin Core, citation_*, Open Graph, JSON-LD.

States what is known and nothing else: an article whose date is a bound has no publication date.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from newsarchive.model import Record
from newsarchive.publish.addresses import absolute, address, entity_path, to_root
from newsarchive.publish.edition import Edition, is_translated
from newsarchive.publish.render import fragment, plain

Tags = Sequence[tuple[str, str, str]]  # (name or property, its value, content)

_BREAKOUT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def article(edition: Edition, record: Record, path: str) -> Markup:
    """The head of an article's page."""
    tags = [
        *_dublin_core(edition, record, path),
        *_highwire(edition, record),
        *_open_graph(edition, record, path),
    ]
    return _head(edition, tags, feeds=[], path=path, graph=_news_article(edition, record, path))


def listing(edition: Edition, title: str, path: str, *, feeds: Sequence[str] = ()) -> Markup:
    """The head of any other page. `feeds`: addresses of its feeds without their endings."""
    tags = [
        ("property", "og:title", title),
        ("property", "og:type", "website"),
        ("property", "og:site_name", edition.config.title),
    ]
    return _head(edition, tags, feeds=feeds, path=path, graph=None)


def json_ld(graph: Mapping[str, Any]) -> Markup:
    """JSON that cannot end the <script> it stands in."""
    text = json.dumps(graph, ensure_ascii=False, sort_keys=True)
    for sign, escaped in _BREAKOUT.items():
        text = text.replace(sign, escaped)
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(safe)  # noqa: S704 (escaped right here)


def _head(
    edition: Edition,
    tags: Tags,
    *,
    feeds: Sequence[str],
    path: str,
    graph: Mapping[str, Any] | None,
) -> Markup:
    return fragment(
        "head",
        tags=[tag for tag in tags if tag[2]],
        feeds=feeds,
        base=to_root(path),
        site=edition.config.title,
        noindex=edition.config.noindex,
        graph=json_ld(graph) if graph else "",
    )


def _dublin_core(edition: Edition, record: Record, path: str) -> Tags:
    source = record.article
    subjects = [("name", "DC.subject", edition.name(t.entity).text) for t in edition.tags(record)]
    return [
        ("name", "DC.title", edition.original_title(source).text),
        ("name", "DC.language", source.language),
        ("name", "DC.date", source.published.edtf or ""),
        ("name", "DC.publisher", ", ".join(dict.fromkeys(s.text for s in source.sources))),
        ("name", "DC.creator", source.byline.text if source.byline else ""),
        ("name", "DC.identifier", absolute(edition.config.site_url, path) or str(source.id)),
        ("name", "DC.rights", source.rights.text if source.rights else ""),
        ("name", "DC.source", source.url.text if source.url else ""),
        ("name", "DC.type", "Text"),
        *subjects,
    ]


def _highwire(edition: Edition, record: Record) -> Tags:
    """What Zotero and scholarly indexes read; a date only where it is exact."""
    source, date = record.article, edition.when(record)
    exact = date.text.replace("-", "/") if date.certainty == "exact" else ""
    return [
        ("name", "citation_title", edition.original_title(source).text),
        ("name", "citation_author", source.byline.text if source.byline else ""),
        ("name", "citation_publication_date", exact),
        ("name", "citation_journal_title", ", ".join(s.text for s in source.sources[:1])),
        ("name", "citation_language", source.language),
    ]


def _open_graph(edition: Edition, record: Record, path: str) -> Tags:
    summary = " ".join(s.said.text for s in edition.summary(record))[:300]
    return [
        ("property", "og:title", edition.title(record).text),
        ("property", "og:type", "article"),
        ("property", "og:site_name", edition.config.title),
        ("property", "og:url", absolute(edition.config.site_url, path)),
        ("property", "og:locale", edition.title(record).lang),
        ("property", "og:description", summary),
    ]


def _news_article(edition: Edition, record: Record, path: str) -> dict[str, Any]:
    """schema.org: the original, and our translation as a work made from it."""
    original = _original(edition, record, path)
    translation = record.translation(edition.reader)
    if not is_translated(translation):
        return {"@context": "https://schema.org", **original}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": _about(edition, path, edition.reader),
        "headline": plain(edition.title(record).text),
        "inLanguage": edition.reader,
        "translationOfWork": original,
        "isBasedOn": original["@id"],
        "abstract": plain(" ".join(s.said.text for s in edition.summary(record))),
    }


def _original(edition: Edition, record: Record, path: str) -> dict[str, Any]:
    source, date = record.article, edition.when(record)
    about = [
        {
            "@type": _TYPES[t.kind],
            "name": plain(edition.name(t.entity).text),
            **_page(edition, t.entity),
        }
        for t in edition.tags(record)
    ]
    stated: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": _about(edition, path, "original"),
        "headline": plain(edition.original_title(source).text),
        "inLanguage": source.language,
        "datePublished": date.text if date.certainty == "exact" else "",
        "temporalCoverage": source.published.edtf if date.certainty != "exact" else "",
        "author": {"@type": "Person", "name": plain(source.byline.text)} if source.byline else "",
        "publisher": [
            {"@type": "Organization", "name": plain(name)}
            for name in dict.fromkeys(s.text for s in source.sources)
        ],
        "isBasedOn": source.url.text if source.url else "",
        "about": about,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "value": source.origin.sha256,
        },
    }
    return {key: value for key, value in stated.items() if value}


def _about(edition: Edition, path: str, part: str) -> str:
    return (absolute(edition.config.site_url, path) or address(path)) + f"#{part}"


def _page(edition: Edition, entity: Any) -> dict[str, str]:
    url = absolute(edition.config.site_url, entity_path(entity))
    return {"url": url} if url else {}


_TYPES = {
    "person": "Person",
    "place": "Place",
    "organisation": "Organization",
    "event": "Event",
    "topic": "DefinedTerm",
}
