"""Whom a bare surname means: only somebody whom this same article gives evidence for.

That the name is on file, or stands in another article, is no evidence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.describe.names.entry import Entry
from newsarchive.describe.phrases import Phrases, Stemmed, by_language
from newsarchive.model import EntityId


@dataclass(frozen=True, slots=True)
class Context:
    """What one article holds that a surname may rest on."""

    language: str
    texts: tuple[Stemmed, ...]
    named: Mapping[EntityId, str]  # named in full, and how that is first printed
    bare: Mapping[EntityId, str]  # whose surname stands alone, and how it is first printed
    contested: frozenset[EntityId]  # somebody else of that surname is named in the article


@dataclass(frozen=True, slots=True)
class Ground:
    """Whom a bare surname means, by which rule, and the words that show it."""

    entity: EntityId
    rule: str
    evidence: str


Rule = Callable[[Entry, Context], str | None]


def ground(candidates: Sequence[Entry], context: Context) -> Ground | None:
    """The one candidate that the strongest rule supports; None when it supports two, or none does.

    Where somebody else of that surname is named in full, only a full name counts, and not both.
    """
    for name, rule in RULES:
        supported = [(one, why) for one in candidates if (why := rule(one, context)) is not None]
        if len(supported) > 1:
            return None
        if supported:
            entry, why = supported[0]
            contested = entry.entity.id in context.contested
            return None if contested else Ground(entry.entity.id, name, why)
    return None


def full_name(entry: Entry, context: Context) -> str | None:
    """The article names this person in full."""
    return context.named.get(entry.entity.id)


def office(entry: Entry, context: Context) -> str | None:
    """The article speaks of the holder of this person's office."""
    phrases = _phrases(entry.office, context.language)
    for text in context.texts:
        for _, printed in phrases.find(text):
            return f"“{printed}” in this article"
    return None


def country(entry: Entry, context: Context) -> str | None:
    """The article names this person's country."""
    named = [context.named[key] for key in entry.country if key in context.named]
    return f"“{named[0]}” in this article" if named else None


def beside(entry: Entry, context: Context) -> str | None:
    """The article names people beside whom this one is known."""
    known = {**context.bare, **context.named}
    others = [known[key] for key in entry.beside if key in known]
    return f"named with {', '.join(others)}" if others else None


def alone(entry: Entry, _: Context) -> str | None:
    """The editor decided that the surname is enough."""
    return "the editor's decision: hardly anyone else bears this name" if entry.alone else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("surname of a full name in this article", full_name),
    ("surname and office", office),
    ("surname and country", country),
    ("surname beside others", beside),
    ("surname alone", alone),
)


@lru_cache(maxsize=4096)
def _phrases(said: tuple[tuple[str, str], ...], lang: str) -> Phrases[None]:
    words = by_language(said)
    return Phrases(((phrase, None) for phrase in words.get(lang, words.get("en", ()))), lang)
