"""Pictures made at build time: inline SVG whose marks are links, with a table's worth of words.

Only numbers and addresses are worked out here; the drawing itself stands in the templates.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from newsarchive.publish.addresses import address, month_path, year_path
from newsarchive.publish.edition import Edition

MONTHS_SHOWN = 36  # a longer stretch of time is drawn by years
WIDTH, HEIGHT = 720, 120  # units of the drawing
LABELS = 12  # at most, below the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """One year or month of the timeline."""

    label: str  # "September 2018"
    short: str  # under the bar; "" where there is no room
    count: int
    address: str  # "" where there is no page
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles over time; only such as have a date or a bound."""

    bars: tuple[Bar, ...]
    most: int
    by_month: bool
    width: int = WIDTH
    height: int = HEIGHT


def timeline(edition: Edition, base: str) -> Timeline | None:
    """The picture of an archive's years; None where nothing has a date."""
    dates = [edition.when(edition.archive.records[i]) for i in edition.dated]
    if not dates:
        return None
    whole = all(d.month for d in dates)
    months = [(d.year or 0, d.month or 0) for d in dates]
    if whole and _months_between(months[0], months[-1]) < MONTHS_SHOWN:
        return _by_month(edition, Counter(months), base)
    return _by_year(Counter(year for year, _ in months), base)


def _months_between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1]


def _by_month(edition: Edition, counts: Counter[tuple[int, int]], base: str) -> Timeline:
    first, last = min(counts), max(counts)
    exact = {
        (d.year, d.month)
        for d in (edition.when(edition.archive.records[i]) for i in edition.dated)
        if d.certainty == "exact"
    }
    rows = []
    for step in range(_months_between(first, last) + 1):
        year, month = first[0] + (first[1] - 1 + step) // 12, (first[1] - 1 + step) % 12 + 1
        target = month_path(year, month) if (year, month) in exact else year_path(year)
        label = edition.words.month(date(year, month, 1))
        rows.append((label, f"{year}-{month:02d}", counts[(year, month)], base + address(target)))
    return _drawn(rows, by_month=True)


def _by_year(counts: Counter[int], base: str) -> Timeline:
    years = range(min(counts), max(counts) + 1)
    rows = [(str(y), str(y), counts[y], base + address(year_path(y))) for y in years]
    return _drawn(rows, by_month=False)


def _drawn(rows: list[tuple[str, str, int, str]], *, by_month: bool) -> Timeline:
    most = max(count for _, _, count, _ in rows)
    step = WIDTH / len(rows)
    every = -(-len(rows) // LABELS)
    room = HEIGHT - 24
    bars = []
    for n, (label, short, count, target) in enumerate(rows):
        height = max(3.0, room * count / most) if count else 0.0
        bars.append(
            Bar(
                label=label,
                short=short if n % every == 0 else "",
                count=count,
                address=target if count else "",
                x=round(n * step + min(step * 0.12, 6), 1),
                y=round(room - height, 1),
                width=round(min(step - 2 * min(step * 0.12, 6), 46), 1),
                height=round(height, 1),
            )
        )
    return Timeline(tuple(bars), most, by_month)
