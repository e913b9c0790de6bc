"""The form of a word that a dictionary lists it by, for showing it; nothing is compared by it.

Which languages have a dictionary stands in their data; without one a word stays as printed.
"""

from functools import lru_cache

from newsarchive import languages, morphology


@lru_cache(maxsize=1 << 14)
def headword(word: str, lang: str) -> str:
    """`word` as a dictionary lists it, with the capitals that it is printed with."""
    if not has_dictionary(lang) or not word[1:].islower():
        return word
    found = str(morphology.analyzer().parse(word)[0].normal_form)
    if "ё" in found and "ё" not in word.lower():
        found = found.replace("ё", "е")
    return found[:1].upper() + found[1:] if word[0].isupper() else found


def has_dictionary(lang: str) -> bool:
    """Whether words of `lang` can be brought to one form."""
    return languages.table(lang, "name_words").get("base") == "pymorphy"
