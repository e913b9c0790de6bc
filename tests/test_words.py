import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsarchive
from newsarchive import languages
from newsarchive.describe import gate
from newsarchive.describe.names import evidence
from newsarchive.errors import ConfigError
from newsarchive.ingest import rules
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


def test_a_phrase_of_another_phase_is_said_in_the_readers_language() -> None:
    russian = words("ru").rule
    assert russian("1600, 40: not in the translation") == "1600, 40: нет в переводе"
    assert russian("stated: og:title") == "указано на странице: og:title"
    assert russian("qwё: not in Cyrillic letters") == "qwё: буквы не кириллические"


def test_words_quoted_in_a_phrase_are_no_rules() -> None:
    assert words("ru").rule("number: not in the original") == "number: нет в оригинале"


def test_several_rules_are_each_said() -> None:
    assert words("ru").rule("valid UTF-8; 3 control characters shown as U+FFFD") == (
        "верный UTF-8; управляющие знаки показаны как U+FFFD: 3"
    )


@pytest.mark.parametrize("lang", SPOKEN)
def test_every_fixed_rule_has_words(lang: str) -> None:
    forced = [name for name, _ in rules.FORCED]
    judged = [name for name, _ in gate.RULES]
    named = [name for name, _ in evidence.RULES]
    table = words(lang).table
    assert [one for one in (*forced, *judged, *named) if f"rules.{one}" not in table] == []


def test_every_reason_for_a_rejection_has_words() -> None:
    """Each message that the code gives to ReadError, its fields filled in."""
    said = {text for path in INGEST.rglob("*.py") for text in refusals(path)}
    russian = words("ru")
    assert len(said) > 12
    assert [one for one in sorted(said) if russian.rule(one) == one] == []


INGEST = Path(newsarchive.__file__).parent / "ingest"


def refusals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        message = node.args[0] if node.args else None
        if node.func.id in ("ReadError", "_BombError"):
            if isinstance(message, ast.Constant):
                yield str(message.value)
            elif isinstance(message, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "7"
                    for part in message.values
                )


def test_a_rule_without_words_stays_as_it_is() -> None:
    assert words("en").rule("a rule nobody named") == "a rule nobody named"
