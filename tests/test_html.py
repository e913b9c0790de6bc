"""Web pages: what they state beats what is inferred; their furniture goes."""

import time

import pytest

from newsarchive.errors import ReadError
from newsarchive.ingest.making import make_article
from newsarchive.ingest.readers import html
from newsarchive.model import Article, Editorial, Stated

PARAGRAPHS = [
    f"The council of Eastmouth voted on {day} to repair the old bridge, which had been closed since"
    f" the flood, and the mayor said that the work would begin as soon as the ice had gone."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
]
HEAD = """<html lang="en"><head><title>Old bridge to be repaired | Echo</title>
<meta property="og:title" content="Old bridge to be repaired"><meta name="author" content="A. Ode">
<meta property="og:site_name" content="Echo"><link rel="canonical" href="https://echo.example/1">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":
"2018-09-14T08:00:00Z", "headline": "Old bridge to be repaired"}</script></head><body>"""
BODY = (
    "<ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul><article>"
    "<h1>Old bridge to be repaired</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article><div><a href=/x>Ten things to know about cats</a></div>"
)


def article(page: str) -> Article:
    seed = html.read(page.encode(), "a.html", "")
    return make_article(seed, Stated(), Editorial())


def test_text_comes_without_furniture() -> None:
    assert [paragraph.text for paragraph in article(HEAD + BODY).paragraphs] == PARAGRAPHS


def test_stated_facts_carry_where_they_were_stated() -> None:
    made = article(HEAD + BODY)
    assert made.title is not None
    assert (made.title.text, made.title.rule) == (
        "Old bridge to be repaired",
        "stated: JSON-LD headline",
    )
    assert made.published.edtf == "2018-09-14"
    assert made.published.rule == "stated: JSON-LD datePublished"
    assert [source.text for source in made.sources] == ["Echo"]
    assert made.byline is not None
    assert made.byline.text == "A. Ode"
    assert made.url is not None
    assert made.url.text == "https://echo.example/1"


def test_two_time_elements_that_disagree_date_nothing() -> None:
    times = "<time datetime=2018-09-14>a</time><time datetime=2019-01-01>b</time>"
    assert article("<html><body>" + times + BODY).published.edtf is None


def test_the_page_is_read_as_it_declares() -> None:
    page = "<meta charset=koi8-r><p>" + "Старый мост отремонтируют весной, сообщила мэрия. " * 8
    seed = html.read(page.encode("koi8-r"), "a.html", "")
    assert seed.origin.encoding == "koi8-r"
    assert "Старый мост" in seed.text


def test_scripts_and_hidden_parts_are_no_text() -> None:
    page = "<body><script>var x = 1</script><p hidden>secret</p><p>A bridge<!-- c --> fell.</p>"
    assert html.read(page.encode(), "a.html", "").text == "A bridge fell.\n"


@pytest.mark.parametrize(
    "page", ["<div>" * 100_000, "<table><tr><td>" * 30_000, "<a href=x>" * 50_000 + "two words"]
)
def test_deep_nesting_takes_bounded_time(page: str) -> None:
    began = time.process_time()
    try:
        article(page)
    except ReadError as error:
        assert str(error)  # noqa: PT017 (either an article or a reason)
    assert time.process_time() - began < 5
