"""The base form of a name found in a text: the nominative a list of names would print.

In which case and gender a person's given name and surname agree is decided here; places and
organisations are for base_phrase.py, what forms a word has for morph.py.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from newsarchive import languages
from newsarchive.describe.names.base_phrase import phrase_base
from newsarchive.describe.names.morph import (
    CASES,
    CYRILLIC,
    OBLIQUE,
    PERSONAL,
    like,
    nominative,
    parses,
)
from newsarchive.describe.names.natasha_files import GIVEN, SURNAMES, names_listed
from newsarchive.model import Kind

_GENDERS = ("masc", "femn")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)?")
# What a reading is worth whose nominative is on a list of names, or on none.
_LISTED_GIVEN, _LISTED_SURNAME, _UNLISTED = 0.4, 0.5, 0.15
_OTHERWISE_EQUAL = 0.01  # of two listed names the one that the dictionary finds likelier
_GUESSED = 0.02  # what a reading is worth that no dictionary gives


def base_form(surface: str, kind: Kind, lang: str) -> str:
    """`surface` as a list of names would print it; unchanged where the language has no rules."""
    return base_forms([surface], kind, lang)[0]


def base_forms(surfaces: Sequence[str], kind: Kind, lang: str) -> list[str]:
    """The base forms of names of one text, each read so that it agrees with the others.

    "Рааба" alone may be a woman's nominative; beside "Рааб" it is a man's genitive.
    """
    if languages.table(lang, "name_words").get("base") != "pymorphy":
        return [" ".join(surface.split()) for surface in surfaces]
    if kind != "person":
        return [phrase_base(tuple(surface.split())) for surface in surfaces]
    read = [_person(tuple(surface.split())) for surface in surfaces]
    votes: Counter[str] = Counter()
    for _, one in sorted(set(zip(surfaces, read, strict=True))):
        total = sum(worth for _, worth in one)
        votes.update({base: worth / total for base, worth in one})
    # of two equal ones the woman's: «Юлию» is Юлия, for there are more of them than of Юлий
    return [
        max(one, key=lambda pair: (votes[pair[0]], pair[1], pair[0].endswith("ия")))[0]
        for one in read
    ]


# ---------------------------------------------------------------- people

# letters before it, ending, case, gender, ending of the nominative, worth
Ending = tuple[str, str, str, str, str, float]
Reading = dict[tuple[str, str], tuple[float, str]]  # (case, gender) -> how likely, nominative


@lru_cache(maxsize=100_000)
def _person(words: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """(base form, worth) for every case and gender in which given name and surname agree."""
    readings = [_readings(word) for word in words]
    found: dict[str, float] = {}
    for key in sorted({key for one in readings for key in one}):
        shown = [one.get(key, (0.0, word))[1] for one, word in zip(readings, words, strict=True)]
        worth = _worth(readings, key) * _surname_worth(words, shown, key)
        base = " ".join(shown)
        found[base] = max(worth, found.get(base, 0.0))
    return tuple(sorted(found.items())) or ((" ".join(words), 1.0),)


def _worth(readings: list[Reading], key: tuple[str, str]) -> float:
    total = 1.0 if key[0] == "nomn" else OBLIQUE
    for one in readings:
        if one:
            total *= one.get(key, (_GUESSED**2, ""))[0]
    return total


def _surname_worth(words: tuple[str, ...], shown: list[str], key: tuple[str, str]) -> float:
    """A woman's surname in -а that is not of the -ова kind is rare."""
    if len(words) < 2 or key[1] != "femn" or not shown[-1].endswith("а"):
        return 1.0
    return 1.0 if shown[-1].endswith(("ова", "ева", "ёва", "ина", "ына")) else 0.2


@lru_cache(maxsize=50_000)
def _readings(word: str) -> Reading:
    """Empty for what is not declined."""
    if _INITIAL.fullmatch(word) or not CYRILLIC.search(word) or word.islower():
        return {}
    found: Reading = {}
    worn = _WORN if _is_plain_noun(word) else 1.0
    guessed = ((key, plain * worn, base) for key, plain, base in _by_ending(word))
    for key, plain, base in (*_by_dictionary(word), *guessed):
        shown = like(word, base)
        worth = _by_lists(shown.lower().replace("ё", "е"), plain)
        if worth > found.get(key, (0.0, ""))[0]:
            found[key] = (worth, shown)
    return found


def _is_plain_noun(word: str) -> bool:
    """Whether the dictionary has the word as it stands: «Папа» is no form of «Пап»."""
    return any(
        parse.is_known and parse.tag.POS == "NOUN" and parse.normal_form == word.lower()
        for parse in parses(word)
    )


def _by_lists(base: str, worth: float) -> float:
    if base in names_listed(GIVEN):
        return max(worth, _LISTED_GIVEN) + worth * _OTHERWISE_EQUAL
    return worth * (_LISTED_SURNAME if base in names_listed(SURNAMES) else _UNLISTED)


def _by_dictionary(word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    for parse in parses(word):
        yield from _as_person(parse, word)


def _as_person(parse: Any, word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    tag = parse.tag
    if tag.case not in CASES or tag.POS not in ("NOUN", "ADJF") or "Apro" in tag:
        return
    worth = _parse_worth(parse)
    if tag.number == "plur":
        if "Surn" in tag:
            yield (str(tag.case), "plur"), worth, nominative(parse, "plur") or word
        return
    sure = tag.gender in _GENDERS and "Fixd" not in tag
    for gender in (tag.gender,) if sure else _GENDERS:
        # pymorphy's own strings refuse to be compared with others
        yield (str(tag.case), str(gender)), worth, nominative(parse, "sing", gender) or word


def _parse_worth(parse: Any) -> float:
    """A guess is worth less than the dictionary; one that a word is never declined, least."""
    worth = float(parse.score) * (1.0 if any(part in parse.tag for part in PERSONAL) else 0.1)
    if parse.is_known:
        return worth
    return worth * (0.05 if "Fixd" in parse.tag else 0.3)


def _by_ending(word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    """Readings by the endings alone, for names no dictionary has."""
    low = word.lower()
    for before, ending, case, gender, added, worth in _ENDINGS:
        rest = low[: len(low) - len(ending)]
        if low.endswith(ending) and len(rest) > 2 and rest[-1] in before:
            yield (case, gender), worth, word[: len(rest)] + added


def _row(before: str, gender: str, nominative: str, worth: float, cells: str) -> list[Ending]:
    """One declension: `cells` are "case ending" pairs, "-" for no ending."""
    pairs = (cell.split() for cell in cells.split(","))
    return [
        (before, "" if end == "-" else end, case, gender, nominative, worth) for case, end in pairs
    ]


_WORN = 0.2  # what a guess by the ending is worth for a word of the dictionary
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_VOWELS = "аеёиоуыэюя"
_SOFT = "gent я,accs я,datv ю,ablt ем,loct е"
_OWN = "nomn а,gent ой,datv ой,accs у,ablt ой,loct ой"
_ENDINGS: tuple[Ending, ...] = (
    *_row(_CONSONANTS, "masc", "", 0.1, "nomn -,gent а,accs а,datv у,ablt ом,ablt ем,loct е"),
    *_row("вн", "masc", "", 0.1, "ablt ым"),
    *_row(_VOWELS, "masc", "й", 0.1, _SOFT),
    *_row(_CONSONANTS, "masc", "ь", 0.05, _SOFT),
    *_row("сц", "masc", "кий", 0.3, "nomn кий,gent кого,accs кого,datv кому,ablt ким,loct ком"),
    *_row("сц", "femn", "кая", 0.3, "nomn кая,gent кой,datv кой,accs кую,ablt кой,loct кой"),
    *_row("и", "femn", "я", 0.12, "nomn я,gent и,datv и,accs ю,ablt ей,loct и"),
    *_row("вн", "plur", "ы", 0.08, "nomn ы,gent ых,accs ых,datv ым,ablt ыми,loct ых"),
    *_row(_CONSONANTS, "plur", "и", 0.04, "gent ей,accs ей"),
    *_row("вн", "femn", "а", 0.1, _OWN),
    *_row(_CONSONANTS, "femn", "а", 0.04, "nomn а,gent ы,gent и,datv е,accs у,ablt ой,loct е"),
    *_row(_CONSONANTS + "и", "femn", "я", 0.04, "nomn я,gent и,datv е,datv и,accs ю,ablt ей"),
    *_row(_CONSONANTS, "masc", "а", 0.01, "nomn а,gent ы,gent и,datv е,accs у,ablt ой,loct е"),
    *(
        row
        for gender in _GENDERS
        for letters, worth in (("оиэ", 0.1), ("аеёуыюя", 0.02))
        for row in _row(letters, gender, "", worth, ",".join(f"{c} -" for c in CASES[:6]))
    ),
    *_row(_CONSONANTS + "ь", "femn", "", 0.02, ",".join(f"{c} -" for c in CASES[:6])),
)
