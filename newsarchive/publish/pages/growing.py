"""A long list cut into parts that stay as they are while the list grows.

Where a part ends is decided by the articles in it, not by counting from one end: an article that
comes in anywhere changes the part it falls into, and leaves the pages of all others alone.
"""

from collections.abc import Iterable
from zlib import crc32

from newsarchive.model import ArticleId

LEAST, MOST = 15, 40  # articles in a part
ENDS = 12  # of parts that are long enough, one article in so many ends its part


def growing_parts(oldest_first: Iterable[ArticleId]) -> list[tuple[ArticleId, ...]]:
    """The parts of the list, the oldest first; the last is what its first page shows.

    The last part is still open. As long as it is short, it holds the part before it too, so that
    the first page is never nearly empty. An empty list has one empty part.
    """
    made: list[tuple[ArticleId, ...]] = []
    part: list[ArticleId] = []
    for article in oldest_first:
        part.append(article)
        if len(part) == MOST or (len(part) >= LEAST and not crc32(article.encode()) % ENDS):
            made.append(tuple(part))
            part = []
    if made and len(part) < LEAST:
        part = [*made.pop(), *part]
    return [*made, tuple(part)]
