"""A decoded page -> title, paragraphs and what was removed, each with its rule.

Looks at the page again and again until nothing changes, so that cleaning what is clean changes
nothing. Reads no file, states no date of its own, looks at no other page.
"""

import bisect
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.ingest import dates, rules, stated
from newsarchive.ingest.judge import NO_ORDERS, Judgement, Orders, Verdict, judge
from newsarchive.ingest.layout import Line, iter_lines, line_starts
from newsarchive.ingest.lines import LineModel
from newsarchive.ingest.paragraphs import paragraphs
from newsarchive.model import DateEvidence, Found, Paragraph, Removal, Span

ROUNDS = 6  # looks at a page; it takes two, rarely three


@dataclass(frozen=True, slots=True)
class Gone:
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
        removals=_removals(text, gone),
    )


def _settled(
    text: str, lines: Sequence[Line], first: Judgement, model: LineModel, orders: Orders
) -> tuple[_State, list[Gone]]:
    """The page when another look changes nothing. If looks go round in a circle, the circle's
    smallest text is the answer, wherever in it one began.
    """
    state, gone = _applied(text, lines, first.verdicts)
    gone = [one for one in gone if one.rule != stated.CAPTION]  # the first one is the article's
    seen = [(state, gone)]
    for _ in range(ROUNDS):
        again = judge(state.lines, model, orders)
        state, more = _applied(text, state.lines, again.verdicts)
        gone = gone + more
        texts = [one.text for one, _ in seen]
        if state.text in texts:
            return min(seen[texts.index(state.text) :], key=lambda one: one[0].text)
        seen.append((state, gone))
    return state, gone


def _applied(
    text: str, lines: Sequence[Line], verdicts: Sequence[Verdict]
) -> tuple[_State, list[Gone]]:
    """The title and the paragraphs that `verdicts` leave of `lines`, and what goes."""
    gone = [
        Gone(span, verdict.rule)
        for line, verdict in zip(lines, verdicts, strict=True)
        if verdict.part in {"removed", "caption"}
        for span in line.sources
    ]
    title = next((line for line, v in zip(lines, verdicts, strict=True) if v.part == "title"), None)
    kept = [line for line, v in zip(lines, verdicts, strict=True) if v.part == "paragraph"]
    body = []
    for line, repeats in paragraphs(text, kept):
        gone += [Gone(repeat.span, repeat.rule) for repeat in repeats]
        body.append(dataclasses.replace(line, gap=True, indent=0))
    if title:
        title = dataclasses.replace(title, gap=True, indent=0)
    return _State(title, tuple(body)), gone


def _published(text: str, lines: Sequence[Line], first: Judgement) -> DateEvidence:
    thread = [
        line
        for line, verdict in zip(lines, first.verdicts, strict=True)
        if verdict.rule == rules.COMMENTS
    ]
    return first.date or dates.earliest_comment(text, thread) or dates.UNDATED


def _removals(text: str, gone: Sequence[Gone]) -> tuple[Removal, ...]:
    """Neighbours that went by one rule become one removal. Comments are not quoted: they are
    other people's words.
    """
    merged: list[Gone] = []
    for one in sorted(gone, key=lambda one: one.span):
        last = merged[-1] if merged else None
        if last and last.rule == one.rule and not text[last.span.end : one.span.start].strip():
            merged[-1] = Gone(Span(last.span.start, one.span.end), one.rule)
        else:
            merged.append(one)
    starts = line_starts(text) if merged else []
    return tuple(_removal(text, starts, one) for one in merged)


def _removal(text: str, starts: Sequence[int], one: Gone) -> Removal:
    first = bisect.bisect_right(starts, one.span.start)
    last = bisect.bisect_right(starts, one.span.end - 1)
    quote = None if one.rule in rules.UNQUOTED else text[one.span.start : one.span.end]
    return Removal(one.span, (first, last), one.rule, quote)
