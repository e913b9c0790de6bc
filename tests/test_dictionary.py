"""Words that two articles share are shown as a dictionary lists them."""

import pytest

from newsarchive.relate.dictionary import headword
from tests.related import record
from tests.test_assemble import archive


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("переговорами", "переговоры"),
        ("военного", "военный"),
        ("Сочи", "Сочи"),
        ("Азербайджаном", "Азербайджан"),
        ("ОДКБ", "ОДКБ"),
    ],
)
def test_a_word_comes_to_the_form_that_a_dictionary_lists(printed: str, listed: str) -> None:
    assert headword(printed, "ru") == listed


def test_a_language_without_a_dictionary_keeps_what_is_printed() -> None:
    assert headword("talks", "en") == "talks"


def test_reasons_hold_no_inflected_words() -> None:
    one = record("a", "О наводнении, случившемся на реке, сообщили спасатели посёлка.")
    other = record("b", "Наводнением, случившимся на реке, залит посёлок, говорят спасатели.")
    words = {
        word
        for links in archive(one, other).links.values()
        for link in links
        for reason in link.reasons
        for word in reason.words
    }
    assert {"наводнение", "река", "поселок", "спасатель"} & words
    assert not {"наводнении", "наводнением", "реке", "посёлка", "спасатели"} & words
