import json

import pytest
from lxml import etree

from newsarchive.config import Config
from newsarchive.publish.edition import Edition
from newsarchive.publish.feeds import ENTRIES, NEVER, feed_pages
from tests.factory import make_archive, make_article, make_entity, make_record

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BAKU = make_entity("places/baku", en="Baku")


def feeds(*articles: str, site_url: str = "https://x.example/archive/") -> dict[str, str]:
    records = [
        make_record(make_article(f"a{n}", published=date or None, paragraphs=["Baku is here."]),
                    named={"Baku": BAKU})
        for n, date in enumerate(articles)
    ]  # fmt: skip
    edition = Edition(make_archive(*records), Config(site_url=site_url))
    return {draft.path: draft.make().text for draft in feed_pages(edition)}


def test_the_archive_and_each_entity_have_both_feeds() -> None:
    assert sorted(feeds("2018-09-14")) == [
        "feeds/archive.json",
        "feeds/archive.xml",
        "feeds/places/baku.json",
        "feeds/places/baku.xml",
    ]


def test_an_undated_article_is_in_the_feed_without_a_made_up_date() -> None:
    made = feeds("", "2018-09-14")
    atom = etree.fromstring(made["feeds/archive.xml"].encode())
    assert atom.xpath("//a:entry/a:updated/text()", namespaces=ATOM) == [
        "2018-09-14T00:00:00Z",
        NEVER,
    ]
    assert len(atom.findall(".//a:published", namespaces=ATOM)) == 1
    items = json.loads(made["feeds/archive.json"])["items"]
    assert ["date_published" in item for item in items] == [True, False]


def test_a_bound_is_no_date_of_publication() -> None:
    made = feeds("[..2018-09-14]")
    assert "<published>" not in made["feeds/archive.xml"]
    assert "date_published" not in made["feeds/archive.json"]


def test_a_feed_is_bounded() -> None:
    made = feeds(*(["2018-09-14"] * (ENTRIES + 5)))
    assert len(json.loads(made["feeds/archive.json"])["items"]) == ENTRIES


@pytest.mark.parametrize("site_url", ["", "https://x.example/archive"])
def test_every_link_is_whole_or_leads_from_the_feed_to_the_page(site_url: str) -> None:
    made = feeds("2018-09-14", site_url=site_url)
    link = json.loads(made["feeds/places/baku.json"])["items"][0]["url"]
    assert link == (f"{site_url}/articles/a0/" if site_url else "../../articles/a0/")


@pytest.mark.parametrize("text", ["</title><script>", "a\x00b\x0b", "\ufffe]]>", "&amp;"])
def test_a_hostile_title_leaves_the_feed_well_formed(text: str) -> None:
    archive = make_archive(make_record(make_article(title=text)))
    for page in (draft.make() for draft in feed_pages(Edition(archive, Config()))):
        if page.path.endswith(".xml"):
            etree.fromstring(page.text.encode())
        else:
            json.loads(page.text)
