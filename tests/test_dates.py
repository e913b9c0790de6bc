"""Dates: only from evidence, and the evidence is quoted."""

import pytest

from newsarchive.ingest.dates import earliest_comment, find_dates, read_date_line
from newsarchive.ingest.layout import iter_lines


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("14 сентября 2018", "2018-09-14"),
        ("14 сен. 2018 г., 20:53", "2018-09-14"),
        ("September 14, 2018", "2018-09-14"),
        ("Friday, 14th Sep 2018 at 8:05 pm", "2018-09-14"),
        ("Published: 2018-09-14", "2018-09-14"),
        ("Опубликовано 14.09.2018 20:53", "2018-09-14"),
        ("2018年9月14日", "2018-09-14"),
        ("09/14/2018", "2018-09-14"),
    ],
)
def test_a_date_line_is_read(words: str, day: str) -> None:
    evidence = read_date_line(next(iter(iter_lines(words))))
    assert evidence is not None
    assert evidence.edtf == day
    assert evidence.quote == words


@pytest.mark.parametrize(
    "words",
    [
        "вчера",
        "28 сентября",
        "ADEX-2018",
        "04/05/2018",
        "31.02.2018",
        "1465",
        "14.09.2018 и 15.09.2018",
        "The summit of 14 September 2018 ended without any result, officials said",
    ],
)
def test_what_is_doubtful_dates_nothing(words: str) -> None:
    assert read_date_line(next(iter(iter_lines(words)))) is None


def test_comments_give_a_bound_and_only_the_stamp_is_quoted() -> None:
    text = "15.09.2018 10:25\nI was there\n14.09.2018 20:53 Anna wrote\n"
    evidence = earliest_comment(text, tuple(iter_lines(text)))
    assert evidence is not None
    assert (evidence.edtf, evidence.quote) == ("[..2018-09-14]", "14.09.2018 20:53")
    assert evidence.span is not None
    assert text[evidence.span.start : evidence.span.end] == evidence.quote


def test_an_impossible_day_is_no_date() -> None:
    assert find_dates("30.02.2018") == []
