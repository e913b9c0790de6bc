"""What words of two languages come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.keys import keys, numbers, skeleton


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Мурхэд", "Moorhead"),
        ("Чикаго", "Chicago"),
        ("Тихонов", "Tikhonov"),
        ("Жуков", "Zhukov"),
        ("Щербаков", "Shcherbakov"),
        ("Цой", "Tsoy"),
    ],
)
def test_a_name_comes_to_the_same_in_both_scripts(russian: str, english: str) -> None:
    assert skeleton(russian) == skeleton(english)


def test_a_surname_in_ov_has_a_key_that_no_stemmer_took_apart() -> None:
    russian = keys("", "Утром Тальмову звонили", "ru").across
    english = keys("", "They called Talmov", "en").across
    assert "n:tlmv" in russian.keys() & english.keys()


def test_a_concept_of_the_lexicon_is_shared_between_languages() -> None:
    russian = keys("", "Началось наводнение", "ru").across
    english = keys("", "The flood began", "en").across
    assert "d:flood" in russian.keys() & english.keys()


def test_a_country_and_its_people_are_one_key() -> None:
    assert "c:NO" in keys("", "Это норвежские лодки", "ru").across
    assert "c:NO" in keys("", "They sailed to Norway", "en").across


def test_thousands_are_joined_however_they_are_parted() -> None:
    assert numbers("12,236 and 12 236 and 3.5 and 7") == ["12236", "12236", "3.5"]


def test_a_word_of_the_headline_counts_twice() -> None:
    found = keys("мост", "мост", "ru").within
    assert found["s:мост"] == 3.0


def test_an_entity_is_a_key_in_any_language() -> None:
    assert keys("", "", "ru", ["people/x"]).across == {"e:people/x": 1.0}  # type: ignore[list-item]


@given(st.text(max_size=80), st.sampled_from(["ru", "en", "und", "zh"]))
def test_every_key_but_an_entity_has_a_word_as_printed(body: str, lang: str) -> None:
    found = keys("", body, lang)
    assert (found.within.keys() | found.across.keys()) == found.printed.keys()
