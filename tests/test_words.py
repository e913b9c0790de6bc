import re

import pytest

from newsarchive import languages
from newsarchive.errors import ConfigError
from newsarchive.publish.words import words

SPOKEN = [lang for lang in languages.known() if languages.table(lang, "interface")]


@pytest.mark.parametrize("lang", SPOKEN)
def test_every_interface_language_says_all_that_english_says(lang: str) -> None:
    english, other = languages.table("en", "interface"), languages.table(lang, "interface")
    assert {s: sorted(keys) for s, keys in other.items()} == {
        s: sorted(keys) for s, keys in english.items()
    }


@pytest.mark.parametrize("lang", SPOKEN)
def test_every_interface_language_uses_the_same_fields(lang: str) -> None:
    english, other = words("en"), words(lang)
    for key, text in english.table.items():
        if key.startswith("date."):
            continue
        assert fields(other.table[key]) == fields(text), key


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_plural_form_follows_the_number() -> None:
    said = [words("ru")("count.articles", n=n) for n in (1, 3, 5, 21)]
    assert said == ["1 статья", "3 статьи", "5 статей", "21 статья"]


def test_a_language_without_words_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="choose en, ru"):
        words("tlh")


def test_a_rule_without_words_stays_as_it_is() -> None:
    assert words("en").rule("a rule nobody named") == "a rule nobody named"
