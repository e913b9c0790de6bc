"""What a line looks like, in numbers."""

import pytest

from newsarchive.ingest.features import NAMES, measure
from newsarchive.ingest.layout import iter_lines


def column(name: str, text: str) -> list[float]:
    values: list[float] = measure(tuple(iter_lines(text))).values[:, NAMES.index(name)].tolist()
    return values


@pytest.mark.parametrize(
    "line",
    [
        "1/2/99", "seen 12345.10.2020", "on 2012-09-14,", "2012/1/2", "at 9:05", "in 1998.",
        "9月14日", "(2001)",
    ],
)  # fmt: skip
def test_a_date_or_a_time_is_seen_wherever_it_stands(line: str) -> None:
    assert column("date", f"nothing here\n{line}") == [0, 1]


@pytest.mark.parametrize("line", ["room 1066", "A1998", "1998a", "3:4", "12-34", "999", "9月"])
def test_other_numbers_are_no_dates(line: str) -> None:
    assert column("date", line) == [0]


def test_a_long_line_without_a_word_has_none_of_the_body() -> None:
    prose = "The bridge over the river was opened again on Monday after two years, the mayor said. "
    page = f"{'-' * 120}\n{prose * 2}\nThe bridge"
    assert column("words of the body", page) == [0, 1, 1]


def test_an_address_belongs_to_the_line_that_holds_it() -> None:
    assert column("address", "one\nmail a@b.example\nthree\nwww.b.example") == [0, 1, 0, 1]


def test_lines_that_differ_in_numbers_alone_are_copies_but_for_those() -> None:
    copies = column("copies but for numbers", "Page 1\nPage 2\nAbout")
    assert copies[0] == copies[1] > copies[2] == 0
