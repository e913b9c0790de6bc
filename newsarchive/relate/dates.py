"""What an EDTF value allows: the days an article may have been published on. Never guesses one."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.model import Heading

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
WINDOW = 14  # days that the reports of one event may lie apart
EVER, NEVER = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day possible; EVER and NEVER where there is no bound."""

    first: dt.date
    last: dt.date

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.first != EVER or self.last != NEVER

    def gap(self, other: "Days") -> int:
        """The fewest days that can lie between the two; 0 when they may fall together."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)


UNDATED = Days(EVER, NEVER)


@lru_cache(1 << 15)
def days(edtf: str | None) -> Days:
    """The days that `edtf` allows: "2018-09-14", "2018-09", "[..2018-09-14]", "2018/2019"."""
    if not edtf:
        return UNDATED
    first, separator, last = re.sub(r"[\[\]]", "", edtf).replace("/", "..").partition("..")
    if not separator:
        last = first
    return Days(_bound(first, last=False) or EVER, _bound(last, last=True) or NEVER)


def newest_first(headings: Sequence[Heading]) -> list[int]:
    """Their places by best known day (a bounded article by its bound), undated last, then by id."""
    orders = {published: _newest(published) for published in {h.published for h in headings}}
    keys = [(orders[one.published], one.id) for one in headings]
    return sorted(range(len(keys)), key=keys.__getitem__)


def oldest_first(headings: Iterable[Heading]) -> list[Heading]:
    """By best known day, undated last, then by id."""
    return sorted(headings, key=lambda one: (_best_day(one.published) or NEVER, one.id))


def _newest(published: str | None) -> int:
    best = _best_day(published)
    return -best.toordinal() if best else 0


@lru_cache(1 << 15)
def _best_day(edtf: str | None) -> dt.date | None:
    """The last day possible where one is known, else the first, else None."""
    allowed = days(edtf)
    if allowed.last != NEVER:
        return allowed.last
    return allowed.first if allowed.first != EVER else None


def _bound(text: str, *, last: bool) -> dt.date | None:
    """The first or last day of a year, month or day; None for an open end."""
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return dt.date(year or 1, 12, 31) if last else dt.date(year or 1, 1, 1)
        if day is not None:
            return dt.date(year or 1, month, day)
        return _month_end(year or 1, month) if last else dt.date(year or 1, month, 1)
    except ValueError:  # no such day: as good as not known
        return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
