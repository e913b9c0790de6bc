"""The table of all articles: every article in one file of rows, and each where its id puts it."""

from newsarchive.model import ArticleId
from newsarchive.publish.pages.table import CHUNK, _spread


def ids(count: int) -> list[ArticleId]:
    return [ArticleId(f"{n:05}_x") for n in range(count)]


def test_every_article_stands_in_one_file() -> None:
    found = [one for chunk in _spread(ids(3 * CHUNK)) for one in chunk]
    assert sorted(found) == ids(3 * CHUNK)


def test_one_article_more_changes_one_file() -> None:
    before, after = (set(_spread(ids(count))) for count in (3 * CHUNK, 3 * CHUNK + 1))
    assert len(after - before) == 1


def test_an_empty_archive_has_no_file() -> None:
    assert _spread([]) == []
