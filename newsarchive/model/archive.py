"""relate: all articles together; publish: a page of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newsarchive.model.article import Rejected, Suppressed
from newsarchive.model.card import Card
from newsarchive.model.ids import ArticleId, EntityId, StoryId
from newsarchive.model.record import Entity, Record


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles are linked, as data; publish says it in the reader's language."""

    key: str  # an interface word, e.g. "both name", "same words", "same numbers"
    entities: tuple[EntityId, ...] = ()
    words: tuple[str, ...] = ()  # as a dictionary lists them where there is one, else as printed


@dataclass(frozen=True, slots=True)
class Link:
    """From one article to another, with its reasons."""

    source: ArticleId
    target: ArticleId
    kind: Literal["related", "same story", "reprint"]
    score: float  # 0..1, rounded to 4 places
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event, in any language."""

    id: StoryId
    articles: tuple[ArticleId, ...]  # oldest first, undated last, then by id
    entities: tuple[EntityId, ...]  # what they have in common, most telling first
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityFile:
    """Where in the archive an entity is."""

    entity: Entity
    articles: tuple[ArticleId, ...]  # that are tagged with it, newest first, undated last
    mentions: int  # in all of them


@dataclass(frozen=True, slots=True)
class Profile:
    """In whose company and in which forms the articles name an entity."""

    companions: tuple[tuple[EntityId, int], ...]  # (entity, articles shared), most first
    surfaces: tuple[tuple[str, int], ...]  # (form as printed, times), most first


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, with the whole corpus in sight."""

    records: Mapping[ArticleId, Record]  # iterates newest first, undated last, then by id
    cards: Mapping[ArticleId, Card]  # of the same, in the same order
    links: Mapping[ArticleId, tuple[Link, ...]]  # best first; every article has an entry
    stories: tuple[Story, ...]
    entities: Mapping[EntityId, EntityFile]  # iterates by id
    profiles: Mapping[EntityId, Profile]  # of the same
    rejected: tuple[Rejected, ...]
    suppressed: tuple[Suppressed, ...] = ()  # taken down, by id
    moved: tuple[tuple[EntityId, EntityId], ...] = ()  # (address of before, entity of now), sorted


@dataclass(frozen=True, slots=True)
class Page:
    """One file to be written below docs/."""

    path: str  # relative to docs/, with "/", e.g. "articles/000_x.md"
    text: str
