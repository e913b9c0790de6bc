"""Bodies that are known by name alone, and other names in brackets."""

from newsarchive.describe.names.bodies import with_bodies
from newsarchive.describe.names.passage import Name
from newsarchive.model import Kind


def named(text: str, *names: tuple[str, Kind]) -> list[tuple[str, Kind]]:
    found = [Name(text.index(n), text.index(n) + len(n), kind) for n, kind in names]
    every = with_bodies(text, found, (0, len(text)), "ru")
    return [(text[one.start : one.end], one.kind) for one in every]


def test_a_body_taken_for_a_place_is_a_body() -> None:
    assert named("Требования ЕС ясны.", ("ЕС", "place")) == [("ЕС", "organisation")]


def test_a_body_passed_over_is_found_in_any_case() -> None:
    text = "В Европейском союзе и Еврокомиссии молчат."
    assert named(text) == [("Европейском союзе", "organisation"), ("Еврокомиссии", "organisation")]


def test_a_body_inside_a_longer_name_is_a_part_of_it() -> None:
    text = "Доклад комитета ООН по рыбе."
    assert named(text, ("комитета ООН", "organisation")) == [("комитета ООН", "organisation")]


def test_another_name_in_brackets_is_a_bodys_too() -> None:
    text = "Институт «Рыба» (ИРБ) и Союз ткачей (Weavers of Kazan) молчат (пока)."
    found = named(text, ("Институт «Рыба", "organisation"), ("Союз ткачей", "organisation"))
    assert [name for name, _ in found] == [
        "Институт «Рыба", "ИРБ", "Союз ткачей", "Weavers of Kazan",
    ]  # fmt: skip


def test_brackets_behind_a_person_name_no_body() -> None:
    assert named("Иванов (РФ) упал.", ("Иванов", "person")) == [("Иванов", "person")]


def test_capitals_that_name_nothing_are_left_out() -> None:
    assert named("Как пишут СМИ, да.", ("СМИ", "organisation")) == []
