"""The page of a person, place, organisation, event or topic: names, articles, company."""

from collections.abc import Iterable
from functools import partial

from newsarchive.model import EntityFile, EntityId, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, entity_path, list_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, Said, named
from newsarchive.publish.pages.listing import SHEET, NamedLink, entity_link, sheets, teasers
from newsarchive.publish.render import page

COMPANIONS = 24
SURFACES = 40


def entity_pages(edition: Edition) -> Iterable[Draft]:
    for key, file in edition.archive.entities.items():
        for number in range(1, len(sheets(file.articles, SHEET)) + 1):
            yield Draft(entity_path(key, number), partial(_page, edition, key, number))


def _page(edition: Edition, key: EntityId, number: int) -> Page:
    return entity_page(edition, edition.archive.entities[key], number)


def entity_page(edition: Edition, file: EntityFile, number: int = 1) -> Page:
    entity, words = file.entity, edition.words
    path = entity_path(entity.id, number)
    name = named(entity, edition.reader)
    parts = sheets(file.articles, SHEET)
    title = name.text if number == 1 else words("list.sheet", title=name.text, n=number)
    return page(
        path,
        "entity",
        meta={
            "title": title,
            "description": words("entity.description", name=name.text, n=len(file.articles)),
            "head": head.listing(edition, title, path, feeds=[f"feeds/{entity.id}"]),
            "kind": "entity",
        },
        t=words,
        base=to_root(path),
        entity=entity,
        name=name,
        list=(words(f"list.{entity.kind}"), address(list_path(entity.kind))),
        names=[Said(text, lang) for lang, text in entity.names if lang != name.lang],
        variants=[Said(text, lang) for lang, text in entity.variants],
        descriptions=[Said(text, lang) for lang, text in entity.description],
        broader=_link(edition, entity.broader),
        narrower=_narrower(edition, entity.id),
        count=len(file.articles),
        teasers=teasers(edition, parts[number - 1]),
        number=number,
        sheets=[
            (n + 1, to_root(path) + address(entity_path(entity.id, n + 1)))
            for n in range(len(parts))
        ],
        companions=_companions(edition, file),
        surfaces=file.surfaces[:SURFACES],
        feed=f"feeds/{entity.id}",
    )


def _link(edition: Edition, entity: EntityId | None) -> NamedLink | None:
    known = edition.archive.entities.get(entity) if entity else None
    return entity_link(edition, known) if known else None


def _narrower(edition: Edition, entity: EntityId) -> list[NamedLink]:
    return [
        entity_link(edition, edition.archive.entities[one])
        for one in edition.narrower.get(entity, ())
    ]


def _companions(edition: Edition, file: EntityFile) -> list[NamedLink]:
    return [
        NamedLink(one, edition.entity(one).kind, edition.name(one), count)
        for one, count in file.companions[:COMPANIONS]
        if one in edition.archive.entities
    ]
