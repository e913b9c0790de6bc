"""Who is speaking: every publisher and agency named as a source, what of it is here, whom it names
most. Side by side, so that sources can be compared. Does not judge them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from newsarchive.cards import is_topic
from newsarchive.model import Card, EntityId, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, article_path, to_root
from newsarchive.publish.edition import Edition, Said
from newsarchive.publish.pages.listing import NamedLink
from newsarchive.publish.render import page
from newsarchive.publish.when import say_years

PATH = "sources.md"
ROWS = 200  # sources shown, those with the most articles
NAMES = 6  # that a source names most
NEWEST = 2  # articles of each


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher or agency."""

    name: str
    address: str  # of the search for its articles
    count: int
    languages: str
    years: str  # "" where nothing of it is dated
    names: tuple[NamedLink, ...]
    newest: tuple[tuple[str, Said], ...]  # address, title


def source_pages(edition: Edition) -> Iterable[Page]:
    words, by_source = edition.words, _by_source(edition)
    ordered = sorted(by_source, key=lambda name: (-len(by_source[name]), name.casefold(), name))
    yield page(
        PATH,
        "sources",
        meta={
            "title": words("nav.sources"),
            "description": words("sources.about"),
            "head": head.listing(edition, words("nav.sources"), PATH),
            "kind": "list",
        },
        t=words,
        base=to_root(PATH),
        count=len(ordered),
        sources=[_source(edition, name, by_source[name]) for name in ordered[:ROWS]],
        unsaid=sum(not card.heading.publishers for card in edition.archive.cards.values()),
    )


def _by_source(edition: Edition) -> dict[str, list[Card]]:
    """The articles of each source, newest first; one that names two stands with both."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in edition.archive.cards.values():
        for name in card.heading.publishers:
            found[name].append(card)
    return found


def _source(edition: Edition, name: str, cards: Sequence[Card]) -> Source:
    counts = Counter(card.heading.language for card in cards)
    languages = sorted(counts, key=lambda lang: (-counts[lang], lang))
    return Source(
        name=name,
        address="search/?" + urlencode({"source": name}),
        count=len(cards),
        languages=", ".join(map(edition.words.language, languages)),
        years=say_years((edition.dates[card.id] for card in cards), edition.words),
        names=_named_most(edition, cards),
        newest=tuple(
            (address(article_path(card.id)), edition.title(card)) for card in cards[:NEWEST]
        ),
    )


def _named_most(edition: Edition, cards: Iterable[Card]) -> tuple[NamedLink, ...]:
    """Whom and what its articles are about most, topics apart; the more often named first."""
    articles: Counter[EntityId] = Counter()
    times: Counter[EntityId] = Counter()
    for card in cards:
        for entity, count in card.naming.tags:
            articles[entity] += 1
            times[entity] += count
    names = (one for one in articles if one in edition.archive.entities and not is_topic(one))
    most = sorted(names, key=lambda one: (-articles[one], -times[one], one))[:NAMES]
    return tuple(
        NamedLink(one, edition.entity(one).kind, edition.name(one), articles[one]) for one in most
    )
