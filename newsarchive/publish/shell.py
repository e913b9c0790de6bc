"""Fill an article's template instead of running it each time.

A page's template is run once with marks where the page's own words go; every further page that
shares all else (template, depth, other front matter) is the same text with its words at the marks.
That this is so is not assumed: the first pages of each kind are made both ways and compared, and
where they differ, the template is run for every page of that kind, as MkDocs does.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from markupsafe import escape
from mkdocs.structure.pages import Page

log = logging.getLogger(__name__)

FREE = ("title", "description", "head")  # front matter that is each page's own
_PROVED = 2  # pages of a kind that are made both ways


class Template(Protocol):
    """What MkDocs asks of a template."""

    def render(self, context: Mapping[str, Any]) -> str:
        """The page's HTML."""


Words = dict[str, str]  # a page's own words, by the name of their mark
Fill = Callable[[Words], str]


@dataclass(slots=True)
class _Mould:
    """One kind of page: the fixed text between its words; no pieces once it has been disproved."""

    pieces: tuple[str, ...]
    fills: tuple[Fill, ...]
    proofs: int = 0


@dataclass(slots=True)
class Shell:
    """Stands in for a template; gives the same bytes, sooner."""

    template: Template
    moulds: dict[tuple[object, ...], _Mould] = field(default_factory=dict)

    def render(self, context: Mapping[str, Any]) -> str:
        """What `template.render(context)` gives."""
        page: Page = context["page"]
        if _has_a_place(page) or "title" not in page.meta:
            return self.template.render(context)
        words = _words(page)
        kind = _kind(context["base_url"], page, words)
        if kind not in self.moulds:
            self.moulds[kind] = _cast(self.template, context, words)
        mould = self.moulds[kind]
        if not mould.pieces:
            return self.template.render(context)
        filled = _filled(mould, words)
        return filled if mould.proofs >= _PROVED else self._proved(mould, filled, context)

    def _proved(self, mould: _Mould, filled: str, context: Mapping[str, Any]) -> str:
        direct = self.template.render(context)
        mould.proofs += 1
        if filled != direct:
            log.info("the theme asks more of a page than its words: its template is run each time")
            mould.pieces = ()
        return direct


def _has_a_place(page: Page) -> bool:
    """Whether the page stands in the navigation: its frame then shows where."""
    return bool(page.parent or page.previous_page or page.next_page or page.is_homepage)


def _words(page: Page) -> Words:
    own = {name: str(page.meta[name]) for name in FREE if page.meta.get(name)}
    if page.canonical_url:
        own["address"] = page.canonical_url
    return {**own, "content": str(page.content)}


def _kind(base_url: str, page: Page, words: Words) -> tuple[object, ...]:
    """All that tells this page's frame from another's."""
    others = sorted((k, repr(v)) for k, v in page.meta.items() if k not in FREE)
    # links in the frame are relative: from people/x/ and from places/x/ they read differently
    folder = page.url.partition("/")[0]
    headed = "<h1" in words["content"]
    return (base_url, folder, *others, *sorted(words), headed, bool(page.toc))


def _cast(template: Template, context: Mapping[str, Any], words: Words) -> _Mould:
    """Run the template with marks for the page's words."""
    page: Page = context["page"]
    marks = {name: f"Xq{name}&qX" for name in words}
    kept = (page.meta, page.content, page.canonical_url)
    page.meta = {**page.meta, **{name: marks[name] for name in FREE if name in marks}}
    page.content = marks["content"] + ("<h1" if "<h1" in words["content"] else "")
    page.canonical_url = marks.get("address", page.canonical_url)
    try:
        return _cut(template.render(context), marks)
    finally:
        page.meta, page.content, page.canonical_url = kept


def _cut(text: str, marks: Mapping[str, str]) -> _Mould:
    """Cut at every mark, as it stands or as the template escaped it."""
    fills: dict[str, Fill] = {marks["content"] + "<h1": _as_it_is("content")}
    for name, mark in marks.items():
        fills[str(escape(mark))] = _escaped(name)
        fills[mark] = _as_it_is(name)
    pieces = re.split("(" + "|".join(map(re.escape, fills)) + ")", text)
    return _Mould(tuple(pieces[::2]), tuple(fills[mark] for mark in pieces[1::2]))


def _as_it_is(name: str) -> Fill:
    return lambda words: words[name]


def _escaped(name: str) -> Fill:
    return lambda words: str(escape(words[name]))


def _filled(mould: _Mould, words: Words) -> str:
    parts = [mould.pieces[0]]
    for fill, piece in zip(mould.fills, mould.pieces[1:], strict=True):
        parts += (fill(words), piece)
    return "".join(parts)
