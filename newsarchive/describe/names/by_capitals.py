"""Names by capitals and cues, for languages without a finder of their own.

Finds little, and only what it can say the kind of: a run of two to four capitalised words inside
a sentence, with a word that tells (a title, a given name, a word for a body).
"""

import re
from collections.abc import Sequence

from newsarchive import languages
from newsarchive.describe.names.lexicon import lexicon_of
from newsarchive.describe.names.passage import Finding, Passages, Text
from newsarchive.model import Kind
from newsarchive.text import stem

WORDS_FROM = "en"  # whose lists of given names and of words for bodies are looked at
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
MOST_CAPITALS = 0.35  # share of words with a capital; more, and capitals say nothing (German)


def find(articles: Sequence[Passages], lang: str) -> list[list[Finding]]:
    """See found.find()."""
    return [_found(article, lang) for article in articles]


def _found(article: Passages, lang: str) -> list[Finding]:
    words = [word for one in article for word in one.text.split() if word[:1].isalpha()]
    if sum(word[0].isupper() for word in words) > MOST_CAPITALS * len(words):
        return []
    titles = frozenset(stem(word, lang) for word in languages.entries(lang, "titles"))
    return [
        finding
        for one in article
        for start, end in one.sentences
        for finding in _in_sentence(one, start, end, lang, titles)
    ]


def _in_sentence(
    one: Text, start: int, end: int, lang: str, titles: frozenset[str]
) -> list[Finding]:
    found: list[Finding] = []
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
        kind = _kind(run, words[i - 1].group(), lang, titles)
        if kind:
            first, last = start + words[i].start(), start + words[j - 1].end()
            found.append(Finding(one.number, first, last, kind, one.text[first:last]))
        i = max(j, i + 1)
    return found


def _kind(run: list[str], before: str, lang: str, titles: frozenset[str]) -> Kind | None:
    if not 2 <= len(run) <= 4:
        return None
    lexicon = lexicon_of(WORDS_FROM)
    classes = {lexicon.classes.get(word.lower()) for word in run}
    if "O" in classes:
        return "organisation"
    if stem(before, lang) in titles or run[0].lower() in lexicon.people:
        return "person"
    return None
