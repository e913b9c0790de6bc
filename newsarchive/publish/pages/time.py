"""Browsing by time: all years, a year, a month, and what has no date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from newsarchive.model import ArticleId, Page
from newsarchive.publish import head
from newsarchive.publish.addresses import address, month_path, to_root, year_path
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.growing import growing_parts
from newsarchive.publish.pages.listing import SHEET, Teaser, sheets, teasers
from newsarchive.publish.pictures import timeline
from newsarchive.publish.render import page

YEAR_WHOLE = 60  # articles up to which a year's page shows them all


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a year's page."""

    name: str
    address: str
    count: int
    teasers: tuple[Teaser, ...]  # all of them, or none where the year is too long


def time_pages(edition: Edition) -> Iterable[Draft | Page]:
    calendar = _calendar(edition)
    yield _years_page(edition, calendar)
    for year, months in calendar.items():
        make = partial(_year_page, edition, year, months)
        yield Draft(year_path(year), make, given=(year, sorted(months.items())))
        for month, articles in months.items():
            if month:
                yield from _month_pages(edition, year, month, articles)
    yield from _undated_pages(edition)


Calendar = Mapping[int, Mapping[int, tuple[ArticleId, ...]]]


def _calendar(edition: Edition) -> Calendar:
    """By year and month (0: only the year is known, or a bound) -> articles, newest first."""
    found: dict[int, dict[int, list[ArticleId]]] = defaultdict(lambda: defaultdict(list))
    for article, known in edition.dates.items():
        if known.year is not None:
            month = known.month if known.certainty == "exact" else 0
            found[known.year][month or 0].append(article)
    return {
        year: {month: tuple(found[year][month]) for month in sorted(found[year])}
        for year in sorted(found, reverse=True)
    }


def _meta(edition: Edition, title: str, path: str, description: str) -> dict[str, str]:
    return {
        "title": title,
        "description": description,
        "head": head.listing(edition, title, path),
        "kind": "time",
    }


def _years_page(edition: Edition, calendar: Calendar) -> Page:
    words, path = edition.words, "years/index.md"
    counts = {year: sum(map(len, months.values())) for year, months in calendar.items()}
    return page(
        path,
        "years",
        meta=_meta(edition, words("time.years"), path, words("time.about_years")),
        t=words,
        base=to_root(path),
        years=[(year, address(year_path(year)), n) for year, n in counts.items()],
        picture=timeline(edition, to_root(path)),
        undated=len(_undated(edition)),
    )


def _year_page(edition: Edition, year: int, months: Mapping[int, tuple[ArticleId, ...]]) -> Page:
    words, path = edition.words, year_path(year)
    count = sum(map(len, months.values()))
    whole = count <= YEAR_WHOLE
    return page(
        path,
        "year",
        meta=_meta(edition, str(year), path, words("time.about_year", year=str(year), n=count)),
        t=words,
        base=to_root(path),
        year=year,
        count=count,
        months=[_month(edition, year, m, ids, whole=whole) for m, ids in months.items() if m],
        loose=teasers(edition, months.get(0, ())[: None if whole else SHEET]),
    )


def _month(
    edition: Edition, year: int, month: int, articles: Sequence[ArticleId], *, whole: bool
) -> Month:
    return Month(
        edition.words.month_alone(date(year, month, 1)),
        address(month_path(year, month)),
        len(articles),
        teasers(edition, articles) if whole else (),
    )


def _month_pages(
    edition: Edition, year: int, month: int, articles: Sequence[ArticleId]
) -> Iterable[Draft]:
    title = edition.words.month(date(year, month, 1))
    about = edition.words("time.about_year", year=title, n=len(articles))
    first = month_path(year, month)
    yield from _sheets(edition, title, about, first, articles)


def _undated(edition: Edition) -> tuple[ArticleId, ...]:
    return tuple(article for article, date in edition.dates.items() if date.year is None)


def _undated_pages(edition: Edition) -> Iterable[Draft]:
    """In parts that stay as they are when one comes in (growing.py): the last of them, which says
    how many there are, leads to all others, and each of those to the ones beside it.
    """
    words, articles = edition.words, _undated(edition)
    parts = growing_parts(articles)
    paths = [*(f"undated/{n}.md" for n in range(1, len(parts))), "undated.md"]
    places = list(enumerate(paths, 1))
    for number, part in enumerate(parts, 1):
        first = number == len(parts)
        shown = places if first else places[max(0, number - 2) : number + 1]
        title, count = words("time.undated"), len(articles) if first else None
        about = words("time.about_undated")
        yield _draft(edition, _Sheet(number, title, about, count, part, shown), first=first)


def _sheets(
    edition: Edition, title: str, about: str, first: str, articles: Sequence[ArticleId]
) -> Iterable[Draft]:
    """A list of articles, sheet by sheet: x.md, x/2.md, ..."""
    parts = sheets(articles, SHEET)
    paths = [first, *(f"{first.removesuffix('.md')}/{n}.md" for n in range(2, len(parts) + 1))]
    places = list(enumerate(paths, 1))
    for number, part in enumerate(parts, 1):
        sheet = _Sheet(number, title, about, len(articles), part, places)
        yield _draft(edition, sheet, first=number == 1)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page of a list that goes over several."""

    number: int
    title: str  # of the whole list
    about: str
    count: int | None  # articles on all sheets, where this one says it
    articles: Sequence[ArticleId]
    places: Sequence[tuple[int, str]]  # number and path of the sheets it leads to, and of itself


def _draft(edition: Edition, sheet: _Sheet, *, first: bool) -> Draft:
    """`first`: the sheet that stands at the list's own address."""
    path, words = dict(sheet.places)[sheet.number], edition.words
    named = words("list.sheet", title=sheet.title, n=sheet.number)
    heading = sheet.title if first else named
    return Draft(path, partial(_sheet, edition, sheet, path, heading), given=(sheet, heading))


def _sheet(edition: Edition, sheet: _Sheet, path: str, heading: str) -> Page:
    base = to_root(path)
    return page(
        path,
        "articles",
        meta=_meta(edition, heading, path, sheet.about),
        t=edition.words,
        base=base,
        heading=sheet.title,
        about=sheet.about,
        count=sheet.count,
        teasers=teasers(edition, sheet.articles),
        number=sheet.number,
        sheets=[(n, base + address(place)) for n, place in sheet.places],
    )
