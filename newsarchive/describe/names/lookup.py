"""The matcher for one language's texts, made of everything on file. Remembers what it made."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from newsarchive.cache import Cache
from newsarchive.describe.authority import Authority
from newsarchive.describe.names.countries import country_names
from newsarchive.describe.names.entry import Entry, Said
from newsarchive.describe.names.fold import folded
from newsarchive.describe.names.forms import person_forms, phrase_forms, surname_forms
from newsarchive.describe.names.matcher import Form, Matcher, Table, tabled
from newsarchive.model import EntityId, Kind

SHELF = "names on file"  # of the cache
_AT_ONCE = 16  # matchers held by a process
_NAMES = 1 << 16  # names of which it holds all forms

_matchers: dict[tuple[str, str], Matcher] = {}  # by digest of the authority, and language


@dataclass(frozen=True, slots=True)
class _Kept:
    """All forms of one language, and the authority they were made of."""

    digest: str
    table: Table


def matcher(authority: Authority, lang: str) -> Matcher:
    """Finds every name on file that may stand in a text in `lang`.

    These are the forms in `lang` itself (English ones for what has none), those of no language,
    and those in another script, which cannot be mistaken for a word of this one.
    """
    known = _matchers.get((authority.digest, lang))
    return known or _held(authority, lang, _table(authority, lang))


def take_up(authority: Authority, languages: Iterable[str], cache: Cache) -> None:
    """Have the matchers ready for texts in `languages`: taken from `cache`, or made and kept there.

    Declining ten thousand names takes longer than reading a new article.
    """
    wanted = sorted(lang for lang in set(languages) if (authority.digest, lang) not in _matchers)
    kept = forms_kept(cache) if wanted else {}
    made: dict[str, bytes] = {}
    for lang in wanted:
        if not take_over(authority, lang, kept):
            known = _Kept(authority.digest, _table(authority, lang))
            made[lang] = msgspec.msgpack.encode(known)
            _held(authority, lang, known.table)
    if made:
        cache.keep(SHELF, made)


def forms_kept(cache: Cache) -> Mapping[str, bytes]:
    """What `take_up` left in `cache`, by language: for processes that cannot look there."""
    return cache.kept(SHELF)


def take_over(authority: Authority, lang: str, kept: Mapping[str, bytes]) -> bool:
    """Have the matcher for `lang` ready, if it is not and can be made of what was `kept`."""
    if (authority.digest, lang) in _matchers:
        return True
    known = _read(kept.get(lang, b""))
    if known is None or known.digest != authority.digest:
        return False
    _held(authority, lang, known.table)
    return True


def _held(authority: Authority, lang: str, table: Table) -> Matcher:
    if len(_matchers) >= _AT_ONCE:
        _matchers.clear()
    made = _matchers[authority.digest, lang] = Matcher(table, lang)
    return made


def _read(kept: bytes) -> _Kept | None:
    try:
        return msgspec.msgpack.decode(kept, type=_Kept)
    except msgspec.DecodeError:
        return None  # none, damaged or of an older shape


def _table(authority: Authority, lang: str) -> Table:
    written = {
        folded(form): entry.entity.id
        for entry in authority.entries.values()
        if entry.entity.rule == "authority"
        for _, form in entry.forms
    }
    every = [form for entry in authority.entries.values() for form in forms(entry, lang)]
    for key, name in country_names(lang):
        every += [Form(form, key) for form in phrase_forms(name, lang)]
    table = tabled(every)
    # what an editor gave to one thing is not another's, whatever is built in
    for text in written.keys() & table.keys():
        table[text] = tuple(form for form in table[text] if form.entity == written[text])
    return {text: found for text, found in table.items() if found}


def forms(entry: Entry, lang: str) -> tuple[Form, ...]:
    """All ways in which a text in `lang` may name what an entry is about."""
    return _forms(entry.entity.id, entry.entity.kind, entry.forms, entry.surnames, lang)


@lru_cache(_NAMES)  # of an edited file nearly all entries are as they were
def _forms(
    entity: EntityId, kind: Kind, names: Said, surnames: Said, lang: str
) -> tuple[Form, ...]:
    inflect = person_forms if kind == "person" else phrase_forms
    found = [
        Form(form, entity)
        for said_in, name in _usable(names, lang)
        for form in inflect(name, lang if said_in == "und" else said_in)
    ]
    found += [
        Form(form, entity, bare=True)
        for said_in, surname in _usable(surnames, lang)
        for form in surname_forms(surname, said_in)
    ]
    return tuple(found)


def _usable(said: Said, lang: str) -> Iterable[tuple[str, str]]:
    own = lang if any(one == lang for one, _ in said) else "en"
    script = _script(next((form for one, form in said if one == own), ""))
    return [(one, form) for one, form in said if one in (own, "und") or _script(form) != script]


def _script(form: str) -> str:
    letter = next((letter for letter in form if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
