"""The forms a name takes in running text: inflected by the language's own table of endings.

Knows nothing of the entity behind a name. A language without `declension.toml` has one form a
name; one with `case_endings.txt` adds those endings to it.
"""

from functools import cache
from itertools import chain, product
from typing import Literal

from newsarchive import languages

Cells = tuple[tuple[str, ...], ...]  # for each case all alternatives
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
    before = [_cells(word, lang, "given") for word in given]
    for table in _GENDERS:
        for case, tails in enumerate(_cells(surname, lang, table)):
            heads = list(product(*(cells[case] for cells in before)))
            heads.append(tuple(given))
            found += [" ".join((*head, tail)) for head in heads for tail in tails]
    return _distinct(found + _suffixed(name, lang))


def surname_forms(surname: str, lang: str) -> tuple[str, ...]:
    """A bare surname in all cases, of a man or a woman as its ending allows."""
    found = [surname]
    for table in _GENDERS:
        found += chain.from_iterable(_cells(surname, lang, table))
    return _distinct(found + _suffixed(surname, lang))


def phrase_forms(name: str, lang: str) -> tuple[str, ...]:
    """The name of a place or an organisation in all cases.

    Adjectives at its beginning and the noun they belong to are declined; what follows stays.
    """
    parts = name.split()
    head = _head(parts, lang)
    found = [name]
    declined = [_cells(word, lang, "adjective") for word in parts[:head]]
    declined.append(_cells(parts[head], lang, "noun"))
    for cells in zip(*declined, strict=True):
        found += [" ".join((*words, *parts[head + 1 :])) for words in product(*cells)]
    return _distinct(found + _suffixed(name, lang))


def _head(parts: list[str], lang: str) -> int:
    """Which word is the noun: the first that has no adjective's ending, at the latest the last."""
    adjectives = tuple(languages.table(lang, "declension").get("adjective", ()))
    for number, word in enumerate(parts[:-1]):
        if not adjectives or not word.endswith(adjectives):
            return number
    return len(parts) - 1


def _cells(word: str, lang: str, table: str) -> Cells:
    """`word` in each case, with all alternatives; itself where nothing in the table fits."""
    rules = _rules(lang, table)
    if not word.isupper() and rules and word[-1:].isalpha():
        small = word.lower()
        for ending, cells in rules:
            if small.endswith(ending) and len(word) > len(ending):
                stem = word[: len(word) - len(ending)]
                return tuple(tuple(stem + cell for cell in row) for row in cells)
    return ((word,),) * CASES


@cache
def _rules(lang: str, table: str) -> tuple[tuple[str, Cells], ...]:
    """(ending to take off, endings to put on a case), longest first."""
    rules: list[tuple[str, Cells]] = []
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
