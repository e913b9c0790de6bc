"""Which articles are indexed together, so that a new one costs little.

A segment is indexed once and never changed. An article that was edited is *stale* in the segment
that holds it: its row stays there, masked. One that was removed takes the segment with it, since
somebody may have wanted its words gone. New and edited articles go into a small segment
that is made anew until it is full; a few of one size become one of the next, as in a log-structured
merge tree. Pure: what exists and what is wanted in, what to make out.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsarchive.model import ArticleId

FORMAT = 1  # of the files in a segment; raise it when they change
FULL = 2_000  # articles; Pagefind takes some 350 KB of memory for each while it indexes
RECENT = 150  # articles; a segment this small is made anew with the next article
FAN = 4  # segments of one size that become one of the next


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment there is: its rows in order."""

    name: str
    rows: tuple[tuple[ArticleId, str], ...]  # (article, digest of its document)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the index is to consist of, in order."""

    kept: tuple[Segment, ...]  # as they are
    made: tuple[Segment, ...]  # to be indexed

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All, fullest first: the order in which the next build finds them."""
        return tuple(sorted(self.kept + self.made, key=in_order))


def in_order(segment: Segment) -> tuple[int, str]:
    """Sort key: fullest first."""
    return -len(segment.rows), segment.name


def plan(existing: Sequence[Segment], wanted: Mapping[ArticleId, str]) -> Plan:
    """Every article of `wanted` (article -> digest) live in exactly one segment."""
    seen: set[ArticleId] = set()
    live: dict[str, tuple[tuple[ArticleId, str], ...]] = {}
    for segment in existing:
        rows = tuple(row for row in segment.rows if row[0] not in seen and is_live(row, wanted))
        seen.update(article for article, _ in rows)
        live[segment.name] = rows
    kept = [s for s in existing if _may_stay(s, len(live[s.name]), wanted)]
    pending = [(a, d) for a, d in wanted.items() if a not in seen]
    pending += [row for s in existing if s not in kept for row in live[s.name]]
    kept, pending = _merged(kept, live, pending)
    pending.sort()
    made = [tuple(pending[n : n + FULL]) for n in range(0, len(pending), FULL)]
    return Plan(tuple(kept), tuple(Segment(_name(rows), rows) for rows in made))


def _is_worth_keeping(
    segment: Segment,
    live: Sequence[tuple[ArticleId, str]],
    wanted: Mapping[ArticleId, str],
) -> bool:
    """Nothing in it was taken down, and most of it is not masked."""
    return len(live) * 2 > len(segment.rows) and all(row[0] in wanted for row in segment.rows)


def stale_rows(
    segments: Sequence[Segment], wanted: Mapping[ArticleId, str]
) -> dict[str, tuple[int, ...]]:
    """For each segment the rows that must not be found: outdated, or live in one before it.

    The latter only where a build was killed between making a segment and removing the old ones.
    """
    seen: set[ArticleId] = set()
    stale: dict[str, tuple[int, ...]] = {}
    for segment in segments:
        live = [is_live(row, wanted) and row[0] not in seen for row in segment.rows]
        seen.update(row[0] for row, lives in zip(segment.rows, live, strict=True) if lives)
        stale[segment.name] = tuple(n for n, lives in enumerate(live) if not lives)
    return stale


def is_live(row: tuple[ArticleId, str], wanted: Mapping[ArticleId, str]) -> bool:
    return wanted.get(row[0]) == row[1]


def _may_stay(segment: Segment, alive: int, wanted: Mapping[ArticleId, str]) -> bool:
    """Not when most of it is masked, nor when it holds words of an article that was removed."""
    return alive * 2 > len(segment.rows) and all(row[0] in wanted for row in segment.rows)


def _merged(
    kept: list[Segment],
    live: Mapping[str, Sequence[tuple[ArticleId, str]]],
    pending: list[tuple[ArticleId, str]],
) -> tuple[list[Segment], list[tuple[ArticleId, str]]]:
    """Take into `pending` the segments that are too small to stay beside it."""
    if not pending:
        return kept, pending
    sizes: dict[int, list[Segment]] = defaultdict(list)
    for segment in kept:
        sizes[_size(len(live[segment.name]))].append(segment)
    taken: list[Segment] = []
    for size in range(_size(FULL)):
        members = sizes[size]
        if size == 0 or (_size(len(pending)) >= size and len(members) >= FAN - 1):
            taken += members
            pending = pending + [row for s in members for row in live[s.name]]
    return [s for s in kept if s not in taken], pending


def _size(articles: int) -> int:
    """0 for a segment that is still filling, then a step for each FAN times as many."""
    step = 0
    while articles >= RECENT * FAN**step:
        step += 1
    return step


def _name(rows: Sequence[tuple[ArticleId, str]]) -> str:
    total = hashlib.blake2b(f"{FORMAT}".encode(), digest_size=8)
    for article, digest in rows:
        total.update(f"\0{article}\0{digest}".encode())
    return total.hexdigest()
