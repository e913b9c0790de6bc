"""One look at a page: for each line the part it plays, with the rule and the model's score.

Puts together the line model and the named rules; what comes of it (spans, paragraphs) is made in
clean.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from newsarchive.ingest import cues, dates, rules, stated, titles
from newsarchive.ingest.features import Flags, Floats, measure
from newsarchive.ingest.layout import Line
from newsarchive.ingest.lines import LineModel, choose, likelihoods
from newsarchive.model import DateEvidence, Found

Part = Literal["paragraph", "title", "caption", "removed"]

MODEL = "line model"
_ABOVE_TITLE = 3  # lines above the title that may hold its date or byline
_BELOW_LEAD = 2  # and below the first line of the text
_COPY = 40  # characters from which a line printed twice in a row is no refrain
_LIST_MARKS = ("•", "-", "–", "—", "*")


@dataclass(frozen=True, slots=True)
class Verdict:
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
    """What is settled before anyone looks: by the editor, or by what the page states."""

    title: str | None = None  # stated elsewhere; None: to be found
    keep: tuple[tuple[int, int], ...] = ()  # line numbers, from 1, inclusive
    drop: tuple[tuple[int, int], ...] = ()


NO_ORDERS = Orders()


def judge(lines: Sequence[Line], model: LineModel, orders: Orders) -> Judgement:
    """Pure; `lines` may be raw or already cleaned once."""
    sheet = measure(lines)
    likely = likelihoods(sheet, model)
    out = _ordered(lines, orders.drop, "dropped by the editor") | rules.forced(lines)
    kept = _ordered(lines, orders.keep, "kept by the editor")
    out = {i: rule for i, rule in out.items() if i not in kept}
    chosen = _chosen(lines, likely, sheet.weights, out, kept)
    title = _title_index(lines, orders, chosen)
    if orders.title is None and title is None:
        title = titles.find_title(lines, sheet, chosen, out)
    head = _head(lines, title, titles.first_prose(lines, chosen), out)
    parts: dict[int, Verdict] = {}
    caption = stated.find_caption(lines, head)
    byline = stated.find_byline(lines, head)
    date = dates.find_date_line(lines, head)
    gone = dict(out)
    for found, rule in ((byline, "byline"), (date, "date line")):
        if found is not None and found[0] not in kept:
            gone.setdefault(found[0], rule)
    gone |= _copies(lines, title, chosen, kept, gone)
    if caption is not None:
        parts[caption] = Verdict("caption", "picture credit", float(likely[caption]))
    if title is not None:
        parts[title] = Verdict("title", "title line", float(likely[title]))
    left = [i for i in range(len(lines)) if i not in parts]
    removed = [i for i in left if i in gone or not chosen[i]]
    why = rules.reasons(lines, removed, gone)
    for i in left:
        score = float(likely[i])
        if i in removed:
            parts[i] = Verdict("removed", why[i], score)
        else:
            parts[i] = Verdict("paragraph", kept.get(i, MODEL), score)
    verdicts = tuple(parts[i] for i in range(len(lines)))
    return Judgement(
        verdicts, title, caption, byline[1] if byline else None, date[1] if date else None
    )


def _ordered(lines: Sequence[Line], ranges: Sequence[tuple[int, int]], rule: str) -> dict[int, str]:
    """Indexes of the lines whose numbers stand in `ranges`."""
    named = (i for i, line in enumerate(lines) if any(a <= line.number <= b for a, b in ranges))
    return dict.fromkeys(named, rule)


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
        introduced = chosen[i - 1] and (
            lines[i - 1].text.endswith(":") or _is_list_item(lines[i - 1].text)
        )
        if allowed[i] and introduced and _is_list_item(lines[i].text):
            chosen[i] = True
    return chosen


def _is_list_item(text: str) -> bool:
    mark, _, rest = text.partition(" ")
    numbered = mark[:-1].isdigit() and mark[-1] in ".)" and len(mark) <= 3
    return bool(rest) and any(map(str.isalpha, rest)) and (numbered or mark in _LIST_MARKS)


def _title_index(lines: Sequence[Line], orders: Orders, chosen: Flags) -> int | None:
    """Where a title that was stated elsewhere stands on the page."""
    if orders.title is None:
        return None
    wanted = cues.folded(orders.title)
    body = titles.first_prose(lines, chosen)
    above = range(len(lines) if body is None else body)
    return next((i for i in above if cues.folded(lines[i].text) == wanted), None)


def _head(
    lines: Sequence[Line], title: int | None, body: int | None, out: Mapping[int, str]
) -> list[int]:
    """The lines around title and lead: where date, byline and caption stand."""
    if body is None:
        return []
    first = body if title is None else title
    near = range(max(0, first - _ABOVE_TITLE), min(len(lines), body + _BELOW_LEAD))
    return [i for i in near if i != title and i not in out]


def _copies(
    lines: Sequence[Line],
    title: int | None,
    chosen: Flags,
    kept: Mapping[int, str],
    gone: Mapping[int, str],
) -> dict[int, str]:
    """The title printed again, lines above it, and a paragraph printed twice in a row."""
    found: dict[int, str] = {}
    named = cues.folded(lines[title].text) if title is not None else None
    last = None
    for i, line in enumerate(lines):
        if i == title or i in kept or i in gone:
            continue
        if named is not None and cues.folded(line.text) == named:
            found[i] = "title repeated"
        elif chosen[i] and title is not None and i < title:
            found[i] = rules.FURNITURE
        elif chosen[i] and line.text == last and len(last) >= _COPY:
            found[i] = "repeated paragraph"
        elif chosen[i]:
            last = line.text
    return found
