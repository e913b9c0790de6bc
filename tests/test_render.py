"""No text, whatever it holds, becomes markup, Markdown or a second line of front matter."""

import re
from html import unescape

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from mkdocs.utils import meta

from newsarchive.config import Config
from newsarchive.publish.edition import Edition
from newsarchive.publish.given import parted
from newsarchive.publish.pages.article import article_page
from newsarchive.publish.render import neutral, page, plain
from tests.factory import make_archive, make_article, make_record

HOSTILE = (
    "</div></article><script>alert(1)</script>",
    "```\n~~~\ncode\n```",
    "[x](javascript:alert(1)) ![y](http://tracker.example/z.png)",
    "[x]: javascript:alert(1)",
    '--8<-- "mkdocs.yml"',
    "{{7*7}} {% raw %} {# note #}",
    "a&#x0A;&#10;b &lt;script&gt;",
    "one\u2028two\u2029three\x85four",
    "nul\x00 stx\x02 etx\x03wzxhzdk:0\x03 bell\x07",
    "\u202eevil\u202c \u2066isolate\u2069",
    "---\ntemplate: 404.html\n---",
    "<!-- comment --> <![CDATA[ x ]]> <?php ?>",
    "\n\n\n    indented\n\n# heading\n\n* item",
    "<img src=x onerror=alert(1)> <svg onload=alert(1)>",
    "x" * 300 + "[" * 300,
    "{: onclick=alert(1) } *[HTML]: x",
    "lone \ud800 surrogate",
)


def shown(text: str) -> html.HtmlElement:
    """The page of an article full of `text`, as Python-Markdown hands it on, parsed."""
    article = make_article(title=text, paragraphs=(text or "x",), sources=(text,))
    edition = Edition(make_archive(make_record(article, summary=())), Config())
    made = article_page(edition, edition.archive.records[article.id])
    _, front, body = made.text.split("---\n", 2)
    assert set(yaml.safe_load(front)) <= {"title", "description", "head", "kind"}
    passed = markdown.markdown(body, extensions=["admonition", "attr_list", "tables", "toc"])
    assert passed == body.strip()
    return html.fragment_fromstring(passed)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_passes_markdown_untouched_and_adds_no_element(text: str) -> None:
    tree = shown(text)
    assert not tree.xpath("//script | //img | //svg | //iframe | //object | //embed | //style")
    assert not tree.xpath("//@onclick | //@onerror | //@onload")
    links = tree.xpath("//@href | //@src")
    assert all(not link.lower().startswith(("javascript:", "data:")) for link in links)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_as_it_was_written(text: str) -> None:
    title = shown(text).xpath("string(//h1)")
    assert re.sub(r"\s+", " ", title).strip() == re.sub(r"\s+", " ", plain(text)).strip()


@given(st.text())
def test_neutral_text_holds_no_sign_of_markup(text: str) -> None:
    made = str(neutral(text))
    assert not set("<>\"'[]{}`*\n\r\x00") & set(made)


@given(st.text())
def test_neutral_text_is_read_as_what_it_was(text: str) -> None:
    assert unescape(str(neutral(text))) == plain(text)


def test_a_page_keeps_only_front_matter_that_is_known() -> None:
    made = page("x.md", "head", meta={"title": "t", "layout": "evil"}, tags=[], feeds=[],
                base="", site="", noindex=False, graph="")  # fmt: skip
    assert yaml.safe_load(made.text.split("---\n")[1]) == {"title": "t"}


@given(st.text(min_size=1))
def test_front_matter_is_one_line_that_json_reads_as_yaml_does(text: str) -> None:
    made = page("x.md", "head", meta={"head": text}, tags=[], feeds=[],
                base="", site="", noindex=False, graph="").text  # fmt: skip
    read = parted(made)
    assert read is not None
    assert meta.get_data(made) == read
    assert len(made.split("---\n")[1].splitlines()) == 1


def test_front_matter_of_another_hand_is_left_to_mkdocs() -> None:
    for head in ("title: x", 'title: "x', "title:\n- x", '1: "x"'):
        assert parted(f"---\n{head}\n---\n\ntext\n") is None
    assert parted('title: "x"\n---\ntext\n') is None


def test_a_title_is_escaped_in_the_front_matter_since_material_prints_it_raw() -> None:
    article = make_article(title="</title><script>alert(1)</script>")
    edition = Edition(make_archive(make_record(article)), Config())
    made = article_page(edition, edition.archive.records[article.id])
    assert "<script>alert" not in made.text
