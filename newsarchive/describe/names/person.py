"""What stands before a surname: a given name, initials, or a title that is neither."""

import re
from functools import cache

from anyascii import anyascii

from newsarchive import languages
from newsarchive.model import Entity
from newsarchive.text import stem, stop_words

NEAR = 100  # characters before a surname that are looked at, however long the paragraph

_BEFORE = re.compile(r"(?:^|[\s(«\"“„'—–-])([^\W\d_][\w'’-]*[^\W_])[ \u00a0]$")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0]?(?:-[^\W\d_]\.[ \u00a0]?)?){1,3}$")
_OPENS = re.compile(r"(?:^|[.!?…:]['\"»”]*\s+)[«\"“„'—–-]*\s*$")


def given_name_before(text: str, start: int, lang: str) -> bool:
    """Whether the surname at `start` follows somebody's given name: "Vagif Aliyev".

    A capital at the beginning of a sentence proves nothing.
    """
    near = text[max(0, start - NEAR) : start]
    before = _BEFORE.search(near)
    if not before:
        return False
    word = before.group(1)
    if not word[0].isupper() or word.isupper() or _OPENS.search(near[: before.start(1)]):
        return False
    return word.lower() not in stop_words(lang) and stem(word, lang) not in _titles(lang)


def initials_before(text: str, start: int) -> int:
    """Where the initials that belong to the surname at `start` begin; `start` without any."""
    near = text[max(0, start - NEAR) : start]
    found = _INITIALS.search(near)
    if not found or not found.group()[0].isupper():
        return start
    return start - len(near) + found.start()


def initials_fit(initials: str, entity: Entity) -> bool:
    """Whether the first initial may be that of the entity's given name, in any script.

    Somebody known by a surname only may have any.
    """
    given = [name for _, name in entity.names if " " in name]
    letter = _latin(initials[0])
    return not given or any(_latin(name[0]) == letter for name in given)


def _latin(letter: str) -> str:
    return str(anyascii(letter))[:1].upper()


@cache
def _titles(lang: str) -> frozenset[str]:
    return frozenset(
        stem(word, lang) for line in languages.entries(lang, "titles") for word in line.split()
    )
