"""Kept lines -> paragraphs: joins lines that were wrapped, takes out what was printed twice."""

from collections.abc import Sequence

from newsarchive.ingest.layout import INVISIBLE, Line, shown
from newsarchive.ingest.repeats import Repeat, find_repeats
from newsarchive.model import Span

# Width of text that a mail program or an old page wrapped by hand.
NARROWEST, WIDEST = 45, 110
_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", '"', "»", "”")


def paragraphs(text: str, lines: Sequence[Line]) -> list[tuple[Line, list[Repeat]]]:
    """A paragraph for each run of `lines` that is one, and what went from it, as spans of `text`.

    `lines` are in order, and stand for stretches of `text`.
    """
    return [_without_repeats(text, line) for line in join_wrapped(lines)]


def join_wrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines of one sentence put together again."""
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            joined[-1] = _together(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _goes_on(above: Line, line: Line) -> bool:
    last_width = above.sources[-1].end - above.sources[-1].start
    return (
        not line.gap
        and line.number == above.number + len(above.sources)
        and NARROWEST <= last_width <= WIDEST
        and not above.text.endswith(_STOPS)
        and line.text[0].islower()
    )


def _together(above: Line, line: Line) -> Line:
    spans = (*above.sources, *line.sources)
    return above._replace(text=f"{above.text} {line.text}", spans=spans)


def _without_repeats(text: str, line: Line) -> tuple[Line, list[Repeat]]:
    """Looks again after each cut, since a cut may bring two copies together."""
    gone: list[Repeat] = []
    while repeats := find_repeats(line.text):
        places = _places(text, line.sources)
        cuts = [_moved(repeat, places) for repeat in repeats]
        spans = _cut(text, line.sources, [cut.span for cut in cuts])
        words = " ".join(shown(text[span.start : span.end]) for span in spans)
        gone += cuts
        line = line._replace(text=words, spans=spans)
    return line, gone


def _places(text: str, spans: Sequence[Span]) -> list[int]:
    """For each character of the line as shown, its offset in `text`."""
    places: list[int] = []
    for span in spans:
        if places:
            places.append(span.start)  # the blank between two stretches
        inside = range(span.start, span.end)
        places += [offset for offset in inside if not INVISIBLE.match(text[offset])]
    return places


def _moved(repeat: Repeat, places: Sequence[int]) -> Repeat:
    first, last = places[repeat.span.start], places[repeat.span.end - 1]
    return Repeat(Span(first, last + 1), repeat.rule)


def _cut(text: str, spans: Sequence[Span], cuts: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` without `cuts`, white space at the edges left out."""
    kept: list[Span] = []
    for span in spans:
        at = span.start
        for cut in cuts:
            if cut.start < span.end and cut.end > at:
                kept.append(Span(at, max(at, cut.start)))
                at = min(cut.end, span.end)
        kept.append(Span(at, span.end))
    return tuple(trimmed for span in kept if (trimmed := _trimmed(text, span)))


def _trimmed(text: str, span: Span) -> Span | None:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = span.start + len(piece.rstrip())
    return Span(start, end) if start < end else None
