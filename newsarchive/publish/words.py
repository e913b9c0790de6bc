"""Every word of ours that a reader sees, in the interface language. Knows nothing of articles.

The words stand in `languages/xx/interface.toml`; what a language lacks is said in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from newsarchive import languages
from newsarchive.errors import ConfigError

FALLBACK = "en"
_LONGEST = 1000  # characters of what a phase says; more is quoted from somewhere, and stays
_FIGURES = ("n", "all", "most")  # fields of a phrase that hold a number
_RULES = ("rule", "script")  # fields of a phrase that have words of their own


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; called with a key, it says the words."""

    lang: str  # BCP 47, of the interface
    table: Mapping[str, str]  # "section.key" -> words, with {fields}
    plurals: Mapping[str, Mapping[str, str]]  # "section.key" -> CLDR plural form -> words

    def __call__(self, key: str, **fields: object) -> str:
        """The words of `key`; `n` chooses the plural form. Raises KeyError for an unknown key.

        Where a field is Markup the words are escaped and Markup comes back.
        """
        if not fields:
            return self.table[key]
        n = fields.get("n")
        text = self._form(key, n)
        if isinstance(n, int) and len(fields) == 1:
            return _counted(text, n, self._locale)
        shown = {name: self._shown(value) for name, value in fields.items()}
        if any(isinstance(value, Markup) for value in shown.values()):
            return Markup(escape(text)).format(**shown)  # noqa: S704 (escaped right here)
        return text.format(**shown)

    def has(self, key: str) -> bool:
        return key in self.table or key in self.plurals

    def rule(self, rule: str) -> str:
        """A rule's name, or what it says, as readers see it; without words of ours as it is.

        What follows a comma is a figure or a detail, e.g. "py3langid on the body, .99"; several
        rules stand one after the other with semicolons.
        """
        known = self.table.get(f"rules.{rule}") or self._phrase(rule)
        if known:
            return known
        if "; " in rule:
            return "; ".join(map(self.rule, rule.split("; ")))
        name, comma, detail = rule.partition(", ")
        return self.table.get(f"rules.{name}", name) + comma + detail

    def number(self, value: float) -> str:
        return _number(value, self._locale)

    def language(self, lang: str) -> str:
        """The name of a language; its tag where CLDR has none."""
        if lang == "und":
            return self("language.unknown")
        try:
            return _language(lang, self.lang)
        except (UnknownLocaleError, ValueError):
            return lang

    def day(self, value: date) -> str:
        return _date(value, self("date.day"), self._locale)

    def month(self, value: date) -> str:
        return _date(value, self("date.month"), self._locale)

    def month_alone(self, value: date) -> str:
        return str(format_date(value, "LLLL", locale=self._locale))

    @property
    def right_to_left(self) -> bool:
        return is_right_to_left(self.lang)

    @property
    def _locale(self) -> str:
        return self.lang.replace("-", "_")

    def _form(self, key: str, n: object) -> str:
        if key in self.plurals and isinstance(n, int):
            forms = self.plurals[key]
            form = _plural_form(n, self._locale)
            return forms.get(form) or forms["other"]
        return self.table[key]

    def _phrase(self, text: str) -> str | None:
        """`text` in this language, where it is one of the phrases; what is in it likewise."""
        if len(text) > _LONGEST:
            return None
        for pattern, words in _phrases(self.lang):
            if match := pattern.fullmatch(text):
                inside = match.groupdict().items()
                return words.format(**{k: self.rule(v) if k in _RULES else v for k, v in inside})
        return None

    def _shown(self, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return self.number(value)


# Ten thousand pages say few different numbers, days and languages, and Babel takes its time


@lru_cache(maxsize=10_000, typed=True)
def _number(value: float, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=10_000, typed=True)
def _counted(text: str, n: int, locale: str) -> str:
    return text.format(n=n if isinstance(n, bool) else _number(n, locale))


@lru_cache(maxsize=10_000)
def _date(value: date, pattern: str, locale: str) -> str:
    return str(format_date(value, pattern, locale=locale))


@cache
def _language(lang: str, told_in: str) -> str:
    return Locale.parse(lang, sep="-").get_language_name(told_in) or lang


@lru_cache(maxsize=10_000)
def _plural_form(n: int, locale: str) -> str:
    return str(Locale.parse(locale).plural_form(n))


@cache
def words(lang: str) -> Words:
    """The interface in `lang`. Raises ConfigError for a language without an interface.toml."""
    if not languages.table(lang, "interface"):
        have = ", ".join(one for one in languages.known() if languages.table(one, "interface"))
        raise ConfigError(
            f"archive.toml: interface_language: no languages/{lang}/interface.toml; choose {have}"
        )
    flat = _flat(languages.table(FALLBACK, "interface")) | _flat(languages.table(lang, "interface"))
    return Words(
        lang,
        {key: value for key, value in flat.items() if isinstance(value, str)},
        {key: value for key, value in flat.items() if not isinstance(value, str)},
    )


@cache
def _phrases(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What other phases say in English, as patterns, with the words for it in `lang`."""
    said = {
        **languages.table(FALLBACK, "interface")["phrases"],
        **languages.table(lang, "interface").get("phrases", {}),
    }
    return tuple((_pattern(phrase), words) for phrase, words in said.items())


def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase whose {fields} stand for any words, those of _FIGURES for a number."""
    parts = re.split(r"\{(\w+)\}", phrase)
    fixed = [re.escape(part) if n % 2 == 0 else _field(part) for n, part in enumerate(parts)]
    return re.compile("".join(fixed), re.DOTALL)


def _field(name: str) -> str:
    return f"(?P<{name}>{r'[0-9.,]+' if name in _FIGURES else '.+?'})"


def words_for(lang: str, otherwise: Words) -> Words:
    """The words in `lang` where we have them."""
    return words(lang) if languages.table(lang, "interface") else otherwise


@cache
def is_right_to_left(lang: str) -> bool:
    try:
        return Locale.parse(lang, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{section}.{key}": value for section in table for key, value in table[section].items()}
