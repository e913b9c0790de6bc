"""Cut a decoded page into lines that know where they stand. Judges nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsarchive.model import Span

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Marks that show nothing but can turn a line around or split a word: bidi controls, zero-width
# spaces, soft hyphens. Joiners (U+200C, U+200D) are letters' business in Persian and Hindi.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page that shows something."""

    number: int  # 1-based, in the seed's text, blank lines counted
    span: Span  # of what it shows, without the white space around it
    text: str  # as shown: the seed's own words, without invisible marks
    indent: int  # white space before it, at most 8
    gap: bool  # a blank line, or the page's beginning, stands before it
    spans: tuple[Span, ...] = ()  # what it was made of, when not `span` alone

    @property
    def sources(self) -> tuple[Span, ...]:
        """The stretches of the seed that it was made of."""
        return self.spans or (self.span,)


def shown(text: str) -> str:
    """`text` without what nobody sees; white space inside stays as it is (no-break spaces too)."""
    return INVISIBLE.sub("", text).strip()


def iter_lines(text: str) -> Iterable[Line]:
    """The lines of `text` that show something, in order."""
    number, at, gap = 1, 0, True
    plain = not INVISIBLE.search(text)
    for stop in [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]:
        raw = text[at : stop[0]]
        words = raw.strip() if plain else shown(raw)
        if words:
            lead = len(raw) - len(raw.lstrip())
            span = Span(at + lead, at + len(raw.rstrip()))
            yield Line(number, span, words, min(lead, 8), gap)
        gap = not words
        number, at = number + 1, stop[1]


def line_starts(text: str) -> list[int]:
    """Where each line of `text` begins, blank ones too, as an editor counts them."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]
