"""The archive as a whole, from records built by hand."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.cache import Cache
from newsarchive.model import Archive, ArticleId, EntityId, Record
from newsarchive.relate.assemble import FEATURES, NODES, assemble
from tests.related import record

FLOOD = (
    "Река Сулажа поднялась на 43 сантиметра, и спасатели Каменограда вывезли на лодках жителей "
    "трёх улиц. Губернатор Тальмов осмотрел дамбу и пообещал насосы к четвергу."
)
FLOOD_AGAIN = (
    "В Каменограде продолжается паводок: река Сулажа прибыла на 43 сантиметра. Спасатели возят "
    "жителей лодками, губернатор Тальмов ждёт насосы, дамба держится."
)
FLOOD_ENGLISH = (
    "The river Sulazha rose by 43 centimetres in Kamenograd, and rescuers took people out by "
    "boat. Governor Talmov visited the dam and promised pumps."
)
CHESS = "Шахматист Ревадов выиграл партию за сорок ходов и вышел в полуфинал кубка."
TEXTS = (FLOOD, FLOOD_AGAIN, FLOOD_ENGLISH, CHESS)


def archive(*records: Record) -> Archive:
    return assemble(records, (), cache=Cache(None))


def kinds(made: Archive, name: str) -> dict[str, str]:
    return {link.target: link.kind for link in made.links[ArticleId(name)]}


def test_records_iterate_newest_first_and_undated_last() -> None:
    made = archive(
        record("a", CHESS),
        record("b", CHESS, date="2018-09-14"),
        record("c", CHESS, date="[..2019-01-01]"),
        record("d", CHESS, date="2018"),
    )
    assert list(made.records) == ["c", "d", "b", "a"]


def test_an_article_alone_has_an_entry_without_links() -> None:
    assert archive(record("a", FLOOD)).links == {"a": ()}


def test_reports_of_one_event_are_linked_within_and_across_languages() -> None:
    made = archive(
        record("a", FLOOD),
        record("b", FLOOD_AGAIN),
        record("c", FLOOD_ENGLISH, lang="en"),
        record("d", CHESS),
    )
    assert set(kinds(made, "a")) == {"b", "c"}
    assert kinds(made, "d") == {}


def test_every_link_has_a_reason_in_words_or_entities() -> None:
    made = archive(record("a", FLOOD), record("b", FLOOD_AGAIN))
    (link,) = made.links[ArticleId("a")]
    assert any(reason.words for reason in link.reasons)


def test_a_shared_name_is_a_reason() -> None:
    made = archive(
        record("a", FLOOD, tagged=("talmov",)), record("b", FLOOD_AGAIN, tagged=("talmov",))
    )
    (link,) = made.links[ArticleId("a")]
    assert link.reasons[0].key == "both name"
    assert link.reasons[0].entities == ("people/talmov",)


def test_a_copy_is_a_reprint_and_says_so() -> None:
    made = archive(record("a", FLOOD), record("b", FLOOD + " Так сообщает газета."))
    assert kinds(made, "a") == {"b": "reprint"}
    assert made.links[ArticleId("a")][0].reasons[0].key == "same passages"


def test_reports_years_apart_are_no_story() -> None:
    made = archive(
        record("a", FLOOD, date="2015-04-01"), record("b", FLOOD_AGAIN, date="2018-04-01")
    )
    assert made.stories == ()
    assert kinds(made, "a") == {"b": "related"}


def test_the_order_of_records_changes_nothing() -> None:
    all_four = [
        record("a", FLOOD, tagged=("talmov",)),
        record("b", FLOOD_AGAIN, date="2018-04-02"),
        record("c", FLOOD_ENGLISH, lang="en"),
        record("d", CHESS),
    ]
    made = archive(*all_four)
    assert all(archive(*order) == made for order in itertools.permutations(all_four))


def test_an_entity_file_counts_articles_companions_and_forms() -> None:
    made = archive(
        record("a", FLOOD, tagged=("talmov", "revadov"), date="2018-04-01"),
        record("b", CHESS, tagged=("revadov",), date="2019-04-01"),
    )
    revadov = made.entities[EntityId("people/revadov")]
    assert revadov.articles == ("b", "a")
    assert revadov.mentions == 2
    profile = made.profiles[revadov.entity.id]
    assert profile.companions == (("people/talmov", 1),)
    assert profile.surfaces == (("Revadov", 2),)


def test_an_article_of_half_a_character_is_no_error() -> None:
    assert archive(record("a", "\ud800 и ещё слово")).links == {"a": ()}


def test_meetings_in_two_towns_are_no_story() -> None:
    sochi = (
        "Переговоры в Сочи, где встретились Тальмов и Ревадов, закончились подписанием документов "
        "о торговле и транспорте. Стороны говорили о сотрудничестве двух стран."
    )
    dushanbe = (
        "Встреча в Душанбе, где Тальмов говорил с Ревадовым, открыла новую фазу отношений. "
        "Речь шла об инциденте с самолётом и о сотрудничестве двух стран."
    )
    assert archive(record("a", sochi), record("b", dushanbe)).stories == ()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(TEXTS)), max_size=7))
@settings(max_examples=25, deadline=None)
def test_an_archive_that_grew_equals_one_built_from_nothing(steps: list[tuple[str, str]]) -> None:
    cache = Cache(None)
    records: dict[str, Record] = {}
    for name, text in steps:  # the same text again takes the article away
        if name in records and records[name].article.paragraphs[0].text == text:
            del records[name]
        else:
            lang = "en" if text == FLOOD_ENGLISH else "ru"
            records[name] = record(name, text, lang=lang)
        grown = assemble(list(records.values()), (), cache=cache)
    if steps:
        assert grown == archive(*records.values())


WORDS = ("паводок", "спасатели", "дамба", "губернатор", "насосы", "Каменоград", "лодки", "мост")
BODIES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=7, unique=True).map(" ".join)
DATES = st.sampled_from([None, "2018-04-01", "2018-04-09", "2019-04-01"])
STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.none() | BODIES, DATES), max_size=14)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_so_it_does_where_many_are_near_and_few_may_be_neighbours(
    steps: list[tuple[str, str | None, str | None]],
) -> None:
    cache = Cache(None)
    records: dict[str, Record] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("newsarchive.relate.graph.MOST", (2, 1, 1))
        for name, body, date in steps:  # without a body the article goes
            if body is None:
                records.pop(name, None)
            else:
                records[name] = record(name, body, date=date)
            grown = assemble(list(records.values()), (), cache=cache)
            assert grown == archive(*records.values())


def test_nothing_is_computed_again_when_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(None)
    articles = [record("a", FLOOD), record("b", FLOOD_AGAIN), record("c", CHESS)]
    first = assemble(articles, (), cache=cache)
    monkeypatch.setattr("newsarchive.relate.assemble.grown", pytest.fail)
    assert assemble(articles, (), cache=cache) == first


def test_a_damaged_cache_changes_nothing() -> None:
    cache = Cache(None)
    articles = [record("a", FLOOD), record("b", FLOOD_AGAIN), record("c", CHESS)]
    first = assemble(articles, (), cache=cache)
    cache.keep(FEATURES, {"a": b"broken"})
    cache.keep(NODES, {"b": b"\xc1"})
    assert assemble(articles, (), cache=cache) == first
