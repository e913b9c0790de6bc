"""Pages that are not yet made, and what each looks at while it is made. ledger.py remembers that: a
page is made again only when something it looked at changed.

Nobody declares what a page depends on. While a page is made, every look into the archive is noted
(`watched`), and so is every template that is filled in for it; as long as all of that is the same,
so is the page. A change that nobody can look at here, of code, words or configuration, changes the
salt, and everything is made anew.
"""

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any, TypeVar

import msgspec

from newsarchive import forks
from newsarchive.cache import Cache
from newsarchive.cards import basis, digest, hashed
from newsarchive.model import (
    Archive,
    ArticleId,
    Entity,
    EntityId,
    Page,
    Story,
)
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import TEMPLATES, compile_templates, templates_used
from newsarchive.publish.when import When

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

NOTHING = bytes(16)  # what is said of what is not there
THERE = bytes([1]) * 16  # ... and of what is, where nobody asked for more

Fact = tuple[str, str]  # ("record", "000_x"): a kind and which one
Made = tuple[Page, set[Fact]]  # a page, and all that was looked at for it

_MADE = msgspec.msgpack.Decoder(Made)


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

    def made(self, draft: Draft) -> Made:
        """The page, and all that was looked at for it."""
        self.seen = seen = set[Fact]()
        try:
            with templates_used() as names:
                page = draft.make()
        finally:
            self.seen = None
        return page, seen.union(("template", name) for name in names)

    def made_each(self, drafts: Sequence[Draft], *, cache: Cache, workers: int) -> Iterator[Made]:
        """The same for each of `drafts`, shared out among processes where they are many."""
        if forks.copies(len(drafts), workers) > 1:
            compile_templates()
            cache.let_go()
            written = forks.each(self._written, drafts, workers=workers)
            yield from map(_MADE.decode, written)
        else:
            yield from map(self.made, drafts)

    def _written(self, draft: Draft) -> bytes:
        return msgspec.msgpack.encode(self.made(draft))

    @property
    def is_noting(self) -> bool:
        return self.seen is not None

    def add(self, kind: str, key: object = "") -> None:
        if self.seen is not None:
            self.seen.add((kind, str(key)))


# ---------------------------------------------------------------- looking


class _Watched(Mapping[Key, Value]):
    """A mapping that notes which of its values are looked at."""

    def __init__(self, inner: Mapping[Key, Value], kind: str, notes: Notes) -> None:
        self._inner, self._kind, self._notes = inner, kind, notes

    def __getitem__(self, key: Key) -> Value:
        self._notes.add(self._kind, key)
        return self._inner[key]

    def __contains__(self, key: object) -> bool:
        self._notes.add(f"has-{self._kind}", key)
        return key in self._inner

    def __iter__(self) -> Iterator[Key]:
        self._notes.add("all", self._kind)
        return iter(self._inner)

    def values(self) -> ValuesView[Value]:
        """Where nothing is noted, without a step of our own for each of ten thousand."""
        return super().values() if self._notes.is_noting else self._inner.values()

    def items(self) -> ItemsView[Key, Value]:
        """As `values`."""
        return super().items() if self._notes.is_noting else self._inner.items()

    def __len__(self) -> int:
        self._notes.add("all", self._kind)
        return len(self._inner)


_MAPPINGS = ("records", "cards", "links", "entities", "profiles")
_TUPLES = frozenset(one.name for one in fields(Archive)) - set(_MAPPINGS)


@dataclass(frozen=True)
class _WatchedArchive(Archive):
    """The archive, its tuples noted as a whole."""

    notes: Notes = field(default_factory=Notes, kw_only=True)

    def __getattribute__(self, name: str) -> Any:
        if name in _TUPLES:
            object.__getattribute__(self, "notes").add("all", name)
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
        self.notes.add("all", "dated")
        return self.plain.dated

    def neighbours(self, article: ArticleId) -> tuple[ArticleId | None, ArticleId | None]:
        self.notes.add("neighbours", article)
        return self.plain.neighbours(article)

    def entity(self, entity: EntityId) -> Entity:
        self.notes.add("entity", entity)
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
    """What each fact says now, as 16 bytes."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
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
        self._ask: dict[str, Callable[[Any], bytes]] = {
            **{kind: partial(_rests_on, found) for kind, found in self._mappings.items()},
            **{f"has-{kind}": partial(_holds, found) for kind, found in self._mappings.items()},
            "record": self._card,
            "card": self._card,
            "stories of": self._stories_of,
            "all": self._whole,
            "neighbours": self._neighbours,
            "entity": self._entity,
            "template": _template,
        }

    def said(self, fact: Fact) -> bytes:
        """What one fact says."""
        kind, key = fact
        return self._ask[kind](key)

    def each(self, kind: str, keys: Sequence[str]) -> bytes:
        """What all facts of a kind say, one after the other: every build asks for tens of
        thousands.
        """
        return b"".join(map(self._ask[kind], keys))

    def _card(self, key: ArticleId) -> bytes:
        """Of a record as well, which might have to be read to be asked itself."""
        card = self._edition.archive.cards.get(key)
        return card.digest if card else NOTHING

    @cached_property
    def _stories(self) -> Mapping[ArticleId, bytes]:
        told = {story.id: digest(story) for story in self._edition.archive.stories}
        each = self._edition.stories.items()
        return {key: hashed(*[told[one.id] for one in stories]) for key, stories in each}

    def _stories_of(self, key: ArticleId) -> bytes:
        return self._stories.get(key, NOTHING)

    def _neighbours(self, key: ArticleId) -> bytes:
        before, after = self._edition.neighbours(key)
        return hashed(f"{before}\0{after}".encode())

    def _entity(self, key: EntityId) -> bytes:
        file = self._edition.archive.entities.get(key)
        return digest(file.entity) if file else NOTHING

    def _whole(self, name: str) -> bytes:
        if name in _TUPLES:
            return digest(getattr(self._edition.archive, name))
        return digest(self._edition.dated if name == "dated" else list(self._mappings[name]))


def _rests_on(found: Mapping[Any, Any], key: object) -> bytes:
    return basis(found, key) if key in found else NOTHING


def _holds(found: Mapping[Any, Any], key: object) -> bytes:
    return THERE if key in found else NOTHING


def _template(name: str) -> bytes:
    path = TEMPLATES / name
    return hashed(path.read_bytes()) if path.is_file() else NOTHING
