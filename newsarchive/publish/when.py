"""Dates as evidence allows them: EDTF read, said in words, put in order. Never guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from newsarchive.model import DateEvidence
from newsarchive.publish.words import Words

Certainty = Literal["exact", "not later", "not before", "undated"]

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as it is known."""

    certainty: Certainty
    text: str = ""  # "2018", "2018-09" or "2018-09-14"; "" when undated

    @property
    def year(self) -> int | None:
        return int(self.text[:4]) if self.text else None

    @property
    def month(self) -> int | None:
        return int(self.text[5:7]) if len(self.text) >= 7 else None

    @property
    def sort_key(self) -> str:
        """Sorts by time as text, undated first; a bound stands beside the date it names."""
        return self.text

    def say(self, words: Words) -> str:
        """In words, e.g. "not later than 14 September 2018"."""
        if self.certainty == "undated":
            return words("date.undated")
        day = _said(self.text, words)
        return day if self.certainty == "exact" else words(f"date.{_KEYS[self.certainty]}", day=day)


_KEYS = {"not later": "not_later", "not before": "not_before"}


def say_years(dates: Iterable[When], words: Words) -> str:
    """The years that exact dates span, where there is none the latest bound; "" for neither."""
    known = sorted(dates, key=lambda one: one.sort_key)
    exact = [one.text[:4] for one in known if one.certainty == "exact"]
    if exact:
        return "–".join(dict.fromkeys((exact[0], exact[-1])))
    bounds = [one.text[:4] for one in known if one.certainty == "not later"]
    return When("not later", bounds[-1]).say(words) if bounds else ""


def when(evidence: DateEvidence) -> When:
    """The date of an article; an EDTF value we cannot read counts as undated."""
    return read(evidence.edtf)


@lru_cache(1 << 15)
def read(edtf: str | None) -> When:
    if not edtf:
        return When("undated")
    inner = edtf.strip("[]")
    certainty: Certainty = "exact"
    if inner.startswith(".."):
        certainty, inner = "not later", inner[2:]
    elif inner.endswith(".."):
        certainty, inner = "not before", inner[:-2]
    if not _DAY.fullmatch(inner) or not _exists(inner):
        return When("undated")
    return When(certainty, inner)


def _exists(text: str) -> bool:
    try:
        _first_day(text)
    except ValueError:
        return False
    return True


def _first_day(text: str) -> date:
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    return date(year, month, day)


def _said(text: str, words: Words) -> str:
    if len(text) == 4:
        return text
    return words.day(_first_day(text)) if len(text) == 10 else words.month(_first_day(text))
