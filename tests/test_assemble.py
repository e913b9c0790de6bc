"""The archive as a whole, from records built by hand."""

import itertools

from newsarchive.cache import Cache
from newsarchive.model import (
    Archive,
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityId,
    Found,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Record,
    Summary,
    Tag,
)
from newsarchive.relate.assemble import assemble

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


def record(
    name: str,
    body: str,
    *,
    lang: str = "ru",
    date: str | None = None,
    tagged: tuple[str, ...] = (),
) -> Record:
    """An article of one paragraph, tagged with people of those names."""
    article = Article(
        id=ArticleId(name),
        origin=Origin(f"{name}.txt", "0" * 64, len(body), "utf-8", "valid", "text"),
        language=lang,
        language_rule="by hand",
        title=Found(body.split(",", maxsplit=1)[0], "title line"),
        paragraphs=(Paragraph(body, ()),),
        published=DateEvidence(date, "by hand"),
        removals=(),
    )
    ids = [EntityId(f"people/{person}") for person in tagged]
    return Record(
        article=article,
        sentences=(),
        summary=Summary((), "by hand"),
        translations=(),
        mentions=tuple(Mention(e, e[7:].title(), Passage(0, 0, 1), "authority") for e in ids),
        tags=tuple(Tag(e, "person", "authority", 1) for e in ids),
        entities=tuple(Entity(e, "person", (("en", e[7:].title()),)) for e in ids),
    )


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
    assert revadov.companions == (("people/talmov", 1),)
    assert revadov.surfaces == (("Revadov", 2),)
