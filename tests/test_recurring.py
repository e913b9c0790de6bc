"""Lines that recur on several pages are furniture; a reprint's lines are not."""

from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.recurring import Marks, find_recurring, mark, marks, side_by_side


def page(*lines: str) -> Marks:
    return marks(tuple(iter_lines("\n".join(lines))))


def story(name: str) -> str:
    return f"The {name} of Eastmouth was opened on Monday after two years of work, the mayor said."


def recurring(*pages: Marks) -> list[tuple[int, ...]]:
    return find_recurring(side_by_side(pages))


def number(line: str) -> int:
    return mark(next(iter(iter_lines(line))))


def test_a_line_of_three_pages_recurs_whatever_numbers_it_holds() -> None:
    pages = [page(f"Seen {n} times", story(name)) for n, name in enumerate(("pier", "zoo", "spa"))]
    assert recurring(*pages) == [(number("Seen 7 times"),)] * 3


def test_a_line_of_two_pages_does_not() -> None:
    pages = [page("Our menu", story("pier")), page("Our menu", story("zoo")), page(story("spa"))]
    assert recurring(*pages) == [(), (), ()]


def test_articles_of_one_site_with_a_long_sidebar_are_no_copies() -> None:
    sidebar = [story(f"{nth} sponsor") for nth in ("first", "second", "third")]
    pages = [page("Menu", "Home", *sidebar, story(name)) for name in ("pier", "zoo", "spa")]
    common = {number(line) for line in ("Menu", "Home", *sidebar)}
    assert [set(found) for found in recurring(*pages)] == [common] * 3


def test_reprints_on_other_sites_are_copies_though_furniture_differs() -> None:
    body = [story(name) for name in ("pier", "zoo", "spa")]
    pages = [page(f"{site} home", *body, story(site)) for site in ("Herald", "Gazette", "Post")]
    assert recurring(*pages) == [()] * 3


def test_copies_of_one_article_count_once() -> None:
    pages = [page("A quiet town", story("pier")) for _ in range(4)]
    assert recurring(*pages) == [()] * 4


def test_pages_without_lines_have_nothing_in_common() -> None:
    assert recurring() == []
    assert recurring(page(), page("Menu")) == [(), ()]
