"""The lists of people, places, organisations, events and topics, each with its cloud."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

from newsarchive.model import KIND_FOLDERS, Kind, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, list_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.listing import NamedLink, entity_links, sheets
from newsarchive.publish.render import page

NAMES = 300  # on one sheet
CLOUD = 60
SIZES = 5  # steps of type size in a cloud


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of a list, told all that it shows."""

    kind: Kind
    number: int
    sheets: int
    count: int  # names on all sheets
    cloud: tuple[tuple[int, NamedLink], ...]  # on the first sheet
    links: tuple[NamedLink, ...]


def list_pages(edition: Edition) -> Iterable[Draft]:
    kinds: Sequence[Kind] = ("person", "place", "organisation", "event", "topic")
    for kind in kinds:
        links = entity_links(edition, edition.ranked.get(kind, ()))
        parts = sheets(links, NAMES)
        for number, part in enumerate(parts, 1):
            shown = tuple(cloud(links[:CLOUD])) if number == 1 else ()
            sheet = _Sheet(kind, number, len(parts), len(links), shown, tuple(part))
            yield Draft(_path(kind, number), partial(_list_page, edition, sheet), given=sheet)


def _path(kind: Kind, number: int) -> str:
    # a name, not a bare number: an entity could be called "2"
    return list_path(kind) if number == 1 else f"{KIND_FOLDERS[kind]}/sheet/{number}.md"


def _list_page(edition: Edition, sheet: _Sheet) -> Page:
    words, kind, number = edition.words, sheet.kind, sheet.number
    path = _path(kind, number)
    heading = words(f"list.{kind}")
    title = heading if number == 1 else words("list.sheet", title=heading, n=number)
    return page(
        path,
        "list",
        meta={
            "title": title,
            "description": words(f"list.about_{kind}"),
            "head": head.listing(edition, title, path),
            "kind": "list",
        },
        t=words,
        base=to_root(path),
        kind=kind,
        heading=heading,
        about=words(f"list.about_{kind}"),
        empty=words(f"list.empty_{kind}"),
        count=sheet.count,
        cloud=sheet.cloud,
        links=sheet.links,
        number=number,
        sheets=[(n, to_root(path) + address(_path(kind, n))) for n in range(1, sheet.sheets + 1)],
    )


def cloud(links: Sequence[NamedLink]) -> list[tuple[int, NamedLink]]:
    """(size 1..SIZES, link) by name; sizes grow with the logarithm of the count."""
    if not links:
        return []
    most, least = log(max(one.count for one in links)), log(min(one.count for one in links))
    step = (most - least) / (SIZES - 1) or 1
    sized = [(1 + round((log(one.count) - least) / step), one) for one in links]
    return sorted(sized, key=lambda pair: (pair[1].name.text.casefold(), pair[1].id))
