"""Any bytes at all: a page that nothing runs in, or a reason. Few here, 20,000 in `make stress`."""

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from newsarchive.config import Config
from newsarchive.errors import ReadError
from newsarchive.ingest.making import make_article
from newsarchive.ingest.readers import plain
from newsarchive.model import Article, Editorial, Stated
from newsarchive.publish.edition import Edition
from newsarchive.publish.feeds import feed_pages
from newsarchive.publish.pages.article import article_page
from tests.factory import make_archive, make_record, make_sentences
from tests.hostile import ENCODINGS, PAYLOADS
from tests.small_archive import TEXTS
from tests.test_hostile import faults_of

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([line for text in TEXTS.values() for line in text.split("\n")]),
    st.sampled_from([payload[:200] for payload in PAYLOADS]),
    st.sampled_from(["Share", "4 comments", "14.09.2018 20:53", "99.99.9999", "By Anna Ode", "1."]),
)
WRITTEN = st.tuples(st.lists(LINES, max_size=20).map("\n".join), st.sampled_from(ENCODINGS))
RAW = st.one_of(
    WRITTEN.map(lambda made: made[0].encode(made[1], "ignore")),
    WRITTEN.map(lambda made: made[0].encode("utf-8", "surrogatepass")[1:]),
    st.binary(max_size=300),
)


def published(raw: bytes) -> Article | str:
    """The article, or why there is none."""
    try:
        return make_article(plain.read(raw, "a.txt", "0" * 64), Stated(), Editorial())
    except ReadError as error:
        return str(error)


def check(raw: bytes) -> None:
    article = published(raw)
    if isinstance(article, str):
        assert len(article.split()) > 3
        return
    record = make_record(article, summary=(0,) if make_sentences(article) else ())
    edition = Edition(make_archive(record), Config(site_url="https://x.example/"))
    body = article_page(edition, record).text.split("---\n", 2)[2].strip()
    assert "\n\n" not in body, "a blank line ends the block, and Markdown reads on"
    tree = html.document_fromstring(f"<html><head><title>x</title></head>{body}</html>")
    assert faults_of(tree) == []
    assert tree.xpath("count(//script[not(contains(@type, 'json'))])") == 0
    for draft in feed_pages(edition):
        made = draft.make()
        read = json.loads if made.path.endswith(".json") else ET.fromstring
        read(made.text)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(RAW)
def test_any_bytes_become_a_safe_page_or_a_reason(raw: bytes) -> None:
    check(raw)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@settings(deadline=None, max_examples=20_000, suppress_health_check=list(HealthCheck))
@given(RAW)
def test_twenty_thousand_texts_become_safe_pages_or_reasons(raw: bytes) -> None:
    check(raw)
