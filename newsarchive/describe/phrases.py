"""Finding phrases in a text by their stems: "президентом Азербайджана" is "президент Азербайджана".

Knows nothing of what a phrase stands for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsarchive.text import stems

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Stemmed:
    """A text as the stems of its words, with where each stands."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def stemmed(text: str, lang: str) -> Stemmed:
    """`text` as stems; a compound with hyphens is one word."""
    found = list(_WORD.finditer(text))
    printed = [match.group() for match in found]
    return Stemmed(text, tuple(stems(printed, lang)), tuple(match.span() for match in found))


class Phrases(Generic[Meaning]):
    """Phrases of one language and what each means; finds them all in one pass over a text."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]], lang: str) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in phrases:
            parts = stemmed(phrase, lang).stems
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, meaning))

    def find(self, text: Stemmed) -> Iterator[tuple[Meaning, str]]:
        """(meaning, the words as printed) for each place where a phrase stands, in order."""
        for i, first in enumerate(text.stems):
            for parts, meaning in self._by_first.get(first, ()):
                if text.stems[i : i + len(parts)] == parts:
                    yield meaning, text.text[text.spans[i][0] : text.spans[i + len(parts) - 1][1]]


def by_language(said: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """(language, words) pairs, gathered by language."""
    found: dict[str, list[str]] = {}
    for lang, words in said:
        found.setdefault(lang, []).append(words)
    return {lang: tuple(words) for lang, words in found.items()}
