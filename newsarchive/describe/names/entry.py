"""What an authority file says of one thing. Ground floor of the names; reads nothing itself."""

from dataclasses import dataclass

from newsarchive.model import Entity, EntityId

Said = tuple[tuple[str, str], ...]  # (language or "und", words), sorted


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity, and what an editor laid down about finding it."""

    entity: Entity
    place: str  # where it is written, "people.yml:12", or the source of a built-in one
    forms: Said = ()  # names, variants, acronyms: each alone is enough
    surnames: Said = ()  # a person's; each needs evidence
    office: Said = ()  # evidence: words that stand in the article
    country: tuple[EntityId, ...] = ()  # evidence: a place named in the article
    beside: tuple[EntityId, ...] = ()  # evidence: whom the article names as well
    alone: bool = False  # the surname needs no evidence
    never: tuple[EntityId, ...] = ()  # `not:` what it is never to be merged with
    was: tuple[EntityId, ...] = ()  # ids it had before
    blocked: bool = False  # found, so that nothing else is found there, but never a tag
    terms: Said = ()  # a topic's words
