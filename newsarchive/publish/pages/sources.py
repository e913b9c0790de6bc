"""Who is speaking: every publisher and agency named as a source, what of it is here, whom it names
most. Side by side, so that sources can be compared. Does not judge them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from newsarchive.model import EntityId, Page, Record
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
        unsaid=sum(not record.article.sources for record in edition.archive.records.values()),
    )


def _by_source(edition: Edition) -> dict[str, list[Record]]:
    """The articles of each source, newest first; one that names two stands with both."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in edition.archive.records.values():
        for name in dict.fromkeys(source.text for source in record.article.sources):
            found[name].append(record)
    return found


def _source(edition: Edition, name: str, records: Sequence[Record]) -> Source:
    counts = Counter(record.article.language for record in records)
    languages = sorted(counts, key=lambda lang: (-counts[lang], lang))
    return Source(
        name=name,
        address="search/?" + urlencode({"source": name}),
        count=len(records),
        languages=", ".join(map(edition.words.language, languages)),
        years=say_years(map(edition.when, records), edition.words),
        names=_named_most(edition, records),
        newest=tuple(
            (address(article_path(one.article.id)), edition.title(one)) for one in records[:NEWEST]
        ),
    )


def _named_most(edition: Edition, records: Iterable[Record]) -> tuple[NamedLink, ...]:
    """Whom and what its articles are about most, topics apart; the more often named first."""
    articles: Counter[EntityId] = Counter()
    times: Counter[EntityId] = Counter()
    for record in records:
        for tag in edition.tags(record):
            if tag.kind != "topic":
                articles[tag.entity] += 1
                times[tag.entity] += tag.count
    most = sorted(articles, key=lambda one: (-articles[one], -times[one], one))[:NAMES]
    return tuple(
        NamedLink(one, edition.entity(one).kind, edition.name(one), articles[one]) for one in most
    )
