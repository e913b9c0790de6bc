from newsarchive.config import Config
from newsarchive.publish.edition import Edition
from newsarchive.publish.pictures import FEWEST, MONTHS_SHOWN, Timeline, timeline
from tests.factory import make_archive, make_article, make_record


def drawn(*dates: str) -> Timeline | None:
    records = [make_record(make_article(f"a{n}", published=d)) for n, d in enumerate(dates)]
    return timeline(Edition(make_archive(*records), Config()), "../")


def test_a_short_stretch_of_time_is_drawn_by_months_that_lead_to_their_pages() -> None:
    picture = drawn("2018-09-14", "2018-09-20", "2018-11-01")
    assert picture is not None
    assert {bar.address: bar.count for bar in picture.bars if bar.count} == {
        "../years/2018/09/": 2,
        "../years/2018/11/": 1,
    }


def test_a_long_one_is_drawn_by_years() -> None:
    picture = drawn("1998-01-01", "2018-09-14")
    assert picture is not None
    assert len(picture.bars) == 21 < MONTHS_SHOWN
    assert {bar.label for bar in picture.bars if bar.count} == {"1998", "2018"}


def test_a_bound_is_drawn_apart_and_leads_to_its_year() -> None:
    picture = drawn("[..2018-09-14]")
    assert picture is not None
    (bar,) = [bar for bar in picture.bars if bar.count]
    assert (bar.exact_height, bar.address) == (0, "../years/2018/")
    assert bar.bound_height > 0
    assert picture.has_bounds


def test_a_single_date_stands_in_a_year_of_steps() -> None:
    picture = drawn("2018-09-14")
    assert picture is not None
    assert len(picture.bars) == FEWEST


def test_no_bar_is_taller_than_the_picture() -> None:
    picture = drawn("2018-09-14", "2018-09-14", "[..2018-09-20]", "2018-10-01")
    assert picture is not None
    assert all(0 <= bar.bound_y <= bar.exact_y <= picture.frame.height for bar in picture.bars)


def test_where_nothing_has_a_date_there_is_no_picture() -> None:
    archive = make_archive(make_record())
    assert timeline(Edition(archive, Config()), "") is None
