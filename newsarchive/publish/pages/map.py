"""The map of places, and the table that says the same in words."""

from collections.abc import Iterable

from newsarchive.model import Page
from newsarchive.publish import head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page
from newsarchive.publish.worldmap import places, world_map

ROWS = 200  # places in the table: the list of places holds them all


def map_pages(edition: Edition) -> Iterable[Page]:
    words, path = edition.words, "map.md"
    found = places(edition)
    yield page(
        path,
        "map",
        meta={
            "title": words("nav.map"),
            "description": words("map.about"),
            "head": head.listing(edition, words("nav.map"), path),
            "kind": "map",
        },
        t=words,
        base=to_root(path),
        picture=world_map(edition, found),
        places=found[:ROWS],
        count=len(found),
    )
