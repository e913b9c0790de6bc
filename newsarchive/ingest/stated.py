"""What a page says of its own making: byline, caption, the outlets it quotes. Each with its rule,
each allowed to be unknown.
"""

import re
from collections.abc import Sequence
from functools import cache

from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line
from newsarchive.model import Found, Paragraph, Span

CAPTION = "picture credit"  # the rule
LONGEST_CAPTION = 300  # characters
LONGEST_BYLINE = 80
_CUE_REACH = 40  # characters before a name in which its cue stands
_CREDIT_MARKS = ":©/"  # one of them follows the word that names the maker's part
_OPENERS = " \t\u00a0«\"“„'"
_NAME = r"[^\W\d_]\S*(?:\s+[^\W\d_]\S*){0,3}"
_LATIN_NAME = r"[A-Z][\w-]*"
_DOMAIN = r"[A-Za-z][\w-]*\.(?:[a-z]{2,4}|[A-Z][a-z]{1,3})\b"


def find_caption(lines: Sequence[Line], near: Sequence[int]) -> int | None:
    """The first line among `near` that describes a picture and names where it is from."""
    for i in near:
        if _is_caption(lines[i].text):
            return i
    return None


def find_byline(lines: Sequence[Line], near: Sequence[int]) -> tuple[int, Found] | None:
    """The first line among `near` that names the writer and nothing else."""
    for i in near:
        match = _byline().fullmatch(lines[i].text)
        if match and len(lines[i].text) <= LONGEST_BYLINE:
            return i, Found(match.group("name"), "byline", lines[i].span)
    return None


def find_sources(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Found, ...]:
    """Outlets that the article says it reports after, in reading order, each once."""
    found: dict[str, Found] = {}
    spans = [span for paragraph in paragraphs for span in paragraph.spans]
    pieces = [text[span.start : span.end].lower() for span in spans]
    before = _among(cues.words("sources"), "\n".join(pieces))
    foreign = tuple(cue for cue in before if not cue.isascii())
    for span, piece in zip(spans, pieces, strict=True):
        if not _among(before, piece):
            continue
        outlet = _outlet(latin=any(cue in text[span.start : span.end] for cue in foreign))
        for match in outlet.finditer(text, span.start, span.end):
            words = text[max(span.start, match.start() - _CUE_REACH) : match.start()]
            wanted = foreign if match.lastgroup == "latin" else before
            if _ends_in_word(words.rstrip(_OPENERS).lower(), wanted):
                name, where = match.group(), Span(*match.span())
                found.setdefault(name.lower(), Found(name, "named as source in the text", where))
    return tuple(found.values())


def _among(cues_before: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The cues that `words` hold: without one, no pattern needs to be tried."""
    return tuple(cue for cue in cues_before if cue in words)


def _ends_in_word(words: str, cues_before: tuple[str, ...]) -> bool:
    """Whether `words` end in one of the cues, whole."""
    if not words.endswith(cues_before):
        return False
    return any(words.endswith(cue) and not words[: -len(cue)][-1:].isalnum() for cue in cues_before)


def _is_caption(text: str) -> bool:
    """Words, then who made the picture."""
    if len(text) > LONGEST_CAPTION or not any(mark in text for mark in _CREDIT_MARKS):
        return False
    credit = _credit().search(text)
    return credit is not None and any(map(str.isalpha, text[: credit.start()]))


@cache
def _credit() -> re.Pattern[str]:
    credit = cues.alternatives(cues.words("credits"))
    return re.compile(rf"[.\s(/|]{credit}\s?[{_CREDIT_MARKS}]\s?\S", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    before = cues.alternatives(cues.words("bylines"))
    return re.compile(rf"(?i:{before})\s*:?\s+(?P<name>{_NAME})")


@cache
def _outlet(*, latin: bool) -> re.Pattern[str]:
    """A name that cannot be a person's: a domain, a known outlet, or a name in Latin letters,
    which counts after words in others.
    """
    outlets = cues.alternatives(cues.words("agencies"))
    foreign = rf"|(?P<latin>{_LATIN_NAME})" if latin else ""
    return re.compile(rf"\b(?:{_DOMAIN}|{outlets}\b{foreign})")
