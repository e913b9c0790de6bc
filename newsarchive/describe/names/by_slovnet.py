"""Names in Russian texts by slovnet's news model, whose files lie in the natasha package.

natasha's own code is never imported. Nothing is loaded before the first text that needs it, and
sentences in which every name is on file are not read at all.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from newsarchive.describe.names import slovnet_model
from newsarchive.describe.names.base import base_forms
from newsarchive.describe.names.bodies import with_bodies
from newsarchive.describe.names.extend import joined, lengthened, widened
from newsarchive.describe.names.fold import unmasked
from newsarchive.describe.names.morph import is_common_noun
from newsarchive.describe.names.passage import Finding, Name, Passages, Text
from newsarchive.model import Kind

_KINDS: Mapping[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_CAPITAL = re.compile(r"(?<=[^\W_])[^\w.!?…]+[«\"“„(]*([A-ZА-ЯЁ])|[«\"“„]([A-ZА-ЯЁ])")
_QUOTES = " «»“”„\"'(),.;:!?…–—-"
_APART = "\n"


def find(articles: Sequence[Passages], lang: str) -> list[list[Finding]]:
    """See found.find()."""
    chosen = [_unknown(article) for article in articles]
    texts = [_APART.join(one.text[a:b] for one, a, b in sentences) for sentences in chosen]
    todo = [i for i, text in enumerate(texts) if text]
    found: list[list[Finding]] = [[] for _ in articles]
    if not todo:
        return found
    for i, markup in zip(todo, _tagger().map([texts[i] for i in todo]), strict=True):
        spans = [(span.start, span.stop, span.type) for span in markup.spans]
        found[i] = _findings(chosen[i], spans, lang)
    return found


def _unknown(article: Passages) -> list[tuple[Text, int, int]]:
    """Sentences with a capital inside that belongs to no name on file."""
    return [
        (one, start, end)
        for one in article
        for start, end in one.sentences
        if any(
            not any(a <= at < b for a, b in one.known)
            for match in _CAPITAL.finditer(one.text, start, end)
            for at in (match.end() - 1,)
        )
    ]


def _findings(
    sentences: Sequence[tuple[Text, int, int]], spans: Sequence[tuple[int, int, str]], lang: str
) -> list[Finding]:
    """Spans in the joined sentences as findings in the texts they come from."""
    named: list[tuple[Text, Name]] = []
    at = 0
    for one, start, end in sentences:
        inside = [
            _trimmed(one.text, start + first - at, start + last - at, _KINDS[label])
            for first, last, label in spans
            if at <= first and last <= at + end - start
        ]
        listed = with_bodies(one.text, inside, (start, end), lang)
        full = [lengthened(one.text, name, lang) for name in listed if name.start < name.end]
        whole = joined(one.text, full)
        named += [(one, name) for name in whole]
        at += end - start + len(_APART)
    bases = _bases(named, lang)
    return [
        Finding(
            one.number,
            name.start,
            name.end,
            name.kind,
            bases[name.kind, one.text[name.start : name.end]],
            widened(one.text, name, lang),
        )
        for one, name in named
    ]


def _bases(named: Sequence[tuple[Text, Name]], lang: str) -> Mapping[tuple[Kind, str], str]:
    """The base form of every distinct name of one article."""
    found: dict[tuple[Kind, str], str] = {}
    for kind in sorted(set(_KINDS.values())):
        printed = sorted({one.text[n.start : n.end] for one, n in named if n.kind == kind})
        bases = base_forms([unmasked(name) for name in printed], kind, lang)
        found.update(zip(((kind, name) for name in printed), bases, strict=True))
    return found


def _trimmed(text: str, start: int, end: int, kind: Kind) -> Name:
    """A name neither begins nor ends in a quotation mark or a stop, and holds no bracket.

    Before a person's name a word for what the person is does not belong to it.
    """
    name = text[start:end]
    start += len(name) - len(name.lstrip(_QUOTES))
    name = text[start:end].partition(" (")[0].rstrip(_QUOTES)
    first, _, rest = name.partition(" ")
    if kind == "person" and rest and is_common_noun(first):
        start += len(first) + 1
        name = rest
    return Name(start, start + len(name), kind)


@cache
def _tagger() -> Any:
    """The model, loaded once a process."""
    return slovnet_model.load()
