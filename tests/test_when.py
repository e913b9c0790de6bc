import pytest

from newsarchive.publish.when import read, say_years
from newsarchive.publish.words import words


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2018-09-14", "14 September 2018", "14 сентября 2018 г."),
        ("[..2018-09-14]", "not later than 14 September 2018", "не позднее 14 сентября 2018 г."),
        ("[2018-09-28..]", "not before 28 September 2018", "не ранее 28 сентября 2018 г."),
        ("2018-09", "September 2018", "сентябрь 2018 г."),
        ("2018", "2018", "2018"),
        (None, "undated", "без даты"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(
    edtf: str | None, english: str, russian: str
) -> None:
    assert read(edtf).say(words("en")) == english
    assert read(edtf).say(words("ru")) == russian


@pytest.mark.parametrize("edtf", ["2018-13-01", "2018-02-30", "yesterday", "[..]", ""])
def test_a_date_that_does_not_exist_is_no_date(edtf: str) -> None:
    assert read(edtf).certainty == "undated"


def test_a_bound_has_the_year_it_names() -> None:
    assert read("[..2018-09-14]").year == 2018


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2018-09-14", "2011", "[..2024-01-01]", None], "2011–2018"),
        (["2018-09-14", "2018-03"], "2018"),
        (["[..2018-09-14]", "[..2016]", None], "not later than 2018"),
        (["[2018-09-28..]", None], ""),
    ],
)
def test_a_bound_alone_is_not_said_to_be_a_year(dates: list[str | None], said: str) -> None:
    assert say_years(map(read, dates), words("en")) == said
