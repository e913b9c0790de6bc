"""Pages that might have been: copies of known pages with the furniture of others of their
language, sidebars moved, articles shortened. What belongs to an article, the copy's lines know
from the page they came from. Knows no network and no feature.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random

from training.pages import Page, Row

LEAST_LINES = 5  # of a page worth splicing
BODY = 0.5  # label from which a line is the article's
_MOST_IN_BLOCK = 12  # lines that move together where no blank line parts them
_LOST = 0.5  # of the furniture, at most
_BULLETS = "•* "

Rows = list[Row]


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """A page cut at its article's first and last line."""

    head: Rows
    body: Rows
    tail: Rows


def spliced(known: Sequence[Page], chance: Random) -> Iterator[tuple[Row, ...]]:
    """A copy of each of the `known` pages that has an article."""
    alike: defaultdict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in known:
        alike[page.lang, page.variant].append(page)
        alike[page.lang, ""].append(page)
    for page in known:
        parts = parted(page.rows)
        if parts.body and len(page.rows) >= LEAST_LINES:
            others = alike[page.lang, page.variant if chance.random() < 0.8 else ""]
            frame, stranger = (parted(chance.choice(others).rows) for _ in range(2))
            yield copied(parts, frame, stranger, chance)


def parted(rows: Sequence[Row]) -> Parts:
    """A page without an article is all head."""
    at = [i for i, row in enumerate(rows) if row.label >= BODY]
    first, last = (at[0], at[-1] + 1) if at else (len(rows), len(rows))
    return Parts(list(rows[:first]), list(rows[first:last]), list(rows[last:]))


def copied(own: Parts, frame: Parts, stranger: Parts, chance: Random) -> tuple[Row, ...]:
    """`own`, changed by chance: perhaps with the other pages' frame and sidebar."""
    if chance.random() < 0.06:  # what is clean stays clean
        return tuple(_gapped(row, gap=True) for row in own.body if row.label >= BODY)
    page = _framed(own, frame, chance)
    for change in CHANGES:
        page = change(page, stranger, chance)
    return tuple(_roughened([*page.head, *page.body, *page.tail], chance))


def _framed(own: Parts, frame: Parts, chance: Random) -> Parts:
    """Head and tail shortened, or those of another page beyond the lines next to the article."""
    head, tail = own.head, own.tail
    dice = chance.random()
    if dice < 0.35:
        head = [*frame.head[:-1], *head[-chance.randint(1, 6) :]]
    elif dice < 0.5:
        head = head[-chance.randint(1, 12) :]
    dice = chance.random()
    if dice < 0.35:
        tail = [*tail[: chance.randint(1, 6)], *frame.tail]
    elif dice < 0.5:
        tail = tail[: chance.randint(1, 12)]
    return Parts(head, own.body, tail)


def _shuffled(page: Parts, _: Parts, chance: Random) -> Parts:
    """What stands below the article comes in another order."""
    if chance.random() >= 0.2:
        return page
    tail = _blocks(page.tail)
    near = chance.randint(0, min(2, len(tail)))
    rest = tail[near:]
    chance.shuffle(rest)
    return dataclasses.replace(page, tail=_joined([*tail[:near], *rest]))


def _moved(page: Parts, _: Parts, chance: Random) -> Parts:
    """A sidebar that stood below the article stands above it."""
    tail = _blocks(page.tail)
    if chance.random() >= 0.2 or len(tail) <= 3:
        return page
    first = chance.randrange(1, len(tail))
    last = first + chance.randint(1, 4)
    head = _blocks(page.head)
    at = chance.randint(0, max(len(head) - 1, 0))
    above = _joined([*head[:at], *tail[first:last], *head[at:]])
    return Parts(above, page.body, _joined([*tail[:first], *tail[last:]]))


def _visited(page: Parts, stranger: Parts, chance: Random) -> Parts:
    """A sidebar of another page stands below the article."""
    theirs = _blocks(stranger.tail or stranger.head)
    if chance.random() >= 0.2 or not theirs:
        return page
    first = chance.randrange(len(theirs))
    sidebar = theirs[first : first + chance.randint(1, 6)]
    tail = _blocks(page.tail)
    at = chance.randint(min(1, len(tail)), len(tail))
    return dataclasses.replace(page, tail=_joined([*tail[:at], *sidebar, *tail[at:]]))


def _emptied(page: Parts, _: Parts, chance: Random) -> Parts:
    """Some of the furniture is lost, by lines or by blocks."""
    if chance.random() >= 0.3:
        return page
    share, by_block = chance.random() * _LOST, chance.random() < 0.5

    def kept(rows: Rows) -> Rows:
        groups = _blocks(rows) if by_block else [[row] for row in rows]
        return _joined([group for group in groups if chance.random() >= share])

    return Parts(kept(page.head), page.body, kept(page.tail))


def _shortened(page: Parts, _: Parts, chance: Random) -> Parts:
    """The article lacks a stretch after its first lines."""
    if chance.random() >= 0.2 or len(page.body) <= 6:
        return page
    size = chance.randint(1, len(page.body) // 2)
    first = chance.randint(2, len(page.body) - size)
    return dataclasses.replace(page, body=[*page.body[:first], *page.body[first + size :]])


CHANGES: tuple[Callable[[Parts, Parts, Random], Parts], ...] = (
    _shuffled,
    _moved,
    _visited,
    _emptied,
    _shortened,
)


def _blocks(rows: Sequence[Row]) -> list[Rows]:
    """The lines between two blank ones."""
    found: list[Rows] = []
    for row in rows:
        if not found or row.line.gap or len(found[-1]) >= _MOST_IN_BLOCK:
            found.append([])
        found[-1].append(row)
    return found


def _joined(blocks: Sequence[Rows]) -> Rows:
    return [row for block in blocks for row in block]


def _roughened(rows: Sequence[Row], chance: Random) -> Iterator[Row]:
    """Blank lines and bullets come and go with the tool that saved a page."""
    dice, no_bullets = chance.random(), chance.random() < 0.12
    for row in rows:
        changed = row
        if dice < 0.2:
            changed = _gapped(changed, gap=dice >= 0.12)
        bare = row.line.text.lstrip(_BULLETS)
        if no_bullets and bare:
            line = changed.line._replace(text=bare, indent=0)
            changed = dataclasses.replace(changed, line=line)
        yield changed


def _gapped(row: Row, *, gap: bool) -> Row:
    return dataclasses.replace(row, line=row.line._replace(gap=gap))
