"""What a page says of its own making: byline, caption, the outlets it quotes. Each with its rule,
each allowed to be unknown.
"""

import re
from collections.abc import Sequence
from functools import cache

from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line
from newsarchive.model import Found, Paragraph, Span

LONGEST_CAPTION = 300  # characters
LONGEST_BYLINE = 80
_NAME = r"[^\W\d_]\S*(?:\s+[^\W\d_]\S*){0,3}"
_LATIN_NAME = r"[A-Z][\w-]*(?:\.[A-Za-z]{2,4})?"
_DOMAIN = r"[A-Za-z][\w-]*\.(?:[a-z]{2,4}|[A-Z][a-z]{1,3})\b"


def find_caption(lines: Sequence[Line], near: Sequence[int]) -> int | None:
    """The first line among `near` that describes a picture and names where it is from."""
    for i in near:
        if len(lines[i].text) <= LONGEST_CAPTION and _caption().search(lines[i].text):
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
    for span in (span for paragraph in paragraphs for span in paragraph.spans):
        for match in _source().finditer(text, span.start, span.end):
            group = match.lastgroup or ""
            name, where = match.group(group), Span(*match.span(group))
            found.setdefault(name.lower(), Found(name, "named as source in the text", where))
    return tuple(found.values())


@cache
def _caption() -> re.Pattern[str]:
    """Words, then who made the picture."""
    credit = cues.alternatives(cues.words("credits"))
    return re.compile(rf"\S.*[.\s(/|]\s*{credit}\s*[:©/]\s*\S", re.IGNORECASE)


@cache
def _byline() -> re.Pattern[str]:
    before = cues.alternatives(cues.words("bylines"))
    return re.compile(rf"(?i:{before})\s*:?\s+(?P<name>{_NAME})")


@cache
def _source() -> re.Pattern[str]:
    """A cue, then a name that cannot be a person's: a domain, a known outlet, or a name in Latin
    letters after words in others.
    """
    before = cues.words("sources")
    foreign = [cue for cue in before if not cue.isascii()]
    outlets = cues.alternatives(cues.words("agencies"))
    anywhere = rf"(?i:{cues.alternatives(before)})\s+[«\"“]?"
    return re.compile(
        rf"\b(?:{anywhere}(?P<known>{_DOMAIN}|{outlets}\b)"
        rf"|(?i:{cues.alternatives(foreign)})\s+[«\"“]?(?P<latin>{_LATIN_NAME}))"
    )
