"""Copies of pages keep their article's lines apart from everybody's furniture."""

from random import Random

from newsarchive.ingest.layout import iter_lines
from training.pages import Page, Row
from training.splices import parted, spliced

SEEDS = 40  # copies of each page: enough for every change to happen


def page(name: str, *, lang: str = "en") -> Page:
    texts = [f"{name} menu {n}" for n in range(4)]
    texts += [f"{name} article {n}" for n in range(8)]
    texts += [f"\n{name} sidebar {n}" for n in range(6)]
    lines = iter_lines("\n".join(texts))
    rows = (Row(line, float("article" in line.text), 3, title=False) for line in lines)
    return Page(f"{name}.example", lang, "full", tuple(rows))


def copies(*known: Page) -> list[tuple[Row, ...]]:
    return [one for seed in range(SEEDS) for one in spliced(known, Random(seed))]


def test_a_copy_holds_articles_lines_of_its_own_page_alone_in_their_order() -> None:
    known = (page("Herald"), page("Post"))
    wholes = [[row.line.text for row in one.rows if row.label] for one in known]
    for rows in copies(*known):
        body = [row.line.text for row in rows if row.label]
        whole = next(one for one in wholes if body[0] in one)
        assert body == [text for text in whole if text in body]
        assert body[:2] == whole[:2]


def test_furniture_of_other_pages_comes_in_and_own_goes() -> None:
    framed = [{row.line.text for row in rows} for rows in copies(page("Herald"), page("Post"))]
    assert any("Herald article 0" in rows and "Post menu 0" in rows for rows in framed)
    assert any("Herald article 0" in rows and "Herald menu 0" not in rows for rows in framed)


def test_pages_of_another_language_give_nothing() -> None:
    for rows in copies(page("Herald"), page("Zeitung", lang="de")):
        assert len({row.line.text.split()[0] for row in rows}) == 1


def test_a_page_without_an_article_is_not_copied() -> None:
    whole = page("Herald")
    assert copies(Page(whole.site, whole.lang, whole.variant, whole.rows[:4])) == []


def test_same_chance_same_copies() -> None:
    known = (page("Herald"), page("Post"))
    assert list(spliced(known, Random(7))) == list(spliced(known, Random(7)))


def test_a_page_is_parted_at_its_articles_ends() -> None:
    parts = parted(page("Herald").rows)
    assert [len(rows) for rows in (parts.head, parts.body, parts.tail)] == [4, 8, 6]
