"""Names by capitals and cues, for languages without a finder of their own.

Finds little, and only what it can say the kind of: a run of two to four capitalised words inside
a sentence, with a word that tells (a title, a given name, a word for a body).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from newsarchive import languages
from newsarchive.describe.names.lexicon import lexicon_of
from newsarchive.describe.names.passage import Finding, Passages, Text
from newsarchive.model import Kind
from newsarchive.text import stem

WORDS_FROM = "en"  # whose lists of given names and of words for bodies are looked at
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
AKIN = 5  # first letters that words of one root share in many languages
MOST_CAPITALS = 0.35  # share of words with a capital; more, and capitals say nothing (German)


def find(articles: Sequence[Passages], lang: str) -> list[list[Finding]]:
    """See found.find()."""
    return [_found(article, lang) for article in articles]


def _found(article: Passages, lang: str) -> list[Finding]:
    words = [word for one in article for word in one.text.split() if word[:1].isalpha()]
    if sum(word[0].isupper() for word in words) > MOST_CAPITALS * len(words):
        return []
    titles = frozenset(
        form
        for known in (lang, WORDS_FROM)
        for title in languages.entries(known, "titles")
        for form in (title, stem(title, known))
    )
    bare = Counter(re.findall(_WORD, "\n".join(one.text for one in article)))
    again = frozenset(word for word, count in bare.items() if count > 1)
    return [
        finding
        for one in article
        for start, end in one.sentences
        for finding in _in_sentence(one, (start, end), _Cues(lang, titles, again))
    ]


@dataclass(frozen=True, slots=True)
class _Cues:
    """What a run's kind is told by."""

    lang: str
    titles: frozenset[str]  # as listed, and their stems
    again: frozenset[str]  # words that the article has twice


def _in_sentence(one: Text, span: tuple[int, int], cues: _Cues) -> list[Finding]:
    found: list[Finding] = []
    start, end = span
    words = list(re.finditer(_WORD, one.text[start:end]))
    i = 1  # a capital at the beginning of a sentence says nothing
    while i < len(words):
        j = i
        while (
            j < len(words)
            and words[j].group()[0].isupper()
            and (j == i or one.text[start + words[j - 1].end() : start + words[j].start()] == " ")
        ):
            j += 1
        run = [word.group() for word in words[i:j]]
        kind = _kind(run, words[i - 1].group(), cues)
        if kind:
            first, last = start + words[i].start(), start + words[j - 1].end()
            found.append(Finding(one.number, first, last, kind, one.text[first:last]))
        i = max(j, i + 1)
    return found


def _kind(run: list[str], before: str, cues: _Cues) -> Kind | None:
    """A given name alone shows no person: the surname must be one, or be named again."""
    if not 2 <= len(run) <= 4:
        return None
    people = lexicon_of(WORDS_FROM).people
    first, *_, last = (str(anyascii(word)).lower() for word in run)
    if first in people and (last in people or run[-1] in cues.again):
        return "person"
    if any(_is_body(word) for word in run):
        return "organisation"
    is_title = {before.lower(), stem(before, cues.lang)} & cues.titles
    return "person" if is_title else None


def _is_body(word: str) -> bool:
    """Whether the word is akin to an English one for a body: Agencja, Universität."""
    low = str(anyascii(word)).lower()
    return low in _bodies() or low[:AKIN] in {one[:AKIN] for one in _bodies() if len(one) >= AKIN}


@cache
def _bodies() -> frozenset[str]:
    classes = lexicon_of(WORDS_FROM).classes
    return frozenset(word for word, letter in classes.items() if letter == "O")
