"""Read the numbers of a sentence, in figures and in words, so that two languages can be compared.

A figure is read in every way that it may be meant ("1,600" is 1600 or 1.6); words, months, Roman
numerals and times of day only widen what may stand for a figure. Judges nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from newsarchive import languages

_FIGURE = re.compile(
    r"(?<!\d)\d{1,3}(?:[\u00a0\u202f ]\d{3}(?!\d))+(?:[.,]\d+)?"  # 118 800,5
    r"|\d{1,2}:\d\d(?!\d)"  # 20:53
    r"|\d+(?:[.,]\d+)*"
)
_WORD = re.compile(r"[^\W\d_]+")
_SCALE_AFTER = re.compile(r"(?:-[^\W\d_]{1,3}(?![^\W\d_]))?[\s\u00a0-]{0,2}([^\W\d_]+)")
_ROMAN = re.compile(r"(?<![^\W\d_])[IVXХІ]+(?![^\W\d_])")  # with the Cyrillic look-alikes
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}  # L and more stand in abbreviations only
_LOOK_ALIKES = str.maketrans({"Х": "X", "І": "I"})
_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
_SHORTENED = re.compile(r"(?:\d[-–/]|['’])$")  # what stands before the 13 of 2012-13 and '13


@dataclass(frozen=True, slots=True)
class Figure:
    """A number written in digits."""

    text: str  # as printed
    start: int  # offset in the sentence
    values: frozenset[Fraction]  # every way of reading it
    parts: tuple[Fraction, ...] = ()  # of a time or score: enough where each is said by itself
    in_date: bool = False  # of 14.09.2018: a month's name says the 09 as well


def figures(sentence: str, lang: str) -> tuple[Figure, ...]:
    """The numbers that `sentence` has in digits, in order."""
    return tuple(_figures(sentence, lang))


def spelled(sentence: str, lang: str) -> tuple[Figure, ...]:
    """Numbers in words or Roman letters that mean one thing alone, from eight up.

    Smaller ones are too often articles, pronouns or parts of idioms to be asked for elsewhere, but
    for the forms that the language's table lists as `asked`.
    """
    asked = languages.table(lang, "numbers").get("asked", ())
    found = [
        Figure(printed, 0, frozenset({value}))
        for printed, value in _runs(_lower_words(sentence), lang)
        if _telling(value) or printed in asked
    ]
    return (*found, *(Figure(text, 0, frozenset({value})) for text, value in _roman(sentence)))


def _runs(words: list[str], lang: str) -> Iterator[tuple[str, Fraction]]:
    """Number words that stand together, added up: "двадцать пять тысяч" is 25000."""
    printed: list[str] = []
    total = Fraction(0)
    for word in [*words, ""]:
        values, scale = _word_values(word, lang), _scale(word, lang)
        after_decade = bool(printed) and _is_decade(printed[-1], lang)
        if total and scale > 1:
            yield " ".join([*printed, word]), total * scale
            printed, total = [], Fraction(0)
        elif len(values) == 1 and 0 < values[0] < total and not after_decade:
            printed, total = [*printed, word], total + values[0]
        else:
            if total:
                yield " ".join(printed), total
            sure = len(values) == 1
            printed, total = ([word], values[0]) if sure else ([], Fraction(0))


def _telling(value: Fraction) -> bool:
    """Whether a number in words says so much and no more: not a hundred, which is "many"."""
    return 8 <= value < 100 or value > 1000


def said(sentence: str, lang: str) -> Counter[Fraction]:
    """Every value that `sentence` may be saying, in figures, in words or otherwise, how often."""
    values: Counter[Fraction] = Counter()
    for figure in _figures(sentence, lang):
        values.update(figure.values | set(figure.parts))
        values.update(_years(sentence[: figure.start], figure.values))
    values.update(_in_words(sentence, lang))
    values.update(value for _, value in _roman(sentence))
    values.update(_clock(sentence))
    return values


def _figures(sentence: str, lang: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(sentence):
        start, printed = found.start(), found[0]
        pieces = re.split(r"[.,]", printed)
        if ":" in printed:
            hours, minutes = map(int, printed.split(":"))
            whole = Fraction(hours) + Fraction(minutes, 100)
            parts = (Fraction(hours), Fraction(minutes)) if minutes else (Fraction(hours),)
            values = {whole, whole - 12} if hours > 12 else {whole}  # 20:53 is 8:53 p.m.
            yield Figure(printed, start, frozenset(values), parts)
        elif len(pieces) > 2 and not _is_grouped(pieces):
            yield from _date_parts(printed, start)
        else:
            scaled = _scaled(sentence, found.end(), set(_readings(printed)), lang)
            clock = _clock(sentence[start:]) if _CLOCK.match(sentence, start) else ()
            yield Figure(printed, start, frozenset({*scaled, *clock}))


def _is_grouped(parts: list[str]) -> bool:
    return all(len(part) == 3 for part in parts[1:])


def _date_parts(printed: str, start: int) -> Iterator[Figure]:
    """Day, month and year of 14.09.2018, or the parts of a version, each by itself."""
    for part in re.finditer(r"\d+", printed):
        value = frozenset({Fraction(int(part[0]))})
        yield Figure(part[0], start + part.start(), value, in_date=True)


def _readings(figure: str) -> Iterator[Fraction]:
    plain = re.sub(r"[\s\u00a0\u202f]", "", figure)
    parts = re.split(r"[.,]", plain)
    if len(parts) == 1 or _is_grouped(parts):
        yield Fraction(int("".join(parts)))
    if len(parts) == 2:
        yield Fraction(f"{parts[0]}.{parts[1]}")
    if len(parts) > 2 and _is_grouped(parts[:-1]):
        yield Fraction(f"{''.join(parts[:-1])}.{parts[-1]}")


def _scaled(sentence: str, end: int, values: set[Fraction], lang: str) -> Iterator[Fraction]:
    """`values` times the million that follows; a lone letter may as well be metres or bytes."""
    found = _SCALE_AFTER.match(sentence, end)
    scale = _scale(found[1].lower(), lang) if found else 1
    yield from (value * scale for value in values)
    if found and len(found[1]) == 1:
        yield from values


def _years(before: str, values: frozenset[Fraction]) -> Iterator[Fraction]:
    """A year without its century, and the other way round: the 70s are the 1970s."""
    shortened = _SHORTENED.search(before[-2:])
    for value in values:
        decade = value.denominator == 1 and value % 10 == 0
        if value.denominator == 1 and 1900 <= value < 2100 and decade:
            yield value % 100
        elif value.denominator == 1 and 0 <= value < 100 and (decade or shortened):
            yield from (1900 + value, 2000 + value)


def months(sentence: str, lang: str) -> frozenset[Fraction]:
    """The months that `sentence` names, as numbers: they may stand for the 09 of 14.09.2018."""
    table = languages.table(lang, "numbers").get("months", {})
    found = (_prefixed(word, table) for word in _lower_words(sentence))
    return frozenset(Fraction(month) for month in found if month)


# ---------------------------------------------------------------- words


def _in_words(sentence: str, lang: str) -> Iterator[Fraction]:
    """Values of number words, alone and added up: "двадцать пять тысяч" gives 20, 5, 25, 25000."""
    total, before = Fraction(0), Fraction(0)
    table = languages.table(lang, "numbers")
    bare, articles = table.get("bare scales", True), table.get("articles", ())
    words = [w for w in _lower_words(sentence) if w not in table.get("joining", ())]
    for before_it, word in zip(["", *words], words, strict=False):
        scale = Fraction(_scale(word, lang))
        values = _word_values(word, lang) or _hints(word, lang)
        if scale > 1 and (total or before or bare or before_it in articles):
            yield from (scale, (total or 1) * scale, before * scale)  # four hundred thousand
            before, total = before + (total or 1) * scale, Fraction(0)
            yield before
        elif values:
            total = total + values[0] if 0 < values[0] < total else values[0]
            yield from {*values, total, before + total}
            yield from (1900 + value for value in values if _is_decade(word, lang) and value > 9)
        else:
            total = before = Fraction(0)


def _is_decade(word: str, lang: str) -> bool:
    """Whether a number word stands in the plural of ordinals: the seventies, which end a number."""
    endings = languages.table(lang, "numbers").get("decade endings", ())
    return word.endswith(tuple(endings))


def _lower_words(sentence: str) -> list[str]:
    return _WORD.findall(sentence.lower().replace("ё", "е"))


def _scale(word: str, lang: str) -> int:
    """What `word` multiplies the number before it by; 1 for a word that is no scale."""
    scales: dict[str, int] = languages.table(lang, "numbers").get("scales", {})
    return scales.get(word) or _prefixed(word, _long(lang)) or 1


@cache
def _long(lang: str) -> dict[str, Any]:
    """The scales that may stand for their inflected forms: abbreviations have none."""
    scales = languages.table(lang, "numbers").get("scales", {})
    return {word: value for word, value in scales.items() if len(word) > 4}


def _word_values(word: str, lang: str) -> tuple[Fraction, ...]:
    table = languages.table(lang, "numbers")
    values = table.get("exact", {}).get(word)
    if values is None:
        values = _prefixed(word, table.get("words", {})) or ()
    return tuple(Fraction(value).limit_denominator(1000) for value in values)


def _hints(word: str, lang: str) -> tuple[Fraction, ...]:
    values = _prefixed(word, languages.table(lang, "numbers").get("hints", {})) or ()
    return tuple(Fraction(value) for value in values)


def _prefixed(word: str, by_prefix: dict[str, Any]) -> Any:
    """What the longest beginning of `word` in `by_prefix` stands for; None if there is none."""
    return next(
        (by_prefix[word[:end]] for end in range(len(word), 1, -1) if word[:end] in by_prefix), None
    )


# ---------------------------------------------------------------- other ways


def _roman(sentence: str) -> Iterator[tuple[str, Fraction]]:
    for found in _ROMAN.finditer(sentence):
        letters = [_ROMAN_VALUES[letter] for letter in found[0].translate(_LOOK_ALIKES)]
        if len(letters) > 1:  # one letter may be a word, an initial or an axis
            total = sum(-n if n < max(letters[i:]) else n for i, n in enumerate(letters))
            yield found[0], Fraction(total)


def _clock(sentence: str) -> Iterator[Fraction]:
    """Hours as a 24-hour clock has them: "8:53 p.m." is 20.53 and 20."""
    for found in _CLOCK.finditer(sentence):
        hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
        yield from {Fraction(hour), hour + Fraction(int(found[2] or 0), 100)}
