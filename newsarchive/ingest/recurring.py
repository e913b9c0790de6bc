"""Lines that stand on several pages of the archive: menus, teasers, notices. Copies of one article
are counted as one page, so that a reprint is no furniture. Judges no single page.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsarchive.ingest.cues import folded
from newsarchive.ingest.layout import Line

PAGES = 3  # different pages that a recurring line stands on
LONG = 80  # characters from which a line tells articles apart
_CROWD = 40  # pages; a long line on more of them is a notice, not a reprint
_SHARED = 0.5  # of the long lines of the page with fewer: copies of one article
_SAME_SITE = 0.3  # of its short lines: pages of one site, which share long lines of a sidebar too
_SAME_PAGE = 0.9  # of its long lines: copies all the same


@dataclass(frozen=True, slots=True)
class Marks:
    """A page's lines as numbers, sorted: enough to compare pages."""

    short: tuple[int, ...]
    long: tuple[int, ...]


def mark(line: Line) -> int:
    """A number for the line's words, whatever numbers stand in it."""
    digest = hashlib.blake2b(folded(line.text).encode("utf-8", "surrogatepass"), digest_size=6)
    return int.from_bytes(digest.digest(), "big")


def marks(lines: Sequence[Line]) -> Marks:
    long = {mark(line) for line in lines if len(line.text) >= LONG}
    short = {mark(line) for line in lines if len(line.text) < LONG}
    return Marks(tuple(sorted(short - long)), tuple(sorted(long)))


def find_recurring(pages: Sequence[Marks]) -> list[tuple[int, ...]]:
    """For each page, which of its lines recur on others, sorted."""
    stands: Counter[int] = Counter()
    for copies in _articles(pages):
        stands.update({one for i in copies for one in _all(pages[i])})
    common = {one for one, count in stands.items() if count >= PAGES}
    return [tuple(sorted(common.intersection(_all(page)))) for page in pages]


def _all(page: Marks) -> tuple[int, ...]:
    return page.short + page.long


def _articles(pages: Sequence[Marks]) -> Collection[list[int]]:
    """The pages, those that are copies of each other together."""
    first = list(range(len(pages)))
    for (a, b), shared in sorted(_shared_lines(pages).items()):
        if _are_copies(pages[a], pages[b], shared):
            one, other = _root(first, a), _root(first, b)
            first[max(one, other)] = min(one, other)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(pages)):
        found[_root(first, i)].append(i)
    return found.values()


def _are_copies(one: Marks, other: Marks, shared: int) -> bool:
    """`shared`: how many long lines they have in common. A site's own pages share its sidebar."""
    part = shared / min(len(one.long), len(other.long))
    if not _SHARED <= part < _SAME_PAGE:
        return part >= _SAME_PAGE
    short = min(len(one.short), len(other.short))
    return len(set(one.short).intersection(other.short)) < max(_SAME_SITE * short, 1)


def _shared_lines(pages: Sequence[Marks]) -> Counter[tuple[int, int]]:
    """How many long lines two pages have in common."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for i, page in enumerate(pages):
        for one in page.long:
            holders[one].append(i)
    groups: Collection[list[int]] = [g for g in holders.values() if 1 < len(g) <= _CROWD]
    return Counter(pair for group in groups for pair in combinations(group, 2))


def _root(first: list[int], i: int) -> int:
    while first[i] != i:
        first[i] = first[first[i]]
        i = first[i]
    return i
