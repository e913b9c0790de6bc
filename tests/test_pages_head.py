import json
from dataclasses import replace

import pytest
from lxml import html

from newsarchive.config import Config
from newsarchive.model import Found, Record
from newsarchive.publish import head
from newsarchive.publish.addresses import article_path
from newsarchive.publish.citations import citations
from newsarchive.publish.edition import Edition
from tests.factory import make_archive, make_article, make_record, make_translation

SITE = Config(site_url="https://x.example/archive/", title="Test archive")


def russian(published: str | None = "2018-09-14") -> Record:
    article = make_article(
        title="Встреча",
        language="ru",
        paragraphs=["Она прошла."],
        published=published,
        sources=["Вестник"],
    )
    article = replace(article, byline=Found("А. Петров", "byline"))
    return make_record(
        article, translations=[make_translation("en", ["It was held."], title="A meeting")]
    )


def head_of(record: Record, config: Config = SITE) -> html.HtmlElement:
    edition = Edition(make_archive(record), config)
    made = head.article(edition, record, article_path(record.article.id))
    return html.fragment_fromstring(f"<div>{made}</div>")


def tags(tree: html.HtmlElement) -> dict[str, str]:
    found = tree.xpath("//meta")
    return {one.get("name") or one.get("property"): one.get("content") for one in found}


def graph(tree: html.HtmlElement) -> dict[str, object]:
    known: dict[str, object] = json.loads(tree.xpath("string(//script)"))
    return known


def test_a_translation_names_the_work_it_was_made_from() -> None:
    known = graph(head_of(russian()))
    original = known["translationOfWork"]
    assert isinstance(original, dict)
    assert (known["@type"], known["inLanguage"]) == ("NewsArticle", "en")
    assert (original["headline"], original["inLanguage"]) == ("Встреча", "ru")
    assert original["datePublished"] == "2018-09-14"
    assert known["isBasedOn"] == original["@id"]


def test_zotero_finds_title_author_date_and_language() -> None:
    found = tags(head_of(russian()))
    assert found["citation_title"] == "Встреча"
    assert found["citation_author"] == "А. Петров"
    assert found["citation_publication_date"] == "2018/09/14"
    assert found["citation_language"] == "ru"


def test_a_bound_is_never_given_out_as_a_date_of_publication() -> None:
    tree = head_of(russian("[..2018-09-14]"))
    assert "citation_publication_date" not in tags(tree)
    assert "datePublished" not in json.dumps(graph(tree))
    assert tags(tree)["DC.date"] == "[..2018-09-14]"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028&"])
def test_no_text_ends_the_script_that_holds_the_data(text: str) -> None:
    tree = head_of(make_record(make_article(title=text)))
    assert len(tree.xpath("//script")) == 1
    assert graph(tree)["headline"] == text.replace("\u2028", " ")


def test_search_engines_are_kept_away_where_the_editor_asks() -> None:
    assert tags(head_of(russian(), replace(SITE, noindex=True)))["robots"] == "noindex"
    assert "robots" not in tags(head_of(russian()))


def test_original_and_translation_are_cited_each_in_three_forms() -> None:
    record = russian()
    edition = Edition(make_archive(record), SITE)
    original, translation = citations(edition, record, article_path(record.article.id))
    assert original.text == (
        "А. Петров. “Встреча”. Вестник. 14 September 2018. Test archive. a1. "
        "https://x.example/archive/articles/a1/"
    )
    assert "  year = {2018}," in original.bibtex
    assert "TY  - NEWS" in original.ris
    assert "PY  - 2018" in original.ris
    assert "translated from Russian: “Встреча”" in translation.text


def test_a_citation_makes_up_no_year() -> None:
    record = russian("[..2018-09-14]")
    original, _ = citations(Edition(make_archive(record), SITE), record, "articles/a1.md")
    assert "year" not in original.bibtex
    assert "PY  -" not in original.ris
    assert "not later than 14 September 2018" in original.text


def test_what_tex_would_take_for_its_own_is_escaped() -> None:
    record = make_record(make_article(title=r"50% & {more} \input{x}"))
    (original,) = citations(Edition(make_archive(record), SITE), record, "articles/a1.md")
    assert r"{50\% \& \{more\} \textbackslash{}input\{x\}}" in original.bibtex
