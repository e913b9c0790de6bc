"""The search page: an empty frame that `theme/assets/search-page.js` fills."""

from collections.abc import Iterable

from newsarchive.model import Page
from newsarchive.publish import head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page


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
    )
