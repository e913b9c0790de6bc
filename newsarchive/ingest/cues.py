"""Phrases by which page furniture gives itself away, of all languages at once.

A page may speak several languages (an English menu over a Georgian article), so the lists are
read together. In the lists `{n}` stands for any number and a final `…` for anything after it.
Compares whole lines; knows nothing of where they stand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from newsarchive import languages

LISTS = (
    "comments", "replies", "furniture", "rights", "credits", "bylines", "months", "datelines",
    "sources", "agencies",
)  # fmt: skip

_NUMBER = re.compile(r"\d\d*(?:[\s.,]\d{3})*")  # one digit first: what is none is passed over
_EDGES = " \t•*·–—-»>|▪●#:.!?…()[]«\"'"


@dataclass(frozen=True, slots=True)
class Cues:
    """One list, ready to compare with."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def match(self, line: str) -> bool:
        """Whether `line` is one of the phrases, whatever marks and numbers stand in it."""
        plain = folded(line)
        return plain in self.whole or plain.startswith(self.beginnings)


@cache
def load(name: str) -> Cues:
    """The list `name` of all languages."""
    every = (*languages.known(), languages.OTHERS)
    phrases = [entry for lang in every for entry in languages.entries(lang, name)]
    return Cues(
        whole=frozenset(folded(phrase) for phrase in phrases if not phrase.endswith("…")),
        beginnings=tuple(sorted({folded(phrase) for phrase in phrases if phrase.endswith("…")})),
    )


@cache
def words(name: str) -> tuple[str, ...]:
    """The list `name` of all languages as plain words, longest first."""
    found = {entry for lang in languages.known() for entry in languages.entries(lang, name)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(entries: Iterable[str]) -> str:
    """A pattern for any of `entries`, white space of any width; matches nothing when empty."""
    patterns = [re.escape(entry).replace(r"\ ", r"\s+") for entry in entries]
    return "(?:" + "|".join(patterns) + ")" if patterns else "(?!)"


@lru_cache(maxsize=1 << 14)  # furniture recurs, on a page and from page to page
def folded(line: str) -> str:
    """Small letters, ё as е, numbers as {n}, no marks at the edges."""
    plain = line.lower().replace("ё", "е").strip(_EDGES)
    if plain.isalpha():
        return plain
    return _NUMBER.sub("{n}", plain.replace("{n}", "0"))
