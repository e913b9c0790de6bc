"""How two spellings of a word are found to be one. `search-fold.js` does the same in the browser.

A *token* is a word without case, accents and borrowed look-alike letters. Its *keys* are the token
in plain Latin letters with and without a case ending: Алиевым, Aliyev and Əliyev share one.
Letters and endings are data (`letters.toml`, `languages/xx/search_endings.txt`,
`name_endings.txt`). Knows nothing of articles.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from newsarchive import languages, unpacked

_TABLE = Path(__file__).with_name("letters.toml")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MIN_STEM = 3  # letters an ending must leave
_LONGEST = 6  # letters of an ending


@dataclass(frozen=True, slots=True)
class Folding:
    """All that the browser needs to fold a word as we do."""

    alike: Mapping[str, str]  # Latin letter -> the Cyrillic one it passes for
    letters: Mapping[str, str]  # letter -> Latin letters
    rules: tuple[tuple[str, str], ...]  # (regular expression, replacement with $1)
    endings: tuple[str, ...]  # of words in running text, longest first, folded
    name_endings: tuple[str, ...]  # of names, longest first, folded


@cache
def folding() -> Folding:
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return Folding(
        alike=table["alike"],
        letters=table["key"],
        rules=tuple((rule["find"], rule["put"]) for rule in table["rule"]),
        endings=_endings("search_endings"),
        name_endings=_endings("name_endings"),
    )


def normal(text: str) -> str:
    """`text` with its letters composed, as it must be stored for tokens to stand at one place."""
    return unicodedata.normalize("NFC", text)


def tokens(text: str) -> list[str]:
    """The words of `text` in order, folded; an ideograph is a word. `text` must be normal()."""
    return [token for match in _word().finditer(text) if (token := _token(match.group()))]


def keys(token: str) -> tuple[str, str]:
    """Two Latin keys of a token: of the whole of it, and of it without a name's ending.

    Two tokens may be one name where they share a key; the whole of one is the better witness, for
    Карабах might seem to have lost an ending (-ах), and Talmova is not Talmov.
    """
    return _key(token), _key(_without(token, _name_endings()))


@lru_cache(maxsize=200_000)
def _token(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).lower()
    bare = "".join(c for c in plain if c.isalnum())
    return unify(bare)


def unify(word: str) -> str:
    """Undo look-alikes: a word of two scripts is read in the one that can spell all of it.

    If both can, in the one most of its letters are in; if neither can, it stays as it is.
    """
    cyrillic = [c for c in word if "\u0400" <= c <= "\u052f"]
    latin = [c for c in word if "a" <= c <= "z"]
    if not cyrillic or not latin:
        return word
    there, back = folding().alike, _back()
    to_cyrillic = all(c in there for c in latin)
    to_latin = all(c in back for c in cyrillic)
    if to_cyrillic and (not to_latin or len(cyrillic) >= len(latin)):
        return "".join(there.get(c, c) for c in word)
    return "".join(back.get(c, c) for c in word) if to_latin else word


@cache
def _back() -> Mapping[str, str]:
    return {cyrillic: latin for latin, cyrillic in folding().alike.items()}


@lru_cache(maxsize=200_000)
def _key(token: str) -> str:
    letters = folding().letters
    key = "".join(letters.get(c, c) for c in token)
    for find, put in _rules():
        key = find.sub(put, key)
    return key


def _without(token: str, endings: frozenset[str]) -> str:
    """`token` without the longest of `endings` that leaves enough of it."""
    for length in range(min(_LONGEST, len(token) - MIN_STEM), 0, -1):
        if token[-length:] in endings:
            return token[:-length]
    return token


@cache
def _name_endings() -> frozenset[str]:
    return frozenset(folding().name_endings)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), put.replace("$1", r"\1")) for find, put in folding().rules)


def _endings(name: str) -> tuple[str, ...]:
    found = {
        "".join(c for c in unicodedata.normalize("NFKD", ending).lower() if c.isalnum())
        for lang in languages.known()
        for ending in languages.entries(lang, name)
    }
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


@cache
def _word() -> re.Pattern[str]:
    """Runs of letters, digits and marks (which Python counts to no word); ideographs singly."""
    known = unpacked.arrays("marks", unicodedata.unidata_version, ("marks",), _marks)["marks"]
    marks = "".join(map(chr, known.tolist()))
    return re.compile(f"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}])[^\\W_]|[{marks}])+")


def _marks() -> dict[str, unpacked.Array]:
    """Every mark of the basic plane: to ask of each letter whether it is one takes a while."""
    marks = [c for c in range(0xFFFF) if unicodedata.category(chr(c))[0] == "M"]
    return {"marks": np.array(marks, np.uint32)}
