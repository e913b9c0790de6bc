"""The countries of the world, from Babel's CLDR data: built in, in every language it has."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from slugify import slugify

from newsarchive import languages
from newsarchive.describe.names.entry import Entry
from newsarchive.model import Entity, EntityId

# Not places a text names as such: unions, test regions, outlying oceania, unknown.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_CODE = re.compile(r"[A-Z]{2}")
_IN_BRACKETS = re.compile(r"(.+?) ?[(（](.+)[)）]")


@cache
def countries() -> tuple[Entry, ...]:
    """An entry a territory, by code; named in the languages that have a folder."""
    langs = sorted({*languages.known(), "en"})
    return tuple(_entry(code, langs) for code in sorted(_territories("en")))


@cache
def country_names(lang: str) -> tuple[tuple[EntityId, str], ...]:
    """All forms CLDR and our own list have in `lang`, with whose they are; sorted."""
    return tuple(sorted((_id(code), f) for code in _territories("en") for f in _forms(lang, code)))


def _entry(code: str, langs: list[str]) -> Entry:
    forms = {lang: _forms(lang, code) for lang in langs}
    entity = Entity(
        id=_id(code),
        kind="place",
        names=tuple((lang, found[0]) for lang, found in forms.items() if found),
        variants=tuple((lang, form) for lang, found in forms.items() for form in found[1:]),
        identifiers=(("ISO 3166-1", code, "CLDR"),),
        rule="CLDR",
    )
    return Entry(entity, place=f"CLDR {code}", forms=(*entity.names, *entity.variants))


def _id(code: str) -> EntityId:
    return EntityId("places/" + slugify(_forms("en", code)[0]))


@cache
def _forms(lang: str, code: str) -> tuple[str, ...]:
    """The preferred name, then the others, sorted. Our list may know a better one than CLDR."""
    own = languages.table(lang, "countries")
    known = _parts(_territories(lang).get(code, ""))
    first = [own.get("preferred", {}).get(code) or (known[0] if known else "")]
    rest = sorted({*known, *own.get(code, [])} - set(first))
    return tuple(form for form in first + rest if form)


def _parts(name: str) -> tuple[str, ...]:
    """`Myanmar (Burma)` is two names; `Гонконг (САР)` is one, САР being what it is."""
    both = _IN_BRACKETS.fullmatch(name)
    if not both:
        return (name,) if name else ()
    return tuple(part for part in both.groups() if not part.isupper())


@cache
def _territories(lang: str) -> dict[str, str]:
    try:
        names = Locale.parse(lang, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        code: name
        for code, name in names.items()
        if _CODE.fullmatch(code) and code not in _NOT_COUNTRIES
    }
