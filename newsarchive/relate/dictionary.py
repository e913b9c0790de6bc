"""The form of a word that a dictionary lists it by, for showing it; nothing is compared by it.

Which languages have a dictionary stands in their data; without one a word stays as printed.
"""

from functools import cache, lru_cache
from typing import Any

from newsarchive import languages


@lru_cache(maxsize=1 << 14)
def headword(word: str, lang: str) -> str:
    """`word` as a dictionary lists it, with the capitals that it is printed with."""
    if not has_dictionary(lang) or not word[1:].islower():
        return word
    found = str(_morph().parse(word)[0].normal_form)
    if "ё" in found and "ё" not in word.lower():
        found = found.replace("ё", "е")
    return found[:1].upper() + found[1:] if word[0].isupper() else found


def has_dictionary(lang: str) -> bool:
    """Whether words of `lang` can be brought to one form."""
    return languages.table(lang, "name_words").get("base") == "pymorphy"


@cache
def _morph() -> Any:
    # 0.2 s to load, and not needed where no article has a new neighbour
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(lang="ru")
