"""What an HTML page states of its article in its own markup: JSON-LD, Open Graph, meta tags, time
elements. Each fact keeps where it was stated; nothing is inferred.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsarchive.ingest.dates import find_dates
from newsarchive.model import Found, Stated

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|Review)")
_LARGEST_JSON = 1 << 20  # characters
_MOST_NODES = 5000
_LONGEST = 500  # characters of a fact
_NOT_A_DAY = {"1970-01-01", "0001-01-01"}  # what software writes for "none"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_SITE_CUT = re.compile(r"\s[|\-–—»:·]\s")


def read(tree: Any) -> Stated:
    """Facts in order of trust: JSON-LD, then Open Graph, then the rest."""
    linked = list(_articles(tree))
    site = _first((_meta(tree, "og:site_name"), _named(linked, "publisher")))
    return Stated(
        title=_first(
            (
                _text(linked, "headline"),
                _without_site(_meta(tree, "og:title"), site),
                _only_heading(tree),
                _without_site(_meta(tree, "twitter:title"), site),
            )
        ),
        date=_first(
            (
                _day(_text(linked, "datePublished")),
                *(_day(_meta(tree, name)) for name in _DATE_NAMES),
                _time_element(tree),
            )
        ),
        byline=_first((_named(linked, "author"), *(_meta(tree, name) for name in _BYLINES))),
        source=site,
        url=_address(_first((_link(tree, "canonical"), _meta(tree, "og:url")))),
        language=_tag(_first((_attribute(tree, "html", "lang"), _text(linked, "inLanguage")))),
    )


_DATE_NAMES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "dcterms.created",
)  # fmt: skip
_BYLINES = ("author", "parsely-author", "dc.creator", "article:author")


def _first(found: Sequence[Found | None]) -> Found | None:
    return next((one for one in found if one), None)


def _fact(value: Any, rule: str) -> Found | None:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return Found(words, f"stated: {rule}") if 0 < len(words) <= _LONGEST else None


def _meta(tree: Any, name: str) -> Found | None:
    for node in tree.iter("meta"):
        if name in {(node.get(key) or "").lower() for key in ("property", "name", "itemprop")}:
            fact = _fact(node.get("content"), name)
            if fact:
                return fact
    return None


def _attribute(tree: Any, tag: str, name: str) -> Found | None:
    node = next(tree.iter(tag), None)
    return _fact(node.get(name), f"{tag} {name}") if node is not None else None


def _link(tree: Any, rel: str) -> Found | None:
    named = (node for node in tree.iter("link") if (node.get("rel") or "").lower() == rel)
    return next((fact for node in named if (fact := _fact(node.get("href"), rel))), None)


def _only_heading(tree: Any) -> Found | None:
    headings = [" ".join(node.itertext()) for node in tree.iter("h1")]
    said = [words for words in headings if words.strip()]
    return _fact(said[0], "h1") if len(said) == 1 else None


def _time_element(tree: Any) -> Found | None:
    """A time element that says it is the publication's, or the only time there is."""
    times = [node for node in tree.iter("time") if node.get("datetime")]
    marked = [node for node in times if _says_published(node)]
    days = [_day(_fact(node.get("datetime"), "time element")) for node in marked or times]
    known = [day for day in days if day]
    return known[0] if known and len({day.text for day in known}) == 1 else None


def _says_published(node: Any) -> bool:
    words = " ".join(node.get(key) or "" for key in ("itemprop", "class"))
    return node.get("pubdate") is not None or "publish" in words.lower()


def _day(stated: Found | None) -> Found | None:
    """A stated date as an EDTF day."""
    days = [day for day, _ in find_dates(stated.text[:40])] if stated else []
    if not stated or len(set(days)) != 1 or days[0] in _NOT_A_DAY:
        return None
    return Found(days[0], stated.rule)


def _address(stated: Found | None) -> Found | None:
    return stated if stated and _URL.fullmatch(stated.text) else None


def _tag(stated: Found | None) -> Found | None:
    """A language tag without its region: pages that say en-US are often in neither."""
    if not stated or not _LANGUAGE.fullmatch(stated.text):
        return None
    return Found(re.split("[-_]", stated.text)[0].lower(), stated.rule)


def _without_site(title: Found | None, site: Found | None) -> Found | None:
    """A title without the site's name at its end."""
    if not title or not site:
        return title
    cuts = [match.span() for match in _SITE_CUT.finditer(title.text)]
    for start, end in cuts:
        if title.text[end:].strip().lower() == site.text.lower() and start:
            return Found(title.text[:start].strip(), title.rule)
    return title


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD speaks of."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() == "application/ld+json":
            text = (node.text or "")[:_LARGEST_JSON]
            try:
                stated = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from (one for one in _objects(stated) if _is_article(one))


def _objects(stated: Any) -> Iterator[dict[str, Any]]:
    waiting = [stated]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]
        elif isinstance(one, list):
            waiting += one[:_MOST_NODES]


def _is_article(one: dict[str, Any]) -> bool:
    kinds = one.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in listed)


def _text(linked: Sequence[dict[str, Any]], key: str) -> Found | None:
    return _first([_fact(one.get(key), f"JSON-LD {key}") for one in linked])


def _named(linked: Sequence[dict[str, Any]], key: str) -> Found | None:
    """The names of persons or organisations, which may be objects, texts or lists of them."""
    name: Callable[[Any], Any] = lambda one: one.get("name") if isinstance(one, dict) else one  # noqa: E731
    for one in linked:
        value = one.get(key)
        names = [name(each) for each in (value if isinstance(value, list) else [value])]
        said = [each for each in names if isinstance(each, str) and each.strip()]
        if said:
            return _fact(", ".join(said), f"JSON-LD {key}")
    return None
