"""Base forms of Russian names: both genders, plural surnames, names of bodies and places."""

import pytest

from newsarchive.describe.names.base import base_form, base_forms

PEOPLE = {
    "Ильхамом Алиевым": "Ильхам Алиев",
    "Дарьи Гревцовой": "Дарья Гревцова",
    "Марию Захарову": "Мария Захарова",
    "Сергея Лавровского": "Сергей Лавровский",
    "Анной Кристиансен": "Анна Кристиансен",
    "А. Гараевым": "А. Гараев",
    "Алиевыми": "Алиевы",
    "Пашиняну": "Пашинян",
    "Жан-Клоду Юнкеру": "Жан-Клод Юнкер",
    "Леонида Лодьянского": "Леонид Лодьянский",
    "Вострунской": "Вострунская",
    "Романа Чердашского": "Роман Чердашский",
    "Новаком": "Новак",
    "Юлию": "Юлия",
    "Юрию": "Юрий",
}
OTHERS = {
    "Верховного суда Армении": "Верховный суд Армении",
    "Гяндже": "Гянджа",
    "Нижнего Новгорода": "Нижний Новгород",
    "Баку": "Баку",
    "Государственной думой": "Государственная дума",
    "британского МИД": "британский МИД",
    "Высшим судом": "Высший суд",
    "Высшей палаты": "Высшая палата",
    "Главного разведывательного управления": "Главное разведывательное управление",
}


@pytest.mark.parametrize(("printed", "base"), PEOPLE.items())
def test_a_persons_name_goes_into_the_nominative(printed: str, base: str) -> None:
    assert base_form(printed, "person", "ru") == base


@pytest.mark.parametrize(("printed", "base"), OTHERS.items())
def test_a_phrase_goes_into_the_nominative_up_to_its_noun(printed: str, base: str) -> None:
    assert base_form(printed, "organisation", "ru") == base


def test_the_other_mentions_decide_what_one_leaves_open() -> None:
    assert base_forms(["Рааба", "Рааб"], "person", "ru") == ["Рааб", "Рааб"]


def test_a_language_without_rules_keeps_what_is_printed() -> None:
    assert base_form("Ilham  Aliyev", "person", "en") == "Ilham Aliyev"
