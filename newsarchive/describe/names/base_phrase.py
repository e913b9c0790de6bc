"""The base form of a place's or a body's name: adjectives and their noun in the nominative."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from newsarchive.describe.names.morph import CASES, CYRILLIC, OBLIQUE, like, nominative, parses


@lru_cache(maxsize=100_000)
def phrase_base(words: tuple[str, ...]) -> str:
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
        base = nominative(parse, parse.tag.number or "sing")
        before.append(like(words[number], base) if base else words[number])
    return " ".join([*before, *words[len(before) :]])


def _head(words: tuple[str, ...]) -> tuple[int, Any | None] | None:
    """The first noun that only adjectives of its case precede, and how it is to be read.

    An acronym is read in no way, and the adjectives before it by themselves.
    """
    for number, word in enumerate(words):
        if _is_fixed(word):
            return (number, None) if number else None
        if not CYRILLIC.search(word):
            return None
        nouns = [p for p in parses(word) if p.tag.POS == "NOUN" and p.tag.case in CASES]
        fitting = [p for p in nouns if all(_adjective(w, p) for w in words[:number])]
        if fitting and (number or not _only_adjective(word)) and not _goes_on(words[number:]):
            return number, max(fitting, key=_noun_worth)
        if not any(p.tag.POS in ("ADJF", "PRTF") for p in parses(word)):
            return None
    return len(words), None


def _goes_on(words: Sequence[str]) -> bool:
    """Whether the first may be an adjective to what follows: «Главного разведывательного …»."""
    if len(words) < 2 or _is_fixed(words[1]):
        return False
    own = [p.tag for p in parses(words[0]) if p.tag.POS == "ADJF" and "Geox" not in p.tag]
    after = [p.tag for p in parses(words[1]) if p.tag.POS in ("ADJF", "PRTF")]
    return any(_agree(one, other) for one in own for other in after)


def _agree(one: Any, other: Any) -> bool:
    same = (one.case, one.number) == (other.case, other.number)
    return same and (one.number == "plur" or one.gender == other.gender)


def _alone(word: str) -> str:
    """An adjective in the nominative of its own gender and number."""
    for parse in parses(word):
        if parse.tag.POS in ("ADJF", "PRTF"):
            gender = "masc" if parse.tag.gender == "neut" else parse.tag.gender
            own = (parse.tag.number, gender)
            base = nominative(parse, *(part for part in own if part))
            return like(word, base) if base else word
    return word


def _noun_worth(parse: Any) -> float:
    """A place rather than a thing; a nominative rather than the same form in another case."""
    worth = float(parse.score) * (2.0 if "Geox" in parse.tag or "Orgn" in parse.tag else 1.0)
    worth *= 0.3 if parse.tag.number == "plur" and not parse.is_known else 1.0
    return worth * (1.0 if parse.tag.case == "nomn" else OBLIQUE)


def _only_adjective(word: str) -> bool:
    best = parses(word)[0]
    return best.tag.POS in ("ADJF", "PRTF") and "Geox" not in best.tag


def _adjective(word: str, noun: Any) -> Any | None:
    for parse in parses(word):
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
    base = nominative(parse, number, *gender) if parse else None
    return like(word, base) if base else word


def _is_fixed(word: str) -> bool:
    return len(word) > 1 and word.isupper()
