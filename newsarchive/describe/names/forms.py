"""The forms a name takes in running text: inflected by the language's own table of endings.

Knows nothing of the entity behind a name. A language without `declension.toml` has one form a
name; one with `case_endings.txt` adds those endings to it.
"""

from functools import cache
from itertools import product
from typing import Literal

from newsarchive import languages

Role = Literal["given", "surname", "noun"]

CASES = 5  # genitive, dative, accusative, instrumental, prepositional
_GENDERS = ("surname-m", "surname-f")


def person_forms(name: str, lang: str) -> tuple[str, ...]:
    """`name` ("Given Surname") as it may stand in a text, itself first.

    The given name may stay undeclined beside a declined surname, as the press prints at times.
    """
    *given, surname = name.split()
    if not given:
        return surname_forms(surname, lang)
    found = [name]
    for table in _GENDERS:
        for case in range(CASES):
            heads = list(product(*(_cell(word, lang, "given", case) for word in given)))
            heads.append(tuple(given))
            tails = _cell(surname, lang, table, case)
            found += [" ".join((*head, tail)) for head in heads for tail in tails]
    return _distinct(found + _suffixed(name, lang))


def surname_forms(surname: str, lang: str) -> tuple[str, ...]:
    """A bare surname in all cases, of a man or a woman as its ending allows."""
    found = [surname]
    for table in _GENDERS:
        for case in range(CASES):
            found += _cell(surname, lang, table, case)
    return _distinct(found + _suffixed(surname, lang))


def phrase_forms(name: str, lang: str) -> tuple[str, ...]:
    """The name of a place or an organisation in all cases.

    Adjectives at its beginning and the noun they belong to are declined; what follows stays.
    """
    parts = name.split()
    head = _head(parts, lang)
    found = [name]
    for case in range(CASES):
        cells = [_cell(word, lang, "adjective", case) for word in parts[:head]]
        cells.append(_cell(parts[head], lang, "noun", case))
        found += [" ".join((*words, *parts[head + 1 :])) for words in product(*cells)]
    return _distinct(found + _suffixed(name, lang))


def _head(parts: list[str], lang: str) -> int:
    """Which word is the noun: the first that has no adjective's ending, at the latest the last."""
    adjectives = tuple(languages.table(lang, "declension").get("adjective", ()))
    for number, word in enumerate(parts[:-1]):
        if not adjectives or not word.endswith(adjectives):
            return number
    return len(parts) - 1


def _cell(word: str, lang: str, table: str, case: int) -> tuple[str, ...]:
    """`word` in one case, with all alternatives; itself where nothing in the table fits."""
    rules = _rules(lang, table)
    if word.isupper() or not rules or not word[-1:].isalpha():
        return (word,)
    for ending, cells in rules:
        if word.lower().endswith(ending) and len(word) > len(ending):
            return tuple(word[: len(word) - len(ending)] + cell for cell in cells[case])
    return (word,)


@cache
def _rules(lang: str, table: str) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """(ending to take off, endings to put on a case), longest first."""
    rules: list[tuple[str, tuple[tuple[str, ...], ...]]] = []
    for ending, row in languages.table(lang, "declension").get(table, {}).items():
        cells = tuple(tuple("" if c == "-" else c for c in x.split("/")) for x in row.split())
        if ending.startswith("*"):
            kept = (
                tuple(tuple(letter + c for c in cell) for cell in cells) for letter in ending[1:]
            )
            rules += zip(ending[1:], kept, strict=True)
        else:
            rules.append((ending, cells))
    return tuple(sorted(rules, key=lambda rule: (-len(rule[0]), rule[0])))


def _suffixed(name: str, lang: str) -> list[str]:
    return [name + ending for ending in languages.entries(lang, "case_endings")]


def _distinct(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))
