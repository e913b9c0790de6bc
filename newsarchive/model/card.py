"""What is known of an article at a glance, without reading it.

No dataclasses: a build reads ten thousand of each at once, in a third of the time.
"""

import msgspec

from newsarchive.model.ids import ArticleId, EntityId


class Heading(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article at a glance."""

    id: ArticleId
    path: str  # of its file, relative to seeds/
    part: str | None  # which record of a container file
    sha256: str  # of the raw bytes
    digest: bytes  # of the article: changes with anything in it
    text: bytes  # digest of its language, date, title and body
    language: str
    headline: str | None  # as printed
    published: str | None  # EDTF
    publishers: tuple[str, ...]


class Naming(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Whom an article names, at a glance."""

    digest: bytes  # of all that describes it: changes with anything in it
    named: bytes  # digest of whom it mentions, in order
    tags: tuple[tuple[EntityId, int], ...]  # most telling first, with how often
    forms: bytes  # how each is printed, packed: see cards.forms
    found: tuple[bytes, ...]  # entities on no file, packed


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article's translations at a glance."""

    digest: bytes  # changes with anything in them
    titles: tuple[tuple[str, str], ...]  # language, title; those that are translated
    translated: tuple[str, ...]  # languages in which at least a sentence stands
    complete: bool  # nothing waits to be translated


class Card(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A record at a glance."""

    heading: Heading
    naming: Naming
    telling: Telling
    digest: bytes  # of the whole record: changes with anything in it

    @property
    def id(self) -> ArticleId:
        return self.heading.id

    def title_in(self, lang: str) -> str | None:
        """The title in `lang`, where it is translated."""
        return dict(self.telling.titles).get(lang)

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """Those it is tagged with, most telling first."""
        return tuple([entity for entity, _ in self.naming.tags])
