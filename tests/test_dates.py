"""Which days an EDTF value allows."""

import datetime as dt

import pytest

from newsarchive.relate.dates import EVER, NEVER, Days, days

DAY = dt.date(2018, 9, 14)


@pytest.mark.parametrize(
    ("edtf", "allowed"),
    [
        ("2018-09-14", Days(DAY, DAY)),
        ("[..2018-09-14]", Days(EVER, DAY)),
        ("[2018-09-14..]", Days(DAY, NEVER)),
        ("2018-09", Days(dt.date(2018, 9, 1), dt.date(2018, 9, 30))),
        ("2018-12", Days(dt.date(2018, 12, 1), dt.date(2018, 12, 31))),
        ("2018", Days(dt.date(2018, 1, 1), dt.date(2018, 12, 31))),
        ("2017/2018-09-14", Days(dt.date(2017, 1, 1), DAY)),
        ("[..9999-12]", Days(EVER, dt.date(9999, 12, 31))),
        ("2018-02-31", Days(EVER, NEVER)),
        (None, Days(EVER, NEVER)),
    ],
)
def test_a_value_allows_its_days(edtf: str | None, allowed: Days) -> None:
    assert days(edtf) == allowed


def test_the_gap_is_the_fewest_days_that_can_lie_between() -> None:
    assert days("[..2018-09-14]").gap(days("2018-10-14")) == 30
    assert days("2018-10-14").gap(days("[..2018-09-14]")) == 30


def test_an_undated_article_may_fall_on_any_day() -> None:
    assert days(None).gap(days("2018-09-14")) == 0
