"""The map of places, and the table that says the same in words."""

from collections.abc import Iterable, Sequence
from functools import partial

from newsarchive.model import Page
from newsarchive.publish import head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page
from newsarchive.publish.worldmap import Place, places, world_map

PATH = "map.md"
ROWS = 200  # places in the table: the list of places holds them all


def map_pages(edition: Edition) -> Iterable[Draft]:
    found = places(edition)
    yield Draft(PATH, partial(_page, edition, found), given=found)


def _page(edition: Edition, found: Sequence[Place]) -> Page:
    words = edition.words
    return page(
        PATH,
        "map",
        meta={
            "title": words("nav.map"),
            "description": words("map.about"),
            "head": head.listing(edition, words("nav.map"), PATH),
            "kind": "map",
        },
        t=words,
        base=to_root(PATH),
        picture=world_map(edition, found),
        places=found[:ROWS],
        count=len(found),
    )
