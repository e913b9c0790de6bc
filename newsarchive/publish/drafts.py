"""Pages that are not yet made, and what each looks at while it is made. ledger.py remembers that: a
page is made again only when something it looked at changed.

Nobody declares what a page depends on. While a page is made, every look into the archive is noted
(`watched`), and so is every template that is filled in for it; as long as all of that is the same,
so is the page. A change that nobody can look at here, of code, words or configuration, changes the
salt, and everything is made anew.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any, TypeVar

from newsarchive.cards import basis, digest
from newsarchive.model import (
    Archive,
    ArticleId,
    Entity,
    EntityId,
    Page,
    Story,
)
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import TEMPLATES, templates_used
from newsarchive.publish.when import When

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

Fact = str  # "record:000_x": a kind and which one


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that may not have to be made."""

    path: str
    make: Callable[[], Page]
    given: object = None  # what `make` uses that it does not look up; anything msgspec can write


@dataclass(slots=True)
class Notes:
    """The facts looked at while a page is made; outside of that nothing is noted."""

    seen: set[Fact] | None = None

    def made(self, draft: Draft) -> tuple[Page, set[Fact]]:
        """The page, and all that was looked at for it."""
        self.seen = seen = set[Fact]()
        try:
            with templates_used() as names:
                page = draft.make()
        finally:
            self.seen = None
        return page, seen.union(f"template:{name}" for name in names)

    def add(self, fact: Fact) -> None:
        if self.seen is not None:
            self.seen.add(fact)


# ---------------------------------------------------------------- looking


class _Watched(Mapping[Key, Value]):
    """A mapping that notes which of its values are looked at."""

    def __init__(self, inner: Mapping[Key, Value], kind: str, notes: Notes) -> None:
        self._inner, self._kind, self._notes = inner, kind, notes

    def __getitem__(self, key: Key) -> Value:
        self._notes.add(f"{self._kind}:{key}")
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._notes.add(f"has-{self._kind}:{key}")
        return key in self._inner

    def __iter__(self) -> Iterator[Key]:
        self._notes.add(f"all:{self._kind}")
        return iter(self._inner)

    def __len__(self) -> int:
        self._notes.add(f"all:{self._kind}")
        return len(self._inner)


_MAPPINGS = ("records", "cards", "links", "entities", "profiles")
_TUPLES = frozenset(one.name for one in fields(Archive)) - set(_MAPPINGS)


@dataclass(frozen=True)
class _WatchedArchive(Archive):
    """The archive, its tuples noted as a whole."""

    notes: Notes = field(default_factory=Notes, kw_only=True)

    def __getattribute__(self, name: str) -> Any:
        if name in _TUPLES:
            object.__getattribute__(self, "notes").add(f"all:{name}")
        return object.__getattribute__(self, name)


@dataclass(frozen=True)
class _WatchedEdition(Edition):
    """The edition, which derives once and for all pages what each of them is to have noted."""

    plain: Edition
    notes: Notes

    @cached_property
    def stories(self) -> Mapping[ArticleId, tuple[Story, ...]]:
        return _Watched(self.plain.stories, "stories of", self.notes)

    @cached_property
    def narrower(self) -> Mapping[EntityId, tuple[EntityId, ...]]:
        return _Watched(self.plain.narrower, "narrower", self.notes)

    @cached_property
    def dates(self) -> Mapping[ArticleId, When]:
        return _Watched(self.plain.dates, "date", self.notes)

    @property
    def dated(self) -> tuple[ArticleId, ...]:
        self.notes.add("all:dated")
        return self.plain.dated

    def neighbours(self, article: ArticleId) -> tuple[ArticleId | None, ArticleId | None]:
        self.notes.add(f"neighbours:{article}")
        return self.plain.neighbours(article)

    def entity(self, entity: EntityId) -> Entity:
        self.notes.add(f"entity:{entity}")
        return self.plain.entity(entity)


def watched(edition: Edition, notes: Notes) -> Edition:
    """The same edition, with every look into it noted."""
    archive = edition.archive
    looked_into = _WatchedArchive(
        records=_Watched(archive.records, "record", notes),
        cards=_Watched(archive.cards, "card", notes),
        links=_Watched(archive.links, "links", notes),
        entities=_Watched(archive.entities, "file", notes),
        profiles=_Watched(archive.profiles, "profile", notes),
        notes=notes,
        **{name: getattr(archive, name) for name in _TUPLES},
    )
    return _WatchedEdition(looked_into, edition.config, edition, notes)


# ---------------------------------------------------------------- what was seen


class Facts:
    """What each fact says now, as a digest."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._known: dict[Fact, bytes] = {}
        archive = edition.archive
        self._mappings: dict[str, Mapping[Any, Any]] = {
            "record": archive.records,
            "card": archive.cards,
            "links": archive.links,
            "file": archive.entities,
            "profile": archive.profiles,
            "date": edition.dates,
            "stories of": edition.stories,
            "narrower": edition.narrower,
        }
        self._ask: dict[str, Callable[[Any], object]] = {
            **{kind: partial(_rests_on, found) for kind, found in self._mappings.items()},
            **{f"has-{kind}": found.__contains__ for kind, found in self._mappings.items()},
            "record": self._record,
            "all": self._whole,
            "neighbours": edition.neighbours,
            "entity": self._entity,
            "template": self._template,
        }

    def said(self, fact: Fact) -> bytes:
        """16 bytes."""
        known = self._known.get(fact)
        if known is None:
            kind, _, key = fact.partition(":")
            known = self._known[fact] = digest(self._ask[kind](key))
        return known

    def _entity(self, key: EntityId) -> Entity | None:
        file = self._edition.archive.entities.get(key)
        return file.entity if file else None

    def _record(self, key: ArticleId) -> bytes | None:
        """Not the record itself, which may have to be read for it."""
        card = self._edition.archive.cards.get(key)
        return card.digest if card else None

    def _template(self, name: str) -> bytes | None:
        path = TEMPLATES / name
        return path.read_bytes() if path.is_file() else None

    def _whole(self, name: str) -> object:
        if name in _TUPLES:
            return getattr(self._edition.archive, name)
        return self._edition.dated if name == "dated" else list(self._mappings[name])


def _rests_on(found: Mapping[Any, Any], key: object) -> object:
    return basis(found, key) if key in found else None
