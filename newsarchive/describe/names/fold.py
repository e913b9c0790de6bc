"""Text made comparable without moving a single character: case, ё, look-alike letters.

Everything here keeps the length of what it is given, so that offsets found in the folded text
hold in the printed one.
"""

import re

# where a word changes its script; to ask for the whole word here would take minutes for a long one
_SEAM = re.compile(r"[a-zA-Z][^\Wa-zA-Zа-яёА-ЯЁ]*[а-яёА-ЯЁ]|[а-яёА-ЯЁ][^\Wa-zA-Zа-яёА-ЯЁ]*[a-zA-Z]")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"\b[ABCEHKMOPTX](?=\.\s?[а-яёА-ЯЁ])")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = "aceopxyABCEHKMOPTX"
_LOOKS_LIKE = "асеорхуАВСЕНКМОРТХ"
_TO_CYRILLIC = str.maketrans(_LATIN, _LOOKS_LIKE)
_TO_LATIN = str.maketrans(_LOOKS_LIKE, _LATIN)
# İ is the one letter whose lower case is two characters long
_PLAIN = str.maketrans({"İ": "i", "ё": "е", "Ё": "Е", "’": "'", "ʼ": "'", "\u00a0": " ", "‑": "-"})


def unmasked(text: str) -> str:
    """`text` with letters of the wrong script put right, in mixed words and before surnames.

    A word counts as Cyrillic when at least half its letters are: "Aлиев" begins with a Latin A.
    """
    if not _CYRILLIC.search(text):
        return text
    text = _INITIAL.sub(lambda found: found.group().translate(_TO_CYRILLIC), text)
    if not _SEAM.search(text):
        return text
    return _WORD.sub(lambda found: _one_script(found.group()), text)


def folded(text: str) -> str:
    """`text` in lower case, ё as е, one kind of apostrophe, space and hyphen."""
    plain = text.translate(_PLAIN)
    lower = plain.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


def _one_script(word: str) -> str:
    if not _SEAM.search(word):
        return word
    cyrillic = len(_CYRILLIC.findall(word))
    if cyrillic * 2 >= sum(letter.isalpha() for letter in word):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN)
