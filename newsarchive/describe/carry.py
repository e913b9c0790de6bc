"""Which descriptions hold though the authority files were edited: those of articles in which
nothing that changed can be named. A correction then costs the articles it is about, not all.

In doubt an article is described anew: the result is always that of describing all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from newsarchive.cache import Cache
from newsarchive.describe.authority import Authority
from newsarchive.describe.names.entry import Entry
from newsarchive.describe.names.keys import name_key
from newsarchive.describe.names.lookup import forms
from newsarchive.describe.names.matcher import Form, Matcher, tabled
from newsarchive.model import Article, Entity, EntityId

_DIGEST = "described with"  # shelves of the cache
_WHOLE = "described with: entries"


@dataclass(frozen=True, slots=True)
class _Kept:
    """The authority that the last build described with."""

    entries: tuple[Entry, ...]
    moved: tuple[tuple[EntityId, EntityId], ...]


def keep(cache: Cache, authority: Authority) -> None:
    """Let the next build know what this one described with."""
    if _digest(cache) != authority.digest:
        known = _Kept(tuple(authority.entries.values()), tuple(sorted(authority.moved.items())))
        cache.keep(_WHOLE, {_WHOLE: msgspec.msgpack.encode(known)})
        cache.keep(_DIGEST, {_DIGEST: authority.digest.encode()})


def change(cache: Cache, authority: Authority) -> "Change | None":
    """What is otherwise than at the last build; None when that is nothing or not known."""
    digest = _digest(cache)
    if digest in ("", authority.digest):
        return None
    try:
        known = msgspec.msgpack.decode(cache.kept(_WHOLE).get(_WHOLE, b""), type=_Kept)
    except msgspec.DecodeError:
        return None  # none, damaged or of an older shape
    return Change(digest, known, authority)


class Change:
    """The entries that differ between two authorities, in both forms, and what may name them."""

    def __init__(self, digest: str, before: _Kept, now: Authority) -> None:
        self.digest = digest  # of the authority before
        old = {entry.entity.id: entry for entry in before.entries}
        self._keys = {key for key in old.keys() | now.entries if _differ(old, now.entries, key)}
        both = (entries.get(key) for key in sorted(self._keys) for entries in (old, now.entries))
        self._entries = [entry for entry in both if entry]
        self._keys |= {key for pair in set(before.moved) ^ set(now.moved.items()) for key in pair}
        people = [one.entity for one in self._entries if one.entity.kind == "person"]
        self._sounds = {sound for one in people for sound in _sounds(one)}
        self._matchers: dict[str, Matcher] = {}

    def touches(self, article: Article, entities: tuple[Entity, ...]) -> bool:
        """Whether the article's description may be another now. `entities`: those it named."""
        return (
            any(entry.blocked or entry.terms for entry in self._entries)  # found, and not shown
            or bool(article.editorial.not_tags)  # the same
            or any(one.id in self._keys for one in entities)
            or any(not self._sounds.isdisjoint(_sounds(one)) for one in entities)
            or self._is_named_in(article)
        )

    def _is_named_in(self, article: Article) -> bool:
        lang = article.language
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(tabled(self._forms(lang)), lang)
        find = self._matchers[lang].find
        title = article.title.text if article.title else ""
        return any(find(text) for text in (title, *(one.text for one in article.paragraphs)))

    def _forms(self, lang: str) -> Iterator[Form]:
        """As a text in `lang` may have them; and as written, in any case and any language, since
        a written form is nobody else's.
        """
        for entry in self._entries:
            yield from forms(entry, lang)
            for _, form in (*entry.forms, *entry.surnames):
                yield Form(form.lower(), entry.entity.id)


def _digest(cache: Cache) -> str:
    return cache.kept(_DIGEST).get(_DIGEST, b"").decode()


def _differ(old: dict[EntityId, Entry], now: Mapping[EntityId, Entry], key: EntityId) -> bool:
    """Where an entry stands is no difference: a line more moves all below it."""
    a, b = old.get(key), now.get(key)
    return a != b and (a is None or b is None or replace(a, place=b.place) != b)


def _sounds(entity: Entity) -> set[str]:
    """What people of any spelling of a name share."""
    if entity.kind != "person":
        return set()
    return {name_key(form) for _, form in (*entity.names, *entity.variants)}
