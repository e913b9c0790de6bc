"""Pages that are not yet made, and what each looks at while it is made. ledger.py remembers that: a
page is made again only when something it looked at changed.

Nobody declares what a page depends on. While a page is made, every look into the archive is noted
(`watched`); as long as all it looked at is the same, so is the page. A change that nobody can look
at here, of code, templates, words or configuration, changes the salt, and everything is made anew.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from newsarchive.model import (
    Archive,
    ArticleId,
    Entity,
    EntityId,
    Page,
    Record,
    Story,
)
from newsarchive.publish.edition import Edition

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
    """The facts looked at since `begin`; outside of a page nothing is noted."""

    seen: set[Fact] | None = None

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


_MAPPINGS = ("records", "links", "entities")
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

    @property
    def dated(self) -> tuple[ArticleId, ...]:
        self.notes.add("all:dated")
        return self.plain.dated

    def neighbours(self, article: ArticleId) -> tuple[Record | None, Record | None]:
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
        links=_Watched(archive.links, "links", notes),
        entities=_Watched(archive.entities, "file", notes),
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

    def said(self, fact: Fact) -> bytes:
        """16 bytes."""
        known = self._known.get(fact)
        if known is None:
            kind, _, key = fact.partition(":")
            text = written(self._value(kind, key))
            known = self._known[fact] = hashlib.blake2b(text, digest_size=16).digest()
        return known

    def _value(self, kind: str, key: str) -> object:
        edition, archive = self._edition, self._edition.archive
        if kind == "all":
            return self._whole(key)
        if kind == "neighbours":
            return [record and record.article.id for record in edition.neighbours(ArticleId(key))]
        # links that are made when they are asked for can say what they rest on in less time
        if kind == "links" and hasattr(archive.links, "basis"):
            return archive.links.basis(ArticleId(key)) if key in archive.records else None
        mappings: dict[str, Mapping[Any, Any]] = {
            "record": archive.records,
            "links": archive.links,
            "file": archive.entities,
            "stories of": edition.stories,
            "narrower": edition.narrower,
        }
        if kind == "entity":
            file = archive.entities.get(EntityId(key))
            return file.entity if file else None
        if kind.startswith("has-"):
            return key in mappings[kind.removeprefix("has-")]
        return mappings[kind].get(key)

    def _whole(self, name: str) -> object:
        archive = self._edition.archive
        wholes: dict[str, Callable[[], object]] = {
            "record": lambda: list(archive.records),
            "links": lambda: list(archive.links),
            "file": lambda: list(archive.entities),
            "stories of": lambda: sorted(self._edition.stories),
            "narrower": lambda: sorted(self._edition.narrower),
            "dated": lambda: self._edition.dated,
        }
        return getattr(archive, name) if name in _TUPLES else wholes[name]()


def written(value: object) -> bytes:
    """The same bytes for what is equal."""
    return msgspec.msgpack.encode(value, order="deterministic")
