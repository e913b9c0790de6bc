"""Which translations are as they were: an article's are read again only where the memory says
something else of one of its sentences. What a translation is, translate.py decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from newsarchive import cards
from newsarchive.cache import Cache
from newsarchive.cards import Filed
from newsarchive.describe.authority import Authority
from newsarchive.describe.contents import key
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Memory, primary
from newsarchive.describe.translate import Described, request, translations, units
from newsarchive.filing import Stage, file_each
from newsarchive.model import Heading, Naming, Telling, Translation

Told = Filed[tuple[Translation, ...], Telling]


@dataclass(frozen=True, slots=True)
class Desk:
    """All articles that are to be had in the readers' languages."""

    headings: Sequence[Heading]
    namings: Sequence[Naming]  # of the same
    described: Callable[[int], Described]  # reads one of them
    languages: Sequence[str]  # of the readers
    memory: Memory
    version: str  # of the code that what is remembered depends on


def told(desk: Desk, *, engine: Engine | None, authority: Authority | None, cache: Cache) -> Told:
    """The translations of each article. With `engine` it is first asked for what is missing."""
    if engine is None and not desk.memory:
        return _untold(desk)
    found = _filed(desk, cache)
    waiting = [place for place, one in enumerate(found.glances) if not one.complete]
    if engine is None or not waiting:
        return found
    asked = [desk.described(place) for place in waiting]
    request(asked, desk.languages, memory=desk.memory, engine=engine, authority=authority)
    return _filed(desk, cache)


def _untold(desk: Desk) -> Told:
    """Where nothing can be translated, nothing needs to be read."""
    blank: dict[str, Telling] = {}
    for lang in sorted({one.language for one in desk.headings}):
        wanted = _targets(lang, desk.languages)
        blank[lang] = Telling(cards.digest(wanted), (), (), complete=not wanted)
    return Filed(
        [blank[one.language] for one in desk.headings], lambda place: _made(desk, [place])[0]
    )


def _made(desk: Desk, places: Sequence[int]) -> list[tuple[Translation, ...]]:
    described = [desk.described(place) for place in places]
    return translations(described, desk.languages, memory=desk.memory)


def _filed(desk: Desk, cache: Cache) -> Told:
    each = zip(desk.headings, desk.namings, _said(desk, cache), strict=True)
    kind = tuple[Translation, ...]
    return file_each(
        cache,
        Stage("translate", desk.version, kind, cards.telling, Telling, desk.languages),
        range(len(desk.headings)),
        inputs=[one.digest + names.digest + said for one, names, said in each],
        compute=lambda places: _made(desk, places),
    )


def _said(desk: Desk, cache: Cache) -> list[bytes]:
    """For each article a digest of what the memory says of its sentences."""
    keys = _keys(desk, cache)
    every = np.frombuffer(b"".join(keys), np.uint64)
    ends = list(accumulate(map(len, keys)))
    sources = [primary(one.language) for one in desk.headings]
    tables = {
        source: [
            desk.memory.parts(every, source, target).tobytes()
            for target in _targets(source, desk.languages)
        ]
        for source in sorted(set(sources))
    }
    spans = zip(sources, [0, *ends], ends, strict=False)
    return [
        cards.hashed(*[table[start:end] for table in tables[source]])
        for source, start, end in spans
    ]


def _keys(desk: Desk, cache: Cache) -> Sequence[bytes]:
    """The numbers under which each sentence of each article is found in the memory."""

    def made(places: Sequence[int]) -> list[bytes]:
        described = (desk.described(place) for place in places)
        texts = (units(one.article, one.sentences) for one in described)
        return [np.array([key(text) for text in one], np.uint64).tobytes() for one in texts]

    found = file_each(
        cache,
        Stage("sentence keys", desk.version, bytes, _itself, bytes),
        range(len(desk.headings)),
        inputs=[
            one.digest + names.digest
            for one, names in zip(desk.headings, desk.namings, strict=True)
        ],
        compute=made,
    )
    return found.glances


def _itself(keys: bytes) -> bytes:
    return keys  # all of it is always needed


def _targets(source: str, languages: Sequence[str]) -> list[str]:
    return [lang for lang in languages if primary(lang) != primary(source)]
