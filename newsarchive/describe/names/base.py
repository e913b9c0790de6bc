"""The base form of a name found in a text: the nominative a list of names would print.

Which words of a name are declined, and in which case and gender they agree, is decided here; what
forms a word has is asked of pymorphy3, loaded only when the first name needs it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from newsarchive import languages
from newsarchive.describe.names.natasha_files import GIVEN, SURNAMES, names_listed
from newsarchive.model import Kind

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "gen2", "loc2")
_GENDERS = ("masc", "femn")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)?")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_PERSONAL = ("Name", "Surn", "Patr")
_OBLIQUE = 0.7  # what a parse in another case than the nominative is worth beside one in it
# What a reading is worth whose nominative is on a list of names, or on none.
_LISTED_GIVEN, _LISTED_SURNAME, _UNLISTED = 0.4, 0.5, 0.15
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
        return [_phrase(tuple(surface.split())) for surface in surfaces]
    read = [_person(tuple(surface.split())) for surface in surfaces]
    votes: Counter[str] = Counter()
    for _, one in sorted(set(zip(surfaces, read, strict=True))):
        total = sum(worth for _, worth in one)
        votes.update({base: worth / total for base, worth in one})
    return [max(one, key=lambda pair: (votes[pair[0]], pair[1]))[0] for one in read]


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
    total = 1.0 if key[0] == "nomn" else _OBLIQUE
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
    if _INITIAL.fullmatch(word) or not _CYRILLIC.search(word) or word.islower():
        return {}
    found: Reading = {}
    for key, plain, base in (*_by_dictionary(word), *_by_ending(word)):
        shown = _like(word, base)
        worth = _by_lists(shown.lower().replace("ё", "е"), plain)
        if worth > found.get(key, (0.0, ""))[0]:
            found[key] = (worth, shown)
    return found


def _by_lists(base: str, worth: float) -> float:
    if base in names_listed(GIVEN):
        return max(worth, _LISTED_GIVEN)
    return worth * (_LISTED_SURNAME if base in names_listed(SURNAMES) else _UNLISTED)


def _by_dictionary(word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    for parse in _parses(word):
        yield from _as_person(parse, word)


def _as_person(parse: Any, word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    tag = parse.tag
    if tag.case not in _CASES or tag.POS not in ("NOUN", "ADJF") or "Apro" in tag:
        return
    worth = _parse_worth(parse)
    if tag.number == "plur":
        if "Surn" in tag:
            yield (str(tag.case), "plur"), worth, _nominative(parse, "plur") or word
        return
    sure = tag.gender in _GENDERS and "Fixd" not in tag
    for gender in (tag.gender,) if sure else _GENDERS:
        # pymorphy's own strings refuse to be compared with others
        yield (str(tag.case), str(gender)), worth, _nominative(parse, "sing", gender) or word


def _parse_worth(parse: Any) -> float:
    """A guess is worth less than the dictionary; one that a word is never declined, least."""
    worth = float(parse.score) * (1.0 if any(part in parse.tag for part in _PERSONAL) else 0.1)
    if parse.is_known:
        return worth
    return worth * (0.05 if "Fixd" in parse.tag else 0.3)


def _nominative(parse: Any, *grammemes: str) -> str | None:
    if "Fixd" in parse.tag or parse.tag.case == "nomn":
        return str(parse.word)
    wanted = {"nomn", *grammemes}
    inflected = parse.inflect(wanted) or parse.inflect({"nomn", grammemes[0]})
    return str(inflected.word) if inflected else None


def _by_ending(word: str) -> Iterator[tuple[tuple[str, str], float, str]]:
    """Readings by the endings alone, for names no dictionary has."""
    low = word.lower()
    for before, ending, case, gender, nominative, worth in _ENDINGS:
        rest = low[: len(low) - len(ending)]
        if low.endswith(ending) and len(rest) > 2 and rest[-1] in before:
            yield (case, gender), worth, word[: len(rest)] + nominative


def _row(before: str, gender: str, nominative: str, worth: float, cells: str) -> list[Ending]:
    """One declension: `cells` are "case ending" pairs, "-" for no ending."""
    pairs = (cell.split() for cell in cells.split(","))
    return [
        (before, "" if end == "-" else end, case, gender, nominative, worth) for case, end in pairs
    ]


_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_VOWELS = "аеёиоуыэюя"
_SOFT = "gent я,accs я,datv ю,ablt ем,loct е"
_OWN = "nomn а,gent ой,datv ой,accs у,ablt ой,loct ой"
_ENDINGS: tuple[Ending, ...] = (
    *_row(_CONSONANTS, "masc", "", 0.1, "nomn -,gent а,accs а,datv у,ablt ом,ablt ем,loct е"),
    *_row("вн", "masc", "", 0.1, "ablt ым"),
    *_row(_VOWELS, "masc", "й", 0.1, _SOFT),
    *_row(_CONSONANTS, "masc", "ь", 0.05, _SOFT),
    *_row("вн", "femn", "а", 0.1, _OWN),
    *_row(_CONSONANTS, "femn", "а", 0.04, "nomn а,gent ы,gent и,datv е,accs у,ablt ой,loct е"),
    *_row(_CONSONANTS + "и", "femn", "я", 0.04, "nomn я,gent и,datv е,datv и,accs ю,ablt ей"),
    *_row(_CONSONANTS, "masc", "а", 0.01, "nomn а,gent ы,gent и,datv е,accs у,ablt ой,loct е"),
    *(
        row
        for gender in _GENDERS
        for letters, worth in (("оиэ", 0.1), ("аеёуыюя", 0.02))
        for row in _row(letters, gender, "", worth, ",".join(f"{c} -" for c in _CASES[:6]))
    ),
    *_row(_CONSONANTS + "ь", "femn", "", 0.02, ",".join(f"{c} -" for c in _CASES[:6])),
)


# ---------------------------------------------------------------- places and organisations


@lru_cache(maxsize=100_000)
def _phrase(words: tuple[str, ...]) -> str:
    """Adjectives at the beginning and the noun they agree with go into the nominative."""
    head = _head(words)
    if head is None:
        return " ".join(words)
    number, parse = head  # of an adjective by itself, or before an acronym, no noun is read
    if parse is None:
        before = [_alone(word) for word in words[:number]]
    elif parse.tag.case == "nomn":
        return " ".join(words)
    else:
        before = [_agreeing(word, parse) for word in words[:number]]
        base = _nominative(parse, parse.tag.number or "sing")
        before.append(_like(words[number], base) if base else words[number])
    return " ".join([*before, *words[len(before) :]])


def _head(words: tuple[str, ...]) -> tuple[int, Any | None] | None:
    """The first noun that only adjectives of its case precede, and how it is to be read.

    An acronym is read in no way, and the adjectives before it by themselves.
    """
    for number, word in enumerate(words):
        if _is_fixed(word):
            return (number, None) if number else None
        if not _CYRILLIC.search(word):
            return None
        nouns = [p for p in _parses(word) if p.tag.POS == "NOUN" and p.tag.case in _CASES]
        fitting = [p for p in nouns if all(_adjective(w, p) for w in words[:number])]
        if fitting and (number or not _only_adjective(word)):
            return number, max(fitting, key=_noun_worth)
        if not any(p.tag.POS in ("ADJF", "PRTF") for p in _parses(word)):
            return None
    return len(words), None


def _alone(word: str) -> str:
    """An adjective in the nominative of its own gender and number."""
    for parse in _parses(word):
        if parse.tag.POS in ("ADJF", "PRTF"):
            gender = "masc" if parse.tag.gender == "neut" else parse.tag.gender
            own = (parse.tag.number, gender)
            base = _nominative(parse, *(part for part in own if part))
            return _like(word, base) if base else word
    return word


def _noun_worth(parse: Any) -> float:
    """A place rather than a thing; a nominative rather than the same form in another case."""
    worth = float(parse.score) * (2.0 if "Geox" in parse.tag or "Orgn" in parse.tag else 1.0)
    worth *= 0.3 if parse.tag.number == "plur" and not parse.is_known else 1.0
    return worth * (1.0 if parse.tag.case == "nomn" else _OBLIQUE)


def _only_adjective(word: str) -> bool:
    best = _parses(word)[0]
    return best.tag.POS in ("ADJF", "PRTF") and "Geox" not in best.tag


def _adjective(word: str, noun: Any) -> Any | None:
    for parse in _parses(word):
        tag = parse.tag
        if (
            tag.POS in ("ADJF", "PRTF")
            and tag.case == noun.tag.case
            and tag.number == noun.tag.number
            and (tag.number == "plur" or tag.gender == noun.tag.gender)
        ):
            return parse
    return None


def _agreeing(word: str, noun: Any) -> str:
    parse = _adjective(word, noun)
    number = noun.tag.number or "sing"
    gender = (noun.tag.gender,) if number == "sing" and noun.tag.gender else ()
    base = _nominative(parse, number, *gender) if parse else None
    return _like(word, base) if base else word


@lru_cache(maxsize=50_000)
def is_common_noun(word: str) -> bool:
    """Whether the dictionary has `word` as a noun and knows no name that is written like it."""
    nouns = [parse for parse in _parses(word) if parse.tag.POS == "NOUN" and parse.is_known]
    listed = word.lower().replace("ё", "е") in names_listed(GIVEN)
    named = any(part in parse.tag for parse in nouns for part in (*_PERSONAL, "Geox", "Abbr"))
    return bool(nouns) and not listed and not named


def _is_fixed(word: str) -> bool:
    return len(word) > 1 and word.isupper()


# ---------------------------------------------------------------- words


def _like(printed: str, word: str) -> str:
    """`word` with the capitals of `printed`, and ё only where it is printed."""
    if "ё" not in printed.lower() and "е" in printed.lower():
        word = word.replace("ё", "е")
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    parts = word.split("-")
    models = printed.split("-")
    if len(parts) != len(models):
        models = [printed] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, models, strict=True)
    )


@lru_cache(maxsize=50_000)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(_morph().parse(word))


@cache
def _morph() -> Any:
    # 0.2 s to load, and not needed for an archive of which every name is on file
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(lang="ru")
