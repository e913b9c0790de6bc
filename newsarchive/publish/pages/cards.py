"""What a name in the text opens: a few words on the entity it leads to.

Not how many articles name it: one new article would change the pages of all of them.
"""

from dataclasses import dataclass

from newsarchive.model import EntityId, Record
from newsarchive.publish.edition import Edition, Said
from newsarchive.publish.pages.listing import NamedLink

DESCRIPTION = 180  # characters


@dataclass(frozen=True, slots=True)
class Card:
    """What a name in the text opens."""

    id: str
    link: NamedLink
    others: tuple[Said, ...]  # its names in other languages
    description: Said | None


def cards(edition: Edition, record: Record) -> list[Card]:
    known = {m.entity for m in record.mentions if m.entity in edition.archive.entities}
    return [_card(edition, one) for one in sorted(known)]


def _card(edition: Edition, key: EntityId) -> Card:
    entity, name = edition.entity(key), edition.name(key)
    descriptions = dict(entity.description)
    lang = next((one for one in (edition.reader, "en", *descriptions) if one in descriptions), None)
    return Card(
        id=entity.id.replace("/", "-"),
        link=NamedLink(entity.id, entity.kind, name),
        others=tuple(Said(text, one) for one, text in entity.names if one != name.lang)[:4],
        description=Said(descriptions[lang][:DESCRIPTION], lang) if lang else None,
    )
