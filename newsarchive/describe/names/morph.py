"""What pymorphy3 says of a Russian word; loaded only when the first name needs it."""

import re
from functools import lru_cache
from typing import Any

from newsarchive import morphology
from newsarchive.describe.names.natasha_files import GIVEN, names_listed

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct", "gen2", "loc2")
PERSONAL = ("Name", "Surn", "Patr")
CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
LIKELY = 0.15  # share of a reading that is no oddity: «рад» is hardly ever of «рада»
OBLIQUE = 0.7  # what a parse in another case than the nominative is worth beside one in it


def nominative(parse: Any, *grammemes: str) -> str | None:
    if "Fixd" in parse.tag or parse.tag.case == "nomn":
        return str(parse.word)
    if "Supr" in parse.tag:  # pymorphy3 would make «высочайший» of «высшего»
        stem = str(parse.word).rpartition("ш")[0]
        return stem + {"femn": "шая", "neut": "шее"}.get(grammemes[-1], "ший")
    wanted = {"nomn", *grammemes}
    inflected = parse.inflect(wanted) or parse.inflect({"nomn", grammemes[0]})
    return str(inflected.word) if inflected else None


@lru_cache(maxsize=50_000)
def is_common_noun(word: str) -> bool:
    """Whether the dictionary has `word` as a noun and knows no name that is written like it."""
    nouns = [parse for parse in parses(word) if parse.tag.POS == "NOUN" and parse.is_known]
    listed = word.lower().replace("ё", "е") in names_listed(GIVEN)
    named = any(part in parse.tag for parse in nouns for part in (*PERSONAL, "Geox", "Abbr"))
    return bool(nouns) and not listed and not named


def like(printed: str, word: str) -> str:
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
def parses(word: str) -> tuple[Any, ...]:
    return tuple(morphology.analyzer().parse(word))


@lru_cache(maxsize=20_000)
def genitive_parts(word: str) -> frozenset[str]:
    """What parts of speech the word may well be in the genitive."""
    likely = (one for one in parses(word) if one.score >= LIKELY)
    return frozenset(str(one.tag.POS) for one in likely if one.tag.case == "gent")
