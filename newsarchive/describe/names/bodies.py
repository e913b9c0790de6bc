"""Bodies known by name alone (the EU, the Kremlin), and what stands in brackets behind one.

A model of a language takes some of them for places and passes over others; which these are is
data: `bodies.txt`, and `nothing` in `name_words.toml`, in `languages/xx`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from newsarchive import languages
from newsarchive.describe.names.forms import phrase_forms
from newsarchive.describe.names.matcher import Form, Matcher, tabled
from newsarchive.describe.names.passage import Name
from newsarchive.model import EntityId

_CLOSING = "»”“\"'"
# "(ФАО)", "(Amnesty International)": how the body before it is called elsewhere
_OTHER_NAME = re.compile(
    r" \(([«\"“„]?)([A-ZА-ЯЁ]{2,}|[A-Z][\w.-]*(?: (?:[a-z]{1,5} )?[A-Z][\w.-]*)*)[»”\"]?\)"
)


def with_bodies(text: str, names: Sequence[Name], span: tuple[int, int], lang: str) -> list[Name]:
    """The names within `span`, those that are listed bodies' as such; what is none left out."""
    start, end = span
    listed = [
        Name(start + hit.start, start + hit.end, "organisation")
        for hit in _matcher(lang).find(text[start:end])
    ]
    found = [
        _as_listed(one, listed) for one in names if text[one.start : one.end] not in _none(lang)
    ]
    found += [one for one in listed if not any(_touch(one, other) for other in found)]
    found += [one for one in _in_brackets(text, found) if not any(_touch(one, o) for o in found)]
    return sorted(found, key=lambda one: one.start)


def _as_listed(one: Name, listed: Iterable[Name]) -> Name:
    same = any((body.start, body.end) == (one.start, one.end) for body in listed)
    return Name(one.start, one.end, "organisation") if same else one


def _in_brackets(text: str, names: Sequence[Name]) -> list[Name]:
    found: list[Name] = []
    for one in names:
        closed = one.end + (text[one.end : one.end + 1] in _CLOSING and one.end < len(text))
        other = _OTHER_NAME.match(text, closed) if one.kind == "organisation" else None
        if other:
            found.append(Name(other.start(2), other.end(2), "organisation"))
    return found


def _touch(one: Name, other: Name) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _none(lang: str) -> frozenset[str]:
    return frozenset(str(languages.table(lang, "name_words").get("nothing", "")).split())


@cache
def _matcher(lang: str) -> Matcher:
    names = languages.entries(lang, "bodies")
    forms = (Form(form, EntityId(name)) for name in names for form in phrase_forms(name, lang))
    return Matcher(tabled(forms), lang)
