"""A name with the words around it that belong to it.

A body's name takes in the word for what it is ("компании «Роснефть»"), the country or body it
belongs to ("Министерство торговли Германии"), and stands even where only that is named
("правительство Кипра"); a place's takes in its kind ("реку Нарву"). Which words these are is data:
`organisation`, `body` and `place` in `languages/xx/name_words.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsarchive import languages
from newsarchive.describe.names.morph import genitive_parts
from newsarchive.describe.names.passage import Name
from newsarchive.text import stem

NEAR = 100  # characters before a name that are looked at, however long the paragraph

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]$")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0]([«\"“„(]*)$")


@dataclass(frozen=True, slots=True)
class _Words:
    """Stems of the words that belong to names."""

    organisation: frozenset[str]  # before a body's name
    body: frozenset[str]  # before a place's name, which makes it a body's
    place: frozenset[str]  # before a place's name
    adjective: tuple[str, ...]  # endings of what may stand before such a word


def joined(text: str, names: Sequence[Name]) -> list[Name]:
    """In order, a body's name and the place or body it belongs to as one: a space apart."""
    found: list[Name] = []
    for one in sorted(names, key=lambda name: name.start):
        last = found[-1] if found else None
        belongs = last and last.kind == "organisation" and one.kind != "person"
        if last and belongs and text[last.end : one.start] == " ":
            found[-1] = Name(last.start, one.end, "organisation")
        elif not last or one.start >= last.end:
            found.append(one)
    return found


def lengthened(text: str, one: Name, lang: str) -> Name:
    """The name of a body with what it is for: «Южный комитет зимних видов спорта».

    Only behind a word for a body, only where an adjective in the genitive leads it.
    """
    *_, last = text[one.start : one.end].split() or [""]
    words = _words(lang)
    if one.kind != "organisation" or stem(last, lang) not in words.organisation | words.body:
        return one
    end = length = 0
    for match in _FOLLOWING.finditer(text[one.end : one.end + NEAR].partition(" (")[0]):
        parts = genitive_parts(match.group(1)) if match.start() == length else frozenset()
        if length == 0:
            parts &= {"ADJF", "PRTF"}
        if not parts:
            break
        length = match.end()
        end = length if "NOUN" in parts else end
    return Name(one.start, one.end + end, one.kind)


_FOLLOWING = re.compile(r" ([а-яё]+(?:-[а-яё]+)*)\b")


def widened(text: str, one: Name, lang: str) -> Name:
    """The name with the word before it that says of what it is."""
    words = _words(lang)
    before = _BEFORE.search(text, max(0, one.start - NEAR), one.start)
    if not before or one.kind == "person":
        return one
    word, quoted = stem(before.group(1), lang), before.group(2)
    if one.kind == "organisation" and word in words.organisation:
        return Name(_adjective(text, before.start(), words), one.end, "organisation")
    if one.kind == "place" and not quoted and word in words.body:
        return Name(_adjective(text, before.start(), words), one.end, "organisation")
    if one.kind == "place" and not quoted and word in words.place:
        return Name(before.start(), one.end, "place")
    return one


def _adjective(text: str, start: int, words: _Words) -> int:
    """Where the adjective before a word in small letters begins; `start` without one."""
    before = _WORD_BEFORE.search(text, max(0, start - NEAR), start)
    if not before or not text[start].islower() or before.group(1).isupper():
        return start
    fits = words.adjective and before.group(1).endswith(words.adjective)
    return before.start() if fits else start


@cache
def _words(lang: str) -> _Words:
    table = languages.table(lang, "name_words")
    listed = {key: str(table.get(key, "")).split() for key in ("organisation", "body", "place")}
    stems = {key: frozenset(stem(word, lang) for word in found) for key, found in listed.items()}
    endings = tuple(str(table.get("adjective", "")).split())
    return _Words(stems["organisation"], stems["body"], stems["place"], endings)
