"""What an editor is shown: unknown names and likely merges; and what needs no editor."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsarchive.cards import naming
from newsarchive.describe.authority import Authority, load
from newsarchive.describe.names.review import suggested_merges, unknown_names
from newsarchive.describe.names.unify import unify as unified_of
from newsarchive.model import (
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityId,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Record,
    Sentence,
    Summary,
    Tag,
)

PEOPLE = """
- id: people/vagif-mammadov
  name: {en: Vagif Mammadov}
- id: people/anna-schmidt
  name: {en: Anna Schmidt}
  not: [people/anna-shmidt]
"""


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    (tmp_path / "people.yml").write_text(PEOPLE, "utf-8")
    return load(tmp_path)


def person(slug: str, name: str, lang: str) -> Entity:
    return Entity(EntityId(f"people/{slug}"), "person", ((lang, name),), rule="found in text")


def record(number: int, text: str, *entities: Entity) -> Record:
    mentions = tuple(
        Mention(one.id, name, Passage(0, text.index(name), text.index(name) + len(name)), one.rule)
        for one in entities
        for _, name in one.names
    )
    article = Article(
        ArticleId(f"a{number}"),
        Origin("a", "", 0, "utf-8", "", "text"),
        "en",
        "",
        None,
        (Paragraph(text, ()),),
        DateEvidence(None, ""),
        (),
    )
    tags = tuple(Tag(one.id, one.kind, one.rule, 1) for one in entities)
    sentence = Sentence(text, Passage(0, 0, len(text)))
    return Record(article, (sentence,), Summary((), ""), (), mentions, tags, entities)


LAURA = person("laura-whitfield", "Laura Whitfield", "en")
ONCE = person("otto-lindqvist", "Otto Lindqvist", "en")


def test_unknown_names_come_most_frequent_first_with_sentence_and_entry() -> None:
    records = [
        record(1, "Otto Lindqvist and Laura Whitfield spoke.", ONCE, LAURA),
        record(2, "Laura Whitfield left.", LAURA),
    ]
    first, second = unknown_names(records)
    assert (first.entity, first.articles) == (LAURA, 2)
    assert second.entity == ONCE
    assert first.sentences[1] == ("a2", "Laura Whitfield left.")
    assert first.entry == "- id: people/laura-whitfield\n  name: {en: Laura Whitfield}\n"


def test_a_name_like_one_on_file_is_suggested_with_the_evidence(authority: Authority) -> None:
    found = person("vagif-mamedov", "Вагиф Мамедов", "ru")
    (only,) = suggested_merges([record(1, "Вагиф Мамедов приехал.", found)], authority)
    assert (only.source, only.target) == (found.id, "people/vagif-mammadov")
    assert "Vagif Mammadov" in only.evidence


def test_what_an_editor_forbade_is_not_suggested(authority: Authority) -> None:
    found = person("anna-shmidt", "Анна Шмидт", "ru")
    assert suggested_merges([record(1, "Анна Шмидт.", found)], authority) == ()


def test_one_word_is_never_suggested(authority: Authority) -> None:
    found = person("mamedov", "Мамедов", "ru")
    assert suggested_merges([record(1, "Мамедов.", found)], authority) == ()


def test_two_spellings_of_one_full_name_get_one_id() -> None:
    russian = person("laura-uitfild", "Лаура Витфилд", "ru")
    other = person("laura-vitfild", "Laura Vitfild", "en")
    records = [
        record(1, "Laura Vitfild spoke.", other),
        record(2, "Laura Vitfild left.", other),
        record(3, "Лаура Витфилд молчала.", russian),
    ]
    unified = unify(records)
    assert {m.entity for one in unified for m in one.mentions} == {other.id}
    assert {t.entity for one in unified for t in one.tags} == {other.id}
    for one in unified:
        assert [dict(entity.names) for entity in one.entities] == [
            {"en": "Laura Vitfild", "ru": "Лаура Витфилд"}
        ]


def unify(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with one id for each name, as the catalogue makes them."""
    joined = unified_of([naming(one) for one in records])
    return tuple(map(joined.record, records))


def test_records_without_such_names_stay_as_they_are() -> None:
    records = (record(1, "Laura Whitfield and Otto Lindqvist met.", LAURA, ONCE),)
    assert unify(records) == records


def test_two_spellings_in_one_article_become_one_tag() -> None:
    one, other = person("a-b", "Daria Orlova", "en"), person("c-d", "Darya Orlova", "en")
    (unified,) = unify([record(1, "Daria Orlova is Darya Orlova.", one, other)])
    assert [(tag.entity, tag.count) for tag in unified.tags] == [("people/a-b", 2)]


def test_a_name_found_in_two_languages_has_both() -> None:
    english = person("anna-orlova", "Anna Orlova", "en")
    russian = person("anna-orlova", "Анна Орлова", "ru")
    unified = unify([record(1, "Anna Orlova.", english), record(2, "Анна Орлова.", russian)])
    named = [dict(entity.names) for one in unified for entity in one.entities]
    assert named == [{"en": "Anna Orlova", "ru": "Анна Орлова"}] * 2


def place(slug: str, name: str, lang: str) -> Entity:
    return Entity(EntityId(f"places/{slug}"), "place", ((lang, name),), rule="found in text")


def test_a_long_name_of_a_place_is_one_in_two_scripts() -> None:
    records = [
        record(1, "Beloyargorsk.", place("beloyargorsk", "Beloyargorsk", "en")),
        record(2, "Белояргорск.", place("beloiargorsk", "Белояргорск", "ru")),
    ]
    assert len({entity.id for one in unify(records) for entity in one.entities}) == 1


def test_a_short_name_of_a_place_is_not() -> None:
    records = [
        record(1, "Rakhov.", place("rakhov", "Rakhov", "en")),
        record(2, "Рахов.", place("rahov", "Рахов", "ru")),
    ]
    assert unify(records) == tuple(records)


def test_a_name_is_of_the_kind_that_most_articles_take_it_for() -> None:
    town = place("tarvo", "Tarvo", "en")
    body = Entity(EntityId("organisations/tarvo"), "organisation", town.names, rule="found in text")
    records = [record(n, "Tarvo.", town) for n in (1, 2, 3)]
    *_, last = unify([*records, record(4, "Tarvo.", body)])
    assert last.entities == (town,)
    assert [(tag.entity, tag.kind) for tag in last.tags] == [(town.id, "place")]


def test_a_name_of_two_kinds_about_as_often_stays_two() -> None:
    town = place("tarvo", "Tarvo", "en")
    body = Entity(EntityId("organisations/tarvo"), "organisation", town.names, rule="found in text")
    records = (record(1, "Tarvo.", town), record(2, "Tarvo.", body))
    assert unify(records) == records


@pytest.mark.parametrize(
    ("english", "russian"), [("Pyotr Semyonov", "Петр Семенов"), ("Fyodor Orlov", "Фёдор Орлов")]
)
def test_a_name_with_yo_is_that_with_e(english: str, russian: str) -> None:
    one, other = person("a", english, "en"), person("b", russian, "ru")
    unified = unify([record(1, english, one), record(2, russian, other)])
    assert len({entity.id for each in unified for entity in each.entities}) == 1
