"""What can be found of an article, and what must not be."""

from newsarchive.config import Config
from newsarchive.publish.search.documents import Document, digest, document
from tests.search_archive import archive, record

FLOOD = record(
    "flood",
    "Паводок",
    "Тальмов осмотрел дамбу.",
    english=("Flood", "Talmov inspected the dam."),
    named={"people/oleg-talmov": "Тальмов"},
)


def of(*, config: Config = Config()) -> Document:  # noqa: B008 (frozen)
    return document(FLOOD, archive(FLOOD), config)


def test_the_original_and_its_translation_are_both_there() -> None:
    assert [(text.language, text.title) for text in of().texts] == [
        ("ru", "Паводок"),
        ("en", "Flood"),
    ]
    assert of().texts[1].paragraphs == ("Talmov inspected the dam.",)


def test_a_name_keeps_the_forms_it_is_printed_in() -> None:
    assert [(one.entity, one.forms) for one in of().named] == [("people/oleg-talmov", ("Тальмов",))]


def test_of_a_summary_only_the_summary_can_be_found() -> None:
    long = record("long", "Паводок", "Дамба.", publish="summary")
    body = long.article.paragraphs[0].text
    found = document(long, archive(long), Config())
    assert found.texts[0].paragraphs == (body,)  # its one sentence is the summary
    silent = record("silent", "Паводок", "Дамба.", publish="summary")
    assert document(silent, archive(silent), Config()).texts[0].title == "Паводок"


def test_any_change_of_what_can_be_found_changes_the_digest() -> None:
    other = record("flood", "Паводок", "Тальмов осмотрел дамбу!")
    assert digest(of()) != digest(document(other, archive(other), Config()))
    assert digest(of()) == digest(of())
