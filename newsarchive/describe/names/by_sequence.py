"""Names by the sequence model: sentences to tokens, labels to findings."""

import re
from collections.abc import Mapping, Sequence

from newsarchive import languages
from newsarchive.describe.names import sequence
from newsarchive.describe.names.lexicon import lexicon_of
from newsarchive.describe.names.passage import Finding, Passages
from newsarchive.model import Kind

SURE = 0.6  # a label less sure than this is no finding

SHORTEST = 2  # letters; "I" is nobody

_KINDS: Mapping[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
# "U.S.", "J." and "Dr." before a capital; words with inner hyphens; a possessive stands apart
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[A-Z][a-z]{0,2}\.(?=\s+[A-Z])"
    r"|[^\W_]+(?:[-&.][^\W_]+|['’](?!s\b)[^\W_]+)*|[^\w\s]|_"
)
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


def find(articles: Sequence[Passages], lang: str) -> list[list[Finding]]:
    """See found.find()."""
    return [_found(article, lang) for article in articles]


def _found(article: Passages, lang: str) -> list[Finding]:
    stretches = [(one, span) for one in article for span in one.sentences]
    tokens = [
        [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(one.text, *span)]
        for one, span in stretches
    ]
    names = sequence.find([[word for word, _, _ in sentence] for sentence in tokens], lang)
    found: list[Finding] = []
    for (one, _), sentence, spans in zip(stretches, tokens, names, strict=True):
        for span in spans:
            kind = _KINDS.get(span.label)
            first = span.start + (_titles(sentence, span, lang) if kind == "person" else 0)
            if kind and span.sure >= SURE and first < span.end:
                start, end = sentence[first][1], sentence[span.end - 1][2]
                start += _leading(one.text[start:end])
                base = " ".join(one.text[start:end].split())
                if len(base) < SHORTEST:
                    continue
                found.append(Finding(one.number, start, end, kind, base))
    return found


def _titles(sentence: Sequence[tuple[str, int, int]], span: sequence.Span, lang: str) -> int:
    """How many titles stand before the name proper."""
    classes, listed = lexicon_of(lang).classes, languages.entries(lang, "titles")
    words = [word.lower().rstrip(".") for word, _, _ in sentence[span.start : span.end]]
    is_title = (classes.get(word) == "T" or word in listed for word in words)
    return next((i for i, title in enumerate(is_title) if not title), len(words))


def _leading(name: str) -> int:
    """How many characters of an article stand before the name proper."""
    article = _ARTICLE.match(name)
    return article.end() if article else 0
