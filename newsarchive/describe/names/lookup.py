"""The matcher for one language's texts, made of everything on file. Remembers what it made."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsarchive.describe.authority import Authority
from newsarchive.describe.names.countries import country_names
from newsarchive.describe.names.entry import Entry, Said
from newsarchive.describe.names.fold import folded
from newsarchive.describe.names.forms import person_forms, phrase_forms, surname_forms
from newsarchive.describe.names.matcher import Form, Matcher


@lru_cache(maxsize=16)
def matcher(authority: Authority, lang: str) -> Matcher:
    """Finds every name on file that may stand in a text in `lang`.

    These are the forms in `lang` itself (English ones for what has none), those of no language,
    and those in another script, which cannot be mistaken for a word of this one.
    """
    written = {
        folded(form): entry.entity.id
        for entry in authority.entries.values()
        if entry.entity.rule == "authority"
        for _, form in entry.forms
    }
    forms = [form for entry in authority.entries.values() for form in _forms(entry, lang)]
    for key, name in country_names(lang):
        forms += [Form(form, key) for form in phrase_forms(name, lang)]
    # what an editor gave to one thing is not another's, whatever is built in
    return Matcher((f for f in forms if written.get(folded(f.text), f.entity) == f.entity), lang)


def _forms(entry: Entry, lang: str) -> Iterator[Form]:
    inflect = person_forms if entry.entity.kind == "person" else phrase_forms
    for said_in, name in _usable(entry.forms, lang):
        for form in inflect(name, lang if said_in == "und" else said_in):
            yield Form(form, entry.entity.id)
    for said_in, surname in _usable(entry.surnames, lang):
        for form in surname_forms(surname, said_in):
            yield Form(form, entry.entity.id, bare=True)


def _usable(said: Said, lang: str) -> Iterable[tuple[str, str]]:
    own = lang if any(one == lang for one, _ in said) else "en"
    script = _script(next((form for one, form in said if one == own), ""))
    return [(one, form) for one, form in said if one in (own, "und") or _script(form) != script]


def _script(form: str) -> str:
    letter = next((letter for letter in form if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
