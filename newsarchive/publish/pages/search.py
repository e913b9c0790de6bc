"""The search page: a frame that `theme/assets/search-page.js` fills, and names to begin with."""

from collections.abc import Iterable

from newsarchive.model import Kind, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.listing import entity_links
from newsarchive.publish.render import page

BEGINNINGS: tuple[tuple[Kind, int], ...] = (("person", 6), ("place", 6), ("organisation", 4))


def search_pages(edition: Edition) -> Iterable[Page]:
    said, path = edition.words, "search.md"
    yield page(
        path,
        "search",
        meta={
            "title": said("search.title"),
            "description": said("search.about"),
            "head": head.listing(edition, said("search.title"), path),
            "kind": "search",
        },
        t=said,
        base=to_root(path),
        names=[
            one
            for kind, n in BEGINNINGS
            for one in entity_links(edition, edition.ranked.get(kind, ())[:n])
        ],
    )
