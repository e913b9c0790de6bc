"""The home page: what the archive holds, what is newest, and every way in."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from newsarchive.model import KIND_FOLDERS, Kind, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, list_path, to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.listing import entity_links, is_untranslated, teasers
from newsarchive.publish.pages.stories import latest_stories
from newsarchive.publish.pictures import timeline
from newsarchive.publish.render import page
from newsarchive.publish.when import say_years

NEWEST = 6
NAMES = 14  # of each kind
STORIES = 3

KINDS: tuple[Kind, ...] = ("person", "place", "organisation", "topic", "event")


def home_pages(edition: Edition) -> Iterable[Page]:
    words, path, records = edition.words, "index.md", edition.archive.records
    title = edition.config.title
    description = edition.config.description or words("home.description", n=len(records))
    yield page(
        path,
        "home",
        meta={
            "title": title,
            "description": description,
            "head": head.listing(edition, title, path, feeds=["feeds/archive"]),
            "kind": "home",
        },
        t=words,
        base=to_root(path),
        title=title,
        description=edition.config.description,
        count=len(records),
        span=say_years(edition.dates.values(), words),
        languages=_languages(edition),
        newest=teasers(edition, list(records)[:NEWEST]),
        kinds=[
            (kind, entity_links(edition, files[:NAMES]), len(files), address(list_path(kind)))
            for kind, files in ((kind, edition.ranked.get(kind, ())) for kind in KINDS)
        ],
        folders=KIND_FOLDERS,
        stories=len(edition.archive.stories),
        told=latest_stories(edition, STORIES),
        untranslated=sum(map(partial(is_untranslated, edition), edition.archive.cards.values())),
        undated=sum(date.year is None for date in edition.dates.values()),
        rejected=len(edition.archive.rejected),
        picture=timeline(edition, to_root(path)),
    )


def _languages(edition: Edition) -> list[tuple[str, str, int]]:
    """(tag, name, articles), most articles first."""
    counts = Counter(card.heading.language for card in edition.archive.cards.values())
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(lang, edition.words.language(lang), n) for lang, n in ordered]
