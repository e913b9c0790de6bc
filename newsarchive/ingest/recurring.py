"""Lines that stand on several pages of the archive: menus, teasers, notices. Copies of one article
are counted as one page, so that a reprint is no furniture. Judges no single page.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newsarchive.ingest.cues import folded
from newsarchive.ingest.layout import Line

Numbers = npt.NDArray[np.int64]

PAGES = 3  # different pages that a recurring line stands on
LONG = 80  # characters from which a line tells articles apart
_CROWD = 40  # pages; a long line on more of them is a notice, not a reprint
_SHARED = 0.5  # of the long lines of the page with fewer: copies of one article
_SAME_SITE = 0.3  # of its short lines: pages of one site, which share long lines of a sidebar too
_BINS = 1 << 20
_SAME_PAGE = 0.9  # of its long lines: copies all the same


@dataclass(frozen=True, slots=True)
class Marks:
    """A page's lines as numbers, sorted: enough to compare pages."""

    short: tuple[int, ...]
    long: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Marks of many pages, joined in the order of the pages."""

    marks: Numbers
    counts: Numbers  # how many are each page's

    @property
    def pages(self) -> Numbers:
        """The page of each mark."""
        return np.repeat(np.arange(len(self.counts)), self.counts)


@dataclass(frozen=True, slots=True)
class Pages:
    """Many pages side by side: an archive's are counted at every build, so in whole arrays."""

    short: Column
    long: Column


def mark(line: Line) -> int:
    """A number for the line's words, whatever numbers stand in it."""
    digest = hashlib.blake2b(folded(line.text).encode("utf-8", "surrogatepass"), digest_size=6)
    return int.from_bytes(digest.digest(), "big")


def marks(lines: Sequence[Line]) -> Marks:
    long = {mark(line) for line in lines if len(line.text) >= LONG}
    short = {mark(line) for line in lines if len(line.text) < LONG}
    return Marks(tuple(sorted(short - long)), tuple(sorted(long)))


def side_by_side(pages: Sequence[Marks]) -> Pages:
    """The pages as arrays."""
    return Pages(column([page.short for page in pages]), column([page.long for page in pages]))


def column(rows: Sequence[Sequence[int]]) -> Column:
    """The marks of several pages, joined."""
    counts = np.array([len(row) for row in rows], np.int64)
    joined = (one for row in rows for one in row)
    return Column(np.fromiter(joined, np.int64, int(counts.sum())), counts)


def find_recurring(pages: Pages) -> list[tuple[int, ...]]:
    """For each page, which of its lines recur on others, sorted."""
    every = np.concatenate((pages.short.marks, pages.long.marks))
    of_page = np.concatenate((pages.short.pages, pages.long.pages))
    often = _may_stand(every, PAGES)
    every, of_page = every[often], of_page[often]
    kinds, kind = np.unique(every, return_inverse=True)
    common = _stands(kind, of_page, _articles(pages), len(kinds))[kind] >= PAGES
    every, of_page = every[common], of_page[common]
    order = np.lexsort((every, of_page))
    found = every[order].tolist()
    ends = np.cumsum(np.bincount(of_page, minlength=len(pages.short.counts))).tolist()
    return [tuple(found[start:end]) for start, end in pairwise((0, *ends))]


def _may_stand(marks: Numbers, times: int) -> npt.NDArray[np.bool_]:
    """Which marks may come so many times; few of those that do not: most lines stand nowhere else,
    and to sort them all would be dear.
    """
    bins = marks % _BINS
    return np.bincount(bins, minlength=_BINS)[bins] >= times


def _stands(kind: Numbers, of_page: Numbers, first: Numbers, kinds: int) -> Numbers:
    """On how many articles a mark of each kind stands; `first`: each page's article."""
    copied = np.bincount(first)[first][of_page] > 1
    once = np.unique(kind[copied] * len(first) + first[of_page[copied]]) // max(1, len(first))
    return np.bincount(np.concatenate((kind[~copied], once)), minlength=kinds)


def _articles(pages: Pages) -> Numbers:
    """For each page the first of those that are copies of the same article, itself among them."""
    first = list(range(len(pages.long.counts)))
    ends = np.cumsum(pages.short.counts)
    for a, b, part in _alike(pages.long):
        if part >= _SAME_PAGE or not _same_site(pages.short.marks, ends, a, b):
            one, other = _root(first, a), _root(first, b)
            first[max(one, other)] = min(one, other)
    return np.array([_root(first, page) for page in first], np.int64)


def _same_site(short: Numbers, ends: Numbers, a: int, b: int) -> bool:
    """Whether two pages share short lines, as a site's own pages do; copies elsewhere do not."""
    one, other = (short[ends[page - 1] if page else 0 : ends[page]] for page in (a, b))
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= max(_SAME_SITE * min(len(one), len(other)), 1)


def _alike(long: Column) -> list[tuple[int, int, float]]:
    """Pairs of pages, and the share of long lines they have in common, where that is large."""
    count = len(long.counts)
    pairs, shared = np.unique(_pairs(long), return_counts=True)
    one, other = np.divmod(pairs, max(1, count))
    part = shared / np.minimum(long.counts[one], long.counts[other])
    near = part >= _SHARED
    return list(zip(one[near].tolist(), other[near].tolist(), part[near].tolist(), strict=True))


def _pairs(long: Column) -> Numbers:
    """For each long line every pair of pages that hold it, as one number; again for each line."""
    often = _may_stand(long.marks, 2)
    marks, page = long.marks[often], long.pages[often]
    order = np.argsort(marks, kind="stable")  # so a line's pages come in their order
    page = page[order]
    _, kind, crowd = np.unique(marks[order], return_inverse=True, return_counts=True)
    fitting = crowd[kind] <= _CROWD
    kind, page = kind[fitting], page[fitting]
    found = [np.zeros(0, np.int64)]
    for apart in range(1, _CROWD):
        same = np.flatnonzero(kind[apart:] == kind[:-apart])
        if not len(same):
            break
        found.append(page[same] * len(long.counts) + page[same + apart])
    return np.concatenate(found)


def _root(first: list[int], i: int) -> int:
    while first[i] != i:
        first[i] = first[first[i]]
        i = first[i]
    return i
