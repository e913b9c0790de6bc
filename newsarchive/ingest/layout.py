"""Cut a decoded page into lines that know where they stand. Judges nothing."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from newsarchive.model import Span

# Marks that show nothing but can turn a line around or split a word: bidi controls, zero-width
# spaces, soft hyphens. Joiners (U+200C, U+200D) are letters' business in Persian and Hindi.
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


class Line(NamedTuple):
    """One line of a page that shows something. No dataclass: those take three times as long to
    make, and a page has a hundred of them.
    """

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

    def as_paragraph(self) -> "Line":
        """The same words with a blank line before them."""
        if self.gap and not self.indent:
            return self
        return Line(self.number, self.span, self.text, 0, gap=True, spans=self.spans)


def shown(text: str) -> str:
    """`text` without what nobody sees; white space inside stays as it is (no-break spaces too)."""
    return INVISIBLE.sub("", text).strip()


def iter_lines(text: str) -> Iterable[Line]:
    """The lines of `text` that show something, in order."""
    at, gap = 0, True
    plain = not INVISIBLE.search(text)
    for number, raw in enumerate(text.splitlines(keepends=True), start=1):
        words = raw.strip() if plain else shown(raw)
        if words:
            indent = len(raw) - len(raw.lstrip())
            span = Span(at + indent, at + len(raw.rstrip()))
            yield Line(number, span, words, min(indent, 8), gap)
        gap = not words
        at += len(raw)
