"""A decoded page -> title, paragraphs and what was removed, each with its rule.

Looks at the page again and again until nothing changes, so that cleaning what is clean changes
nothing. Reads no file, states no date of its own, looks at no other page.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsarchive.ingest import dates, rules, stated
from newsarchive.ingest.judge import NO_ORDERS, Judgement, Orders, Verdict, judge
from newsarchive.ingest.layout import Line, iter_lines
from newsarchive.ingest.lines import LineModel
from newsarchive.ingest.paragraphs import paragraphs
from newsarchive.model import DateEvidence, Found, Paragraph, Removal, Span

ROUNDS = 6  # looks at a page; it takes two, rarely three


class Gone(NamedTuple):
    """A stretch of the page that is no part of the article."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning made of a page."""

    title: Found | None
    paragraphs: tuple[Paragraph, ...]
    caption: Found | None
    byline: Found | None
    sources: tuple[Found, ...]
    published: DateEvidence
    removals: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """The page between two looks."""

    title: Line | None
    body: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return ((self.title,) if self.title else ()) + self.body

    @property
    def text(self) -> str:
        return "\n\n".join(line.text for line in self.lines)


def clean(text: str, model: LineModel, orders: Orders = NO_ORDERS) -> Cleaned:
    """`text` is one page, of any size; nothing in it is trusted."""
    lines = tuple(iter_lines(text))
    first = judge(lines, model, orders)
    state, gone = _settled(text, lines, first, model, orders)
    title = state.title
    body = tuple(Paragraph(line.text, line.sources) for line in state.body)
    caption = lines[first.caption] if first.caption is not None else None
    return Cleaned(
        title=Found(title.text, "title line", title.span) if title else None,
        paragraphs=body,
        caption=Found(caption.text, stated.CAPTION, caption.span) if caption else None,
        byline=first.byline,
        sources=stated.find_sources(text, body),
        published=_published(text, lines, first),
        removals=_removals(text, lines, gone),
    )


def _settled(
    text: str, lines: Sequence[Line], first: Judgement, model: LineModel, orders: Orders
) -> tuple[_State, list[Gone]]:
    """The page when another look changes nothing. If looks go round in a circle, the circle's
    smallest text is the answer, wherever in it one began.
    """
    state, gone = _applied(text, lines, first.verdicts)
    gone = [one for one in gone if one.rule != stated.CAPTION]  # the first one is the article's
    words = state.text
    seen = {words: (state, gone)}
    for _ in range(ROUNDS):
        again = judge(state.lines, model, orders)
        state, more = _applied(text, state.lines, again.verdicts)
        words, gone = state.text, gone + more
        if words in seen:
            texts = list(seen)
            return seen[min(texts[texts.index(words) :])]
        seen[words] = (state, gone)
    return state, gone


def _applied(
    text: str, lines: Sequence[Line], verdicts: Sequence[Verdict]
) -> tuple[_State, list[Gone]]:
    """The title and the paragraphs that `verdicts` leave of `lines`, and what goes."""
    title, kept, gone = None, [], []
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict.part == "paragraph":
            kept.append(line)
        elif verdict.part == "title":
            title = line.as_paragraph()
        else:
            gone += [Gone(span, verdict.rule) for span in line.sources]
    body = []
    for line, repeats in paragraphs(text, kept):
        gone += [Gone(repeat.span, repeat.rule) for repeat in repeats]
        body.append(line.as_paragraph())
    return _State(title, tuple(body)), gone


def _published(text: str, lines: Sequence[Line], first: Judgement) -> DateEvidence:
    thread = [
        line
        for line, verdict in zip(lines, first.verdicts, strict=True)
        if verdict.rule == rules.COMMENTS
    ]
    return first.date or dates.earliest_comment(text, thread) or dates.UNDATED


def _removals(text: str, lines: Sequence[Line], gone: Sequence[Gone]) -> tuple[Removal, ...]:
    """Neighbours that went by one rule become one removal. Comments are not quoted: they are
    other people's words.
    """
    starts = [line.span.start for line in lines]
    removals = []
    for run in _runs(text, sorted(gone, key=lambda one: (one.span.start, one.span.end))):
        span, rule = Span(run[0].span.start, run[-1].span.end), run[0].rule
        first, last = (
            lines[bisect.bisect_right(starts, place) - 1].number
            for place in (span.start, span.end - 1)
        )
        quote = None if rule in rules.UNQUOTED else text[span.start : span.end]
        removals.append(Removal(span, (first, last), rule, quote))
    return tuple(removals)


def _runs(text: str, gone: Sequence[Gone]) -> Iterator[list[Gone]]:
    """Stretches that went by one rule, with nothing that shows between them."""
    run: list[Gone] = []
    for one in gone:
        if run and (run[-1].rule != one.rule or text[run[-1].span.end : one.span.start].strip()):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
