"""Names in a translation: whether the original's are there, and in their preferred form.

Compares what is on file; who is meant in the original was settled in tag.py. Nothing is looked up
that the authority does not hold.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii
from rapidfuzz import fuzz

from newsarchive import languages
from newsarchive.describe.authority import Authority
from newsarchive.describe.memory import primary
from newsarchive.describe.names.keys import word_key
from newsarchive.describe.names.lookup import matcher
from newsarchive.model import Entity, EntityId, Finding, Kind

PREFERRED = "name in its preferred form"  # a note of what was changed, not a doubt

_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]{2,})*")
_ACRONYM = re.compile(r"(?<!\w)[^\W\d_]*[^\W\d_a-zа-яё]{2}(?!\w)")  # ends in two capitals
_PART = re.compile(r"[^\W\d_]{3,}")  # of a compound, too
_SAME_SURNAME = 80  # of 100, rapidfuzz's ratio: Pashinian and Pashinyan have 89
_SAME_SOUND = 65  # a word of the original, in Latin letters, and a name in the translation
# Ratio of two keys of word_key, for a name that has one on file in the original's language, or none
_LIKE_KNOWN, _LIKE_UNKNOWN = 80, 65
_TOO_SHORT = 3  # letters of such a key: anything may begin so
_SAME_GIVEN = 60  # Ilkham and Ilham; the surname beside it must be the same as well
_SHORTEST = 5  # letters; shorter surnames are too easily somebody else's


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a sentence, and whose name it may be."""

    printed: str
    may_be: frozenset[EntityId]
    kind: Kind


def compare(
    source: str, target: str, languages: tuple[str, str], authority: Authority
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(names of `source` that `target` lacks, names in `target` that nothing in `source` explains).

    A country may well turn into "there" or an adjective, NATO into "the alliance", so only people
    are lacking anyway; the rest where the translation names another that the original does not.
    What no file can name in the original's language may stand in the original all the same.
    """
    own = _named(source, languages[0], authority)
    other = _named(target, languages[1], authority)
    unnamed = _without(source, own)
    added = [
        name
        for name in other
        if not _among(name, own, authority)
        and not _explained(name, source, languages[0], authority)
        and not _heard(name, unnamed, target, languages[0], authority)
    ]
    kinds = {name.kind for name in added}
    lost = [
        name.printed
        for name in own
        if not _among(name, other, authority)
        and not _sounds(name.printed, target)
        and (name.kind == "person" or name.kind in kinds)
    ]
    return tuple(lost), tuple(name.printed for name in added)


def _explained(name: Named, source: str, lang: str, authority: Authority) -> bool:
    """Whether a word of the original holds the beginning of the name: всероссийский and Russia."""
    entities = [authority.entity(key) for key in sorted(name.may_be)]
    forms = [f for one in entities for own, f in _forms(one) if own in (primary(lang), "und")]
    peoples = [people for one in entities for people in _peoples(one, primary(lang))]
    beginnings = {word[:4] for form in (*forms, *peoples) for word in _PART.findall(form.lower())}
    words = _PART.findall(source.lower())
    return _sounds(name.printed, source) or any(
        word.startswith(one[:3]) if len(one) < 4 else one in word
        for word in words
        for one in beginnings
    )


def _without(sentence: str, names: Sequence[Named]) -> str:
    """`sentence` without the words that are known to name something."""
    for name in names:
        sentence = sentence.replace(name.printed, " ")
    return sentence


def _heard(name: Named, unnamed: str, target: str, lang: str, authority: Authority) -> bool:
    """Whether a word that names nothing on file may be the name by its sound."""
    own = (primary(lang), "und")
    known = any(said in own for key in name.may_be for said, _ in _forms(authority.entity(key)))
    bound = _LIKE_KNOWN if known else _LIKE_UNKNOWN
    return _resembles(name.printed, unnamed, bound) or _abbreviated(name.printed, unnamed, target)


def _sounds(name: str, sentence: str) -> bool:
    """Whether a word of `sentence`, read in Latin letters, is much like `name`."""
    heard = anyascii(name).lower()
    words = _NAME_WORD.findall(sentence)
    return name in sentence or any(
        fuzz.ratio(anyascii(word).lower(), heard) >= _SAME_SOUND for word in words
    )


def _forms(entity: Entity) -> tuple[tuple[str, str], ...]:
    return (*entity.names, *entity.variants)


def _peoples(entity: Entity, lang: str) -> Sequence[str]:
    """What a country's people and things are called: немецкий of Germany."""
    codes = [value for scheme, value, _ in entity.identifiers if scheme == "ISO 3166-1"]
    return [people for code in codes for people in _demonyms(lang).get(code, ())]


@cache
def _demonyms(lang: str) -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in languages.entries(lang, "demonyms"))
    return {code: tuple(words) for code, *words in lines}


def _resembles(name: str, sentence: str, bound: int) -> bool:
    """Whether a word of `sentence` may begin with a word of `name`, going by the sound."""
    parts = [key for key in map(word_key, _NAME_WORD.findall(name)) if len(key) > _TOO_SHORT]
    return any(
        fuzz.ratio(word_key(word)[: len(part) + 1], part)
        >= (bound if word[0].isupper() else _LIKE_KNOWN)
        for word in _NAME_WORD.findall(sentence)
        for part in parts
    )


def _abbreviated(name: str, sentence: str, target: str) -> bool:
    """Whether an acronym in `sentence` may hold the name: МГУ is Moscow State University."""
    return re.search(rf"{re.escape(name)}\s[^\W\d_a-z]", target) is not None and any(
        word_key(found[0][0]) == word_key(name[0]) for found in _ACRONYM.finditer(sentence)
    )


def _named(sentence: str, lang: str, authority: Authority) -> list[Named]:
    found = []
    for hit in matcher(authority, primary(lang)).find(sentence):
        may_be = frozenset(hit.full) | frozenset(hit.bare)
        kind = authority.entity(min(may_be)).kind
        found.append(Named(sentence[hit.start : hit.end], may_be, kind))
    return found


def _among(name: Named, others: Sequence[Named], authority: Authority) -> bool:
    """Whether one of `others` is the same thing, or a place that lies in the other."""
    wide = _widened(name, authority)
    return any(name.may_be & _widened(other, authority) or wide & other.may_be for other in others)


def _widened(name: Named, authority: Authority) -> frozenset[EntityId]:
    broader = (authority.entity(key).broader for key in name.may_be)
    return name.may_be | {key for key in broader if key}


# ---------------------------------------------------------------- preferred forms


def prefer(target: str, named: Sequence[Entity], lang: str) -> tuple[str, tuple[Finding, ...]]:
    """`target` with the people and things of `named` spelt as preferred, and what was changed.

    Left alone in languages that decline names: a preferred form would stand in the wrong case.
    """
    if languages.table(primary(lang), "declension"):
        return target, ()
    changes: list[tuple[str, str]] = []
    for entity in named:
        for printed, preferred in _respelt(target, entity, lang):
            target = re.sub(rf"(?<!\w){re.escape(printed)}(?!\w)", preferred, target)
            changes.append((printed, preferred))
    return target, tuple(Finding(PREFERRED, f"{old} -> {new}") for old, new in changes)


def _respelt(target: str, entity: Entity, lang: str) -> Iterator[tuple[str, str]]:
    """Other spellings of the entity's name in `target`, each with the preferred one."""
    preferred = entity.name(primary(lang))
    if entity.kind == "person":
        yield from _respelt_person(target, preferred.split())
    elif entity.kind == "place":
        for own, form in entity.variants:
            same = own in (primary(lang), "und") and fuzz.ratio(form, preferred) >= _SAME_SURNAME
            if same and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", target):
                yield form, preferred


def _respelt_person(target: str, preferred: Sequence[str]) -> Iterator[tuple[str, str]]:
    surname = preferred[-1]
    words = list(_NAME_WORD.finditer(target))
    for before, found in zip([None, *words], words, strict=False):
        word = found[0]
        if word != surname and not _same(word, surname, _SAME_SURNAME):
            continue
        if word != surname:
            yield word, surname
        if before and len(preferred) == 2 and _adjacent(target, before, found):
            given = before[0]
            if given != preferred[0] and _same(given, preferred[0], _SAME_GIVEN):
                yield given, preferred[0]


def _same(word: str, name: str, bound: int) -> bool:
    """Whether two words are spellings of one name; a plural or a shorter word is not."""
    long_enough = min(len(word), len(name)) >= (_SHORTEST if bound == _SAME_SURNAME else 3)
    return (
        long_enough and word[0].isupper() and word != f"{name}s" and fuzz.ratio(word, name) >= bound
    )


def _adjacent(target: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return target[left.end() : right.start()] == " "
