"""Topics: what an article is about, not what it mentions once."""

from pathlib import Path

import pytest

from newsarchive.describe.authority import Authority, load
from newsarchive.describe.topics import topics
from newsarchive.model import Article, ArticleId, DateEvidence, Found, Origin, Paragraph

TOPICS = """
- id: topics/aviation
  name: {en: Aviation}
  terms: {en: [airline, airport, passenger plane], ru: [самолёт, аэропорт, авиакомпания]}
- id: topics/sport
  name: {en: Sport}
  terms: {en: [match, coach]}
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder: Path = tmp_path_factory.mktemp("authority")
    (folder / "topics.yml").write_text(TOPICS, "utf-8")
    return load(folder)


def found(authority: Authority, *paragraphs: str, title: str = "", lang: str = "en") -> list[str]:
    article = Article(
        id=ArticleId("a"),
        origin=Origin("a.txt", "", 0, "utf-8", "", "text"),
        language=lang,
        language_rule="",
        title=Found(title, "") if title else None,
        paragraphs=tuple(Paragraph(text, ()) for text in paragraphs),
        published=DateEvidence(None, ""),
        removals=(),
    )
    return [one.entity for one in topics(article, authority)]


def test_a_topic_touched_on_once_is_none(authority: Authority) -> None:
    assert found(authority, "They met at the airport and spoke of trade.") == []


def test_a_term_of_the_title_and_another_in_the_text_make_a_topic(authority: Authority) -> None:
    text = "Its passenger plane landed."
    assert found(authority, "It rained.", text, title="The airline") == ["topics/aviation"]


def test_terms_are_found_in_any_case(authority: Authority) -> None:
    text = "Самолётом авиакомпании доставили груз, аэропортам платят."
    assert found(authority, text, lang="ru") == ["topics/aviation"]


def test_one_term_of_a_long_text_does_not_become_a_topic_by_length(authority: Authority) -> None:
    long = "Nothing of the kind happened anywhere that day. " * 200
    assert found(authority, long, "The airline has an airport.") == []


def test_the_evidence_quotes_the_terms_as_printed(authority: Authority) -> None:
    article = Article(
        ArticleId("a"),
        Origin("a", "", 0, "utf-8", "", "text"),
        "en",
        "",
        Found("Airlines and airports", ""),
        (Paragraph("Coaches waited.", ()),),
        DateEvidence(None, ""),
        (),
    )
    (only,) = topics(article, authority)
    assert only.evidence == "“Airlines”, “airports”"
    assert only.count == 2
