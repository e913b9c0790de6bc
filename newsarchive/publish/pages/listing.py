"""How an article or an entity appears in a list: the same everywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from newsarchive.model import ArticleId, Card, EntityFile, EntityId, Kind, Record
from newsarchive.publish.addresses import address, article_path
from newsarchive.publish.edition import Edition, Said, named

TAGS_SHOWN = 6
SHEET = 50  # articles on one sheet of a long list

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedLink:
    """An entity to go to."""

    id: EntityId
    kind: Kind
    name: Said
    count: int = 0


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article in a list."""

    address: str
    title: Said
    original: Said | None  # the title as printed, where another one stands over it
    date: str
    sources: str
    language: str  # its name
    lead: Said | None  # the first sentence of the summary
    tags: tuple[NamedLink, ...]
    untranslated: bool


def teaser(edition: Edition, article: ArticleId, *, tags: bool = True) -> Teaser:
    record = edition.archive.records[article]
    title, printed = edition.title(record), edition.original_title(record.article)
    summary = edition.summary(record)
    return Teaser(
        address=address(article_path(article)),
        title=title,
        original=printed if printed != title else None,
        date=edition.when(record).say(edition.words),
        sources=edition.sources(record.article),
        language=edition.words.language(record.article.language),
        lead=summary[0].said if summary else None,
        tags=tag_links(edition, record)[:TAGS_SHOWN] if tags else (),
        untranslated=is_untranslated(edition, edition.archive.cards[article]),
    )


def teasers(edition: Edition, articles: Iterable[ArticleId]) -> tuple[Teaser, ...]:
    return tuple(teaser(edition, article) for article in articles)


def is_untranslated(edition: Edition, card: Card) -> bool:
    """Whether the reader finds no sentence of it in their language."""
    return edition.reader not in (card.heading.language, *card.telling.translated)


def tag_links(edition: Edition, record: Record) -> tuple[NamedLink, ...]:
    return tuple(
        NamedLink(tag.entity, tag.kind, edition.name(tag.entity), tag.count)
        for tag in edition.tags(record)
    )


def entity_link(edition: Edition, file: EntityFile) -> NamedLink:
    """An entity with the number of its articles."""
    entity = file.entity
    return NamedLink(entity.id, entity.kind, named(entity, edition.reader), len(file.articles))


def entity_links(edition: Edition, files: Iterable[EntityFile]) -> tuple[NamedLink, ...]:
    """Each of them with the number of its articles, in the same order."""
    return tuple([entity_link(edition, file) for file in files])


def sheets(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """`things` in sheets of `size`; an empty list has one empty sheet, so that its page exists."""
    return [things[i : i + size] for i in range(0, len(things), size)] or [()]
