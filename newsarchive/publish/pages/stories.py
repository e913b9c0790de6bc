"""Stories: articles on one event, and how each side told it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from newsarchive.model import Page, Record, Story
from newsarchive.publish import head
from newsarchive.publish.addresses import address, article_path, story_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, Said, SummarySentence, word_count
from newsarchive.publish.pages.listing import SHEET, NamedLink, sheets
from newsarchive.publish.pages.related import reason
from newsarchive.publish.render import page

HEADLINES = 3  # shown of each story in the list
SUMMARY = 4  # sentences of each teller's own summary


@dataclass(frozen=True, slots=True)
class Telling:
    """One side of a story: who, when, in which language, in how many words, and what."""

    sources: str
    date: str
    language: str
    words: int
    address: str
    title: Said
    original: Said | None
    summary: tuple[SummarySentence, ...]
    own_names: tuple[NamedLink, ...]  # named here and by no other of the story


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story as it stands in a list."""

    address: str
    title: Said
    n: int  # articles
    date: str  # of the earliest
    sources: str
    others: tuple[Said, ...]  # further headlines


def story_pages(edition: Edition) -> Iterable[Draft]:
    parts = sheets(edition.archive.stories, SHEET)
    for number, part in enumerate(parts, 1):
        sheet = _Sheet(number, len(parts), len(edition.archive.stories), tuple(part))
        yield Draft(_sheet_path(number), partial(_list, edition, sheet), given=sheet)
    for story in edition.archive.stories:
        yield Draft(story_path(story.id), partial(_story, edition, story), given=story)


def _sheet_path(number: int) -> str:
    return "stories/index.md" if number == 1 else f"stories/sheet/{number}.md"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of the list, told all it needs, so that it does not look at every story."""

    number: int
    sheets: int
    count: int  # stories on all sheets
    stories: tuple[Story, ...]


def _list(edition: Edition, sheet: _Sheet) -> Page:
    words, number = edition.words, sheet.number
    path = _sheet_path(number)
    heading = words("nav.stories")
    title = heading if number == 1 else words("list.sheet", title=heading, n=number)
    return page(
        path,
        "stories",
        meta={
            "title": title,
            "description": words("story.about"),
            "head": head.listing(edition, title, path),
            "kind": "list",
        },
        t=words,
        base=to_root(path),
        count=sheet.count,
        stories=[story_entry(edition, story) for story in sheet.stories],
        number=number,
        sheets=[(n, to_root(path) + address(_sheet_path(n))) for n in range(1, sheet.sheets + 1)],
    )


def story_entry(edition: Edition, story: Story) -> StoryEntry:
    cards = [edition.archive.cards[one] for one in story.articles]
    titles = dict.fromkeys(map(edition.title, cards))
    sources = dict.fromkeys(edition.sources(card.heading) for card in cards)
    return StoryEntry(
        address(story_path(story.id)),
        next(iter(titles)),
        len(story.articles),
        edition.dates[story.articles[0]].say(edition.words),
        " · ".join(sources),
        tuple(titles)[1 : HEADLINES + 1],
    )


def _story(edition: Edition, story: Story) -> Page:
    words, path = edition.words, story_path(story.id)
    records = [edition.archive.records[one] for one in story.articles]
    title = edition.title(records[0])  # a story is called by the headline of its earliest article
    return page(
        path,
        "story",
        meta={
            "title": title.text,
            "description": words("story.description", n=len(records)),
            "head": head.listing(edition, title.text, path),
            "kind": "story",
        },
        t=words,
        base=to_root(path),
        title=title,
        tellings=[_telling(edition, record, records) for record in records],
        common=[
            NamedLink(one, edition.entity(one).kind, edition.name(one))
            for one in story.entities
            if one in edition.archive.entities
        ],
        # what all of them name stands there as links already
        reasons=[reason(edition, one) for one in story.reasons if one.key != "both name"],
    )


def latest_stories(edition: Edition, count: int) -> list[StoryEntry]:
    """The `count` stories that began last; undated ones last."""

    def begun(story: Story) -> str:
        return edition.dates[story.articles[0]].text

    newest = sorted(edition.archive.stories, key=begun, reverse=True)[:count]
    return [story_entry(edition, story) for story in newest]


def _telling(edition: Edition, record: Record, all_told: list[Record]) -> Telling:
    title, original = edition.title(record), edition.original_title(record.article)
    others = {t.entity for one in all_told if one is not record for t in one.tags}
    own = [t for t in edition.tags(record) if t.entity not in others and t.kind != "topic"]
    return Telling(
        sources=edition.sources(record.article),
        date=edition.when(record).say(edition.words),
        language=edition.words.language(record.article.language),
        words=word_count(record.article),
        address=address(article_path(record.article.id)),
        title=title,
        original=None if original == title else original,
        summary=edition.summary(record)[:SUMMARY],
        own_names=tuple(NamedLink(t.entity, t.kind, edition.name(t.entity)) for t in own),
    )
