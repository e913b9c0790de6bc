"""Declension of names by the language's table."""

import pytest

from newsarchive.describe.names.forms import person_forms, phrase_forms, surname_forms

PHRASES = {
    "Нагорный Карабах": "Нагорном Карабахе",
    "Российская Федерация": "Российской Федерации",
    "Соединённые Штаты Америки": "Соединённым Штатам Америки",
    "Содружество Независимых Государств": "Содружеством Независимых Государств",
    "Азербайджанские авиалинии": "Азербайджанскими авиалиниями",
    "Минская группа ОБСЕ": "Минскую группу ОБСЕ",
    "Гянджа": "Гянджей",
    "Грузия": "Грузией",
    "Казань": "Казанью",
    "Филиппины": "Филиппин",
}


@pytest.mark.parametrize(("name", "form"), PHRASES.items())
def test_adjectives_and_their_noun_are_declined_together(name: str, form: str) -> None:
    assert form in phrase_forms(name, "ru")


@pytest.mark.parametrize("name", ["Баку", "ОДКБ", "Сочи", "Тбилиси", "Токио"])
def test_what_is_not_declined_has_one_form(name: str) -> None:
    assert phrase_forms(name, "ru") == (name,)


def test_a_mans_name_and_a_womans_name_follow_their_own_tables() -> None:
    assert "Ильхамом Алиевым" in person_forms("Ильхам Алиев", "ru")
    assert "Дарье Гревцовой" in person_forms("Дарья Гревцова", "ru")
    assert "Анной Кристиансен" in person_forms("Анна Кристиансен", "ru")


def test_an_adjective_for_a_surname_is_declined_as_one() -> None:
    assert {"Толстого", "Толстым"} <= set(surname_forms("Толстой", "ru"))
    assert "Толстую" in surname_forms("Толстая", "ru")


def test_a_language_without_a_table_has_one_form() -> None:
    assert person_forms("Ilham Aliyev", "en") == ("Ilham Aliyev",)
