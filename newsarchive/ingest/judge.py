"""One look at a page: for each line the part it plays, with the rule and the model's score.

Puts together the line model and the named rules; what comes of it (spans, paragraphs) is made in
clean.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from newsarchive.ingest import cues, dates, rules, stated, tidy, titles, votes
from newsarchive.ingest.characters import Flags, Floats
from newsarchive.ingest.features import measure
from newsarchive.ingest.layout import Line
from newsarchive.ingest.lines import LineModel, choose, less_likely, likelihoods
from newsarchive.ingest.recurring import mark
from newsarchive.ingest.title_features import View, first_prose
from newsarchive.model import Candidate, DateEvidence, Found

Part = Literal["paragraph", "title", "caption", "removed"]

MODEL = "line model"
TIDY = "already clean"
_ABOVE_TITLE = 3  # lines above the title that may hold its date or byline
_BELOW_LEAD = 2  # and below the first line of the text
_COPY = 40  # characters from which a line printed twice in a row is no refrain
_LONGEST_TITLE = 300  # characters of a line that is compared with the title


class Verdict(NamedTuple):
    """What a line is."""

    part: Part
    rule: str
    score: float  # the line model's likelihood, 0..1


@dataclass(frozen=True, slots=True)
class Judgement:
    """A page read once."""

    verdicts: tuple[Verdict, ...]  # one a line
    title: int | None
    caption: int | None
    byline: Found | None
    date: DateEvidence | None


@dataclass(frozen=True, slots=True)
class Orders:
    """What is settled before anyone looks: by the editor, by what the page states, by what
    stands on the archive's other pages.
    """

    title: str | None = None  # stated elsewhere; None: to be found
    keep: tuple[tuple[int, int], ...] = ()  # line numbers, from 1, inclusive
    drop: tuple[tuple[int, int], ...] = ()
    recurring: tuple[int, ...] = ()  # marks of lines that stand on other pages
    ranker: titles.Ranker | None = None  # of title lines; None: as shipped
    candidates: tuple[Candidate, ...] = ()  # what extractors would keep of a web page
    weights: votes.Weights | None = None  # how much they count; None: as shipped


NO_ORDERS = Orders()


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which lines are text, before anyone asks what the others are."""

    likely: Floats
    chosen: Flags
    out: dict[int, str]  # lines that go whatever the model says, and the rule
    kept: dict[int, str]  # lines the editor keeps
    title: int | None
    why: str  # the rule for the lines chosen


def judge(lines: Sequence[Line], model: LineModel, orders: Orders = NO_ORDERS) -> Judgement:
    """Pure; `lines` may be raw or already cleaned once."""
    choice = _choice(lines, model, orders)
    head = _head(lines, choice)
    caption = stated.find_caption(lines, head)
    byline = stated.find_byline(lines, head)
    date = dates.find_date_line(lines, head)
    named = {found[0]: rule for found, rule in ((date, "date line"), (byline, "byline")) if found}
    gone = {i: rule for i, rule in named.items() if i not in choice.kept} | choice.out
    gone |= _copies(lines, choice, gone)
    return Judgement(
        _verdicts(lines, choice, caption, gone),
        choice.title,
        caption,
        byline[1] if byline else None,
        date[1] if date else None,
    )


def _choice(lines: Sequence[Line], model: LineModel, orders: Orders) -> _Choice:
    kept = _ordered(lines, orders.keep, "kept by the editor")
    out = _ordered(lines, orders.drop, "dropped by the editor") | rules.forced(lines)
    out = {i: rule for i, rule in out.items() if i not in kept}
    if not out and tidy.is_tidy(lines):
        every = np.ones(len(lines), np.bool_)
        title = 0 if tidy.has_title(lines) else None
        return _Choice(every.astype(np.float32), every, out, kept, title, TIDY)
    sheet = measure(lines)
    likely = likelihoods(sheet, model)
    if orders.candidates:
        weights = orders.weights or votes.load()
        likely = votes.weigh(likely, lines, orders.candidates, weights)
    known = recurs(lines, orders.recurring)
    likely = less_likely(likely, known)
    chosen = _chosen(lines, likely, sheet.weights, out, kept)
    if orders.title is None:
        view = View(lines, sheet, likely, chosen, known)
        title = titles.find_title(view, never=out, ranker=orders.ranker)
    else:
        title = titles.find_stated(lines, orders.title, chosen)
    return _Choice(likely, chosen, out, kept, title, MODEL)


def _verdicts(
    lines: Sequence[Line], choice: _Choice, caption: int | None, gone: Mapping[int, str]
) -> tuple[Verdict, ...]:
    named: dict[int | None, tuple[Part, str]] = {
        caption: ("caption", stated.CAPTION),
        choice.title: ("title", "title line"),
    }
    chosen = enumerate(choice.chosen.tolist())
    removed = [i for i, yes in chosen if (i in gone or not yes) and i not in named]
    why = rules.reasons(lines, removed, gone)
    named |= {i: ("removed", why[i]) for i in removed}
    return tuple(
        Verdict(*named[i], score)
        if i in named
        else Verdict("paragraph", choice.kept.get(i, choice.why), score)
        for i, score in enumerate(choice.likely.tolist())
    )


def _ordered(lines: Sequence[Line], ranges: Sequence[tuple[int, int]], rule: str) -> dict[int, str]:
    """Indexes of the lines whose numbers stand in `ranges`."""
    named = (i for i, line in enumerate(lines) if any(a <= line.number <= b for a, b in ranges))
    return dict.fromkeys(named, rule) if ranges else {}


def recurs(lines: Sequence[Line], known: Collection[int]) -> Flags:
    """Which lines are those that `known` marks."""
    wanted = frozenset(known)
    return np.array([bool(wanted) and mark(line) in wanted for line in lines], np.bool_)


def _chosen(
    lines: Sequence[Line],
    likely: Floats,
    weights: Floats,
    out: Mapping[int, str],
    kept: Mapping[int, str],
) -> Flags:
    allowed = np.ones(len(lines), np.bool_)
    allowed[list(out)] = False
    if not allowed.any():
        return allowed
    chosen = choose(np.where(allowed, likely, 0.0).astype(np.float32), weights * allowed)
    chosen &= allowed
    chosen[list(kept)] = True
    return _with_list_items(lines, chosen, allowed)


def _with_list_items(lines: Sequence[Line], chosen: Flags, allowed: Flags) -> Flags:
    """Numbered lines inside the text belong to it, however short."""
    inside = np.flatnonzero(chosen)
    for i in range(inside[0] + 1, inside[-1]) if len(inside) else ():
        if not chosen[i] and allowed[i] and chosen[i - 1] and tidy.is_list_item(lines[i].text):
            above = lines[i - 1].text
            chosen[i] = above.endswith(":") or tidy.is_list_item(above)
    return chosen


def _head(lines: Sequence[Line], choice: _Choice) -> list[int]:
    """The lines around title and lead: where date, byline and caption stand."""
    body = first_prose(lines, choice.chosen)
    if body is None:
        return []
    first = body if choice.title is None else choice.title
    near = range(max(0, first - _ABOVE_TITLE), min(len(lines), body + _BELOW_LEAD))
    return [i for i in near if i != choice.title and i not in choice.out]


def _copies(lines: Sequence[Line], choice: _Choice, gone: Mapping[int, str]) -> dict[int, str]:
    """The title printed again, lines above it, and a paragraph printed twice in a row."""
    found: dict[int, str] = {}
    title = choice.title
    named = cues.folded(lines[title].text) if title is not None else None
    chosen, last = choice.chosen.tolist(), None
    for i, line in enumerate(lines):
        if i == title or i in choice.kept or i in gone:
            continue
        if len(line.text) <= _LONGEST_TITLE and cues.folded(line.text) == named:
            found[i] = "title repeated"
        elif title is not None and i < title and chosen[i]:
            found[i] = rules.FURNITURE
        elif chosen[i] and line.text == last and len(last) >= _COPY:
            found[i] = "repeated paragraph"
        elif chosen[i]:
            last = line.text
    return found
