"""Addresses that an entity had before: each leads to the one it has now, without a script."""

from collections.abc import Iterable

from markupsafe import Markup

from newsarchive.model import EntityFile, EntityId, Page
from newsarchive.publish.addresses import address, entity_path, to_root
from newsarchive.publish.edition import Edition, named
from newsarchive.publish.render import page


def moved_pages(edition: Edition) -> Iterable[Page]:
    for before, now in edition.archive.moved:
        file = edition.archive.entities.get(now)
        if file is not None and before not in edition.archive.entities:
            yield _page(edition, before, file)


def _page(edition: Edition, before: EntityId, file: EntityFile) -> Page:
    path = entity_path(before)
    name = named(file.entity, edition.reader)
    there = to_root(path) + address(entity_path(file.entity.id))
    refresh = Markup('<meta http-equiv="refresh" content="0; url={}">').format(there)
    robots = Markup('<meta name="robots" content="noindex">')
    return page(
        path,
        "moved",
        meta={"title": name.text, "head": refresh + robots, "kind": "moved"},
        t=edition.words,
        name=name,
        there=there,
    )
