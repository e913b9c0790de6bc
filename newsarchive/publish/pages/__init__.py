"""Every kind of page. To add one: a room with a function, a template, a line in PAGES."""

from collections.abc import Callable, Iterable

from newsarchive.model import Page
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.feeds import feed_pages
from newsarchive.publish.pages.article import article_pages
from newsarchive.publish.pages.entity import entity_pages
from newsarchive.publish.pages.home import home_pages
from newsarchive.publish.pages.lists import list_pages
from newsarchive.publish.pages.map import map_pages
from newsarchive.publish.pages.moved import moved_pages
from newsarchive.publish.pages.notice import notice_pages
from newsarchive.publish.pages.rejected import rejected_pages
from newsarchive.publish.pages.search import search_pages
from newsarchive.publish.pages.sources import source_pages
from newsarchive.publish.pages.stories import story_pages
from newsarchive.publish.pages.table import table_pages
from newsarchive.publish.pages.time import time_pages

PAGES: tuple[Callable[[Edition], Iterable[Draft | Page]], ...] = (
    home_pages,
    article_pages,
    table_pages,
    entity_pages,
    moved_pages,
    list_pages,
    source_pages,
    story_pages,
    time_pages,
    map_pages,
    rejected_pages,
    notice_pages,
    search_pages,
    feed_pages,
)

# The places below docs/ that hold nothing but generated files
OWNED = (
    "index.md",
    "articles",
    "people",
    "places",
    "organisations",
    "events",
    "topics",
    "sources.md",
    "stories",
    "years",
    "feeds",
    "map.md",
    "data.md",
    "undated.md",
    "undated",
    "rejected.md",
    "search.md",
)


def make_pages(edition: Edition) -> Iterable[Draft | Page]:
    """All pages of the archive, one kind after the other; drafts where many are of a kind."""
    for make in PAGES:
        yield from make(edition)
