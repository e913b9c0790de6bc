"""Spellings of one name share a key; different names do not."""

import pytest

from newsarchive.describe.names.keys import name_key

SAME = [
    ("Ильхам Алиев", "Ilham Aliyev"),
    ("Ильхам Алиев", "Ilkham Aliev"),
    ("Ильхам Алиев", "İlham Əliyev"),
    ("Никол Пашинян", "Nikol Pashinian"),
    ("Никол Пашинян", "Nikol Paşinyan"),
    ("Дарья Гревцова", "Daria Grevtsova"),
    ("Владимир Путин", "Vladimir Putin"),
    ("Нікол Пашинян", "Nikol Pashinyan"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_a_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("other", ["Vagif Aliyev", "Ilham Kadyrov", "Ilham", "Ilma Aliyeva"])
def test_other_names_have_other_keys(other: str) -> None:
    assert name_key("Ilham Aliyev") != name_key(other)


def test_a_name_without_letters_has_no_key() -> None:
    assert name_key("12 - 34") == ""
