"""Sentences, words and stems of a text, in any language. Knows nothing of articles or files."""

import re
from collections.abc import Sequence
from functools import cache

import Stemmer
from razdel import sentenize

from newsarchive import languages

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CJK_SENTENCE = re.compile(r"[^。！？]*[。！？]+[」』”’）]*|[^。！？]+$")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*\w)?)\.$")

# The languages Snowball stems, by BCP 47 tag; the library names them in English.
_SNOWBALL = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech",
    "da": "danish", "nl": "dutch", "en": "english", "eo": "esperanto", "et": "estonian",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "no": "norwegian", "fa": "persian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish", "st": "sesotho",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def sentence_spans(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of `text` stand, as (start, end) offsets in code points.

    Spans are in order, do not overlap, and hold everything but white space between them.
    """
    if is_unspaced(text):  # razdel needs spaces between sentences
        found = [match.span() for match in _CJK_SENTENCE.finditer(text)]
    else:
        found = [(piece.start, piece.stop) for piece in sentenize(text)]
    trimmed = (_trimmed(text, span) for span in _joined(text, found, lang))
    return tuple(span for span in trimmed if span[0] < span[1])


def words(text: str) -> list[str]:
    """The words and numbers of `text` as printed, in order."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """How many words a reader would count; of Chinese and Japanese, as word processors do, each
    character.
    """
    characters = len(_CJK.findall(text))
    spaced = _CJK.sub(" ", text) if characters else text
    return characters + sum(1 for _ in _WORD.finditer(spaced))


def is_unspaced(text: str) -> bool:
    """Whether `text` is in a script that puts no spaces between words and sentences."""
    return len(_CJK.findall(text)) * 4 > len(text)


def stem(word: str, lang: str) -> str:
    """The Snowball stem of `word` in lower case, ё read as е; the word itself where none exists."""
    plain = word.lower().replace("ё", "е")
    stemmer = _stemmer(lang)
    return stemmer.stemWord(plain) if stemmer else plain


def stems(words: Sequence[str], lang: str) -> list[str]:
    """`stem` of each of `words`, at a fraction of the cost."""
    plain = [word.lower().replace("ё", "е") for word in words]
    stemmer = _stemmer(lang)
    return list(stemmer.stemWords(plain)) if stemmer else plain


def stop_words(lang: str) -> frozenset[str]:
    """Words too common to tell texts apart; empty for a language without a list."""
    return frozenset(languages.entries(lang, "stopwords"))


@cache
def _stemmer(lang: str) -> Stemmer.Stemmer | None:
    name = _SNOWBALL.get(lang.partition("-")[0])
    return Stemmer.Stemmer(name) if name else None


def _joined(text: str, spans: list[tuple[int, int]], lang: str) -> list[tuple[int, int]]:
    """Undo a split after an abbreviation that the language's own list knows."""
    abbreviations = frozenset(languages.entries(lang, "abbreviations"))
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _ends_in_abbreviation(text[joined[-1][0] : joined[-1][1]], abbreviations):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ends_in_abbreviation(piece: str, abbreviations: frozenset[str]) -> bool:
    last = _LAST_WORD.search(piece.rsplit(maxsplit=1)[-1]) if piece.rstrip().endswith(".") else None
    return last is not None and last.group(1).lower() in abbreviations


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    piece = text[span[0] : span[1]]
    lead = len(piece) - len(piece.lstrip())
    return (span[0] + lead, span[0] + lead + len(piece.strip()))
