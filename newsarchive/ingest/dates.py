"""When an article was published, from evidence only: a date line near the title, the dateline
of the first paragraph, a bound from readers' comments or from the web archive that saved the page.
A year that the text speaks of, a word like "yesterday" and a sidebar's dates are no evidence.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from newsarchive import languages
from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line
from newsarchive.ingest.threads import STAMP
from newsarchive.model import DateEvidence, Span

UNDATED = DateEvidence(None, "the page states no date of its own")
LONGEST = 90  # characters of a date line
LATEST = 2200  # a later one is a slip, or means harm
EARLIEST = 1600  # the year of the first newspapers; an earlier one is no date of an article

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_YEAR_FIRST = re.compile(r"\b(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
_YEAR = re.compile(r"\d\d(?:\d\d|(?<=\.\d\.\d\d)|(?<=\.\d\d\.\d\d))")  # every date has one
_LEFT_OVER = 2  # words beside the date that a date line may have


def find_date_line(lines: Sequence[Line], near: Sequence[int]) -> tuple[int, DateEvidence] | None:
    """The line among `near` that is a date and little else. None when two of them disagree."""
    found = [(i, evidence) for i in near if (evidence := read_date_line(lines[i]))]
    values = {evidence.edtf for _, evidence in found}
    return found[0] if len(values) == 1 else None


def read_date_line(line: Line) -> DateEvidence | None:
    """The date that `line` states, when it says little else."""
    if len(line.text) > LONGEST or not _YEAR.search(line.text):
        return None
    dates = find_dates(line.text)
    if len({value for value, _ in dates}) != 1:
        return None
    rest = line.text
    for _, quote in dates:
        rest = rest.replace(quote, " ")
    beside = re.findall(r"[^\W_]+", _TIME.sub(" ", rest).lower())
    if sum(word not in _dateline_words() for word in beside) > _LEFT_OVER:
        return None
    return DateEvidence(dates[0][0], "date line", line.text, line.span)


def earliest_comment(text: str, thread: Sequence[Line]) -> DateEvidence | None:
    """Not later than the first reader's comment in `text`; the time stamp alone is quoted."""
    stamps = [
        (value, match.start(), match.group())
        for line in thread
        for match in STAMP.finditer(text, line.span.start, line.span.end)
        for value, _ in find_dates(match.group())
    ]
    if not stamps:
        return None
    value, start, quote = min(stamps)
    span = Span(start, start + len(quote))
    return DateEvidence(f"[..{value}]", "earliest reader comment", quote, span)


def saved(words: str) -> DateEvidence | None:
    """Not later than the day on which a web archive saved the page, as its `words` say."""
    days = [value for value, _ in find_dates(words)]
    return DateEvidence(f"[..{days[0]}]", "saved by a web archive", words) if days else None


def find_dates(text: str) -> list[tuple[str, str]]:
    """Full dates in `text` as (EDTF day, words), without a doubt about which number is which."""
    found: list[tuple[str, str]] = []
    for pattern in (_ISO, _CJK, _YEAR_FIRST):
        found += [(_day(*match.groups()), match.group()) for match in pattern.finditer(text)]
    for match in _DOTTED.finditer(text):
        found.append((_day(*reversed(match.groups())), match.group()))
    for match in _SLASHED.finditer(text):
        found.append((_slashed(*match.groups()), match.group()))
    found += _written(text)
    return [(value, quote) for value, quote in found if value]


def _written(text: str) -> list[tuple[str, str]]:
    """Dates whose month is a word, in either order."""
    found = []
    for match in _month_pattern().finditer(text):
        parts = {key[:-1]: value for key, value in match.groupdict().items() if value}
        month = _months()[parts["month"].lower().rstrip(".")]
        found.append((_day(parts["year"], str(month), parts["day"]), match.group()))
    return found


def _slashed(first: str, second: str, year: str) -> str:
    """Day and month change places between countries: only what cannot be both ways is a date."""
    if int(first) > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if int(second) > 12 else ""


def _day(year: str, month: str, day: str) -> str:
    number = int(year) + (2000 if len(year) == 2 else 0)
    if not EARLIEST <= number <= LATEST:
        return ""
    try:
        return dt.date(number, int(month), int(day)).isoformat()
    except ValueError:
        return ""


@cache
def _dateline_words() -> frozenset[str]:
    return frozenset(word for phrase in cues.words("datelines") for word in phrase.split())


@cache
def _months() -> dict[str, int]:
    rows = [row.split() for lang in languages.known() for row in languages.entries(lang, "months")]
    return {form.lower(): int(number) for number, *forms in rows for form in forms}


@cache
def _month_pattern() -> re.Pattern[str]:
    month = cues.alternatives(sorted(_months(), key=lambda form: (-len(form), form)))
    day, year = r"\d{1,2}", r"\d{4}"
    return re.compile(
        rf"\b(?P<day1>{day})(?:st|nd|rd|th|\.|º)?\s+(?:de\s+)?(?P<month1>{month})\b\.?,?\s+"
        rf"(?:de\s+)?(?P<year1>{year})\b"
        rf"|\b(?P<month2>{month})\b\.?\s+(?P<day2>{day})(?:st|nd|rd|th)?,?\s+(?P<year2>{year})\b",
        re.IGNORECASE,
    )
