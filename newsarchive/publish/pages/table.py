"""All articles as one table, to filter and to sort by any column.

The first rows stand in the page; a script fetches the others in chunks. Without scripts the years
lead to every article.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

from newsarchive.model import ArticleId, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, article_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page, plain

PATH = "articles/index.md"
FIRST = 50  # rows in the page itself
CHUNK = 500  # rows in a file at most, about
TAGS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the table. The order of the fields is the order in the chunks."""

    address: str
    title: str
    lang: str  # of the title
    original: str  # the title as printed, where another stands over it
    original_lang: str
    date: str  # in words
    order: str  # sorts by time
    sources: str
    language: str
    tags: str


def table_pages(edition: Edition) -> Iterable[Draft]:
    ids = list(edition.archive.records)
    chunks = _spread(ids)
    for number, chunk in enumerate(chunks, 1):
        path = _chunk_path(number)
        yield Draft(path, partial(_chunk, edition, path, chunk), given=chunk)
    first = ids[:FIRST]
    make = partial(_table, edition, first, len(ids), len(chunks))
    yield Draft(PATH, make, given=(first, len(ids)))


def _spread(ids: Sequence[ArticleId]) -> list[tuple[ArticleId, ...]]:
    """All articles over a power of two of chunks, each by its own id: one more changes one chunk.

    The script that fetches them puts them in order.
    """
    number = 1
    while number * CHUNK < len(ids):
        number *= 2
    chunks: list[list[ArticleId]] = [[] for _ in range(number if ids else 0)]
    for one in sorted(ids):
        chunks[crc32(one.encode()) % number].append(one)
    return [tuple(chunk) for chunk in chunks]


def _table(edition: Edition, first: Sequence[ArticleId], count: int, chunks: int) -> Page:
    words = edition.words
    base = to_root(PATH)
    return page(
        PATH,
        "table",
        meta={
            "title": words("nav.articles"),
            "description": words("table.about"),
            "head": head.listing(edition, words("nav.articles"), PATH, feeds=["feeds/archive"]),
            "kind": "table",
        },
        t=words,
        base=base,
        count=count,
        rows=[row(edition, one) for one in first],
        chunks=[base + _chunk_path(n) for n in range(1, chunks + 1)],
    )


def row(edition: Edition, article: ArticleId) -> Row:
    card, date = edition.archive.cards[article], edition.dates[article]
    title, original = edition.title(card), edition.original_title(card.heading)
    named = [one for one in card.entities if one in edition.archive.entities][:TAGS]
    return Row(
        address=address(article_path(article)),
        title=plain(title.text),
        lang=title.lang,
        original="" if original == title else plain(original.text),
        original_lang=original.lang,
        date=date.say(edition.words),
        order=date.text,
        sources=plain(edition.sources(card.heading)),
        language=edition.words.language(card.heading.language),
        tags=", ".join(plain(edition.name(one).text) for one in named),
    )


def _chunk_path(number: int) -> str:
    return f"articles/rows/{number}.json"


def _chunk(edition: Edition, path: str, articles: Sequence[ArticleId]) -> Page:
    rows = [row(edition, one) for one in articles]
    listed = [[getattr(one, name) for name in Row.__slots__] for one in rows]
    return Page(path, json.dumps(listed, ensure_ascii=False, separators=(",", ":")))
