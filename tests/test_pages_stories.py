from dataclasses import replace

from lxml import html

from newsarchive.config import Config
from newsarchive.model import Archive, Entity, Record, Story, StoryId
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.listing import SHEET
from newsarchive.publish.pages.stories import story_pages
from tests.factory import make_archive, make_article, make_entity, make_record

BAKU = make_entity("places/baku", en="Baku")
MIRA = make_entity("people/mira-sol", en="Mira Sol")


def told(key: str, source: str, *named: Entity) -> Record:
    text = " and ".join(one.name("en") for one in named) + " were there."
    article = make_article(key, title=f"As {source} says", paragraphs=[text], sources=[source])
    return make_record(article, named={one.name("en"): one for one in named})


def pages(archive: Archive) -> dict[str, html.HtmlElement]:
    drafts = story_pages(Edition(archive, Config()))
    made = [draft.make() for draft in drafts if isinstance(draft, Draft)]
    return {page.path: html.fragment_fromstring(page.text.split("---\n", 2)[2]) for page in made}


def an_archive(count: int = 1) -> Archive:
    archive = make_archive(told("a1", "Herald", BAKU, MIRA), told("a2", "Vestnik", BAKU))
    ids = tuple(sorted(archive.records))
    stories = tuple(Story(StoryId(f"s{n:03}"), ids, (BAKU.id,)) for n in range(count))
    return replace(archive, stories=stories)


def test_each_source_tells_its_side_with_what_it_alone_names() -> None:
    tree = pages(an_archive())["stories/s000.md"]
    sides = tree.xpath("//section[@class='telling']")
    assert [side.get("aria-label") for side in sides] == ["Herald", "Vestnik"]
    assert [side.xpath(".//a[contains(@class, 'tag')]/@href") for side in sides] == [
        ["../../people/mira-sol/"],
        [],
    ]


def test_what_a_story_has_in_common_stands_above_its_sides() -> None:
    tree = pages(an_archive())["stories/s000.md"]
    assert tree.xpath("//header//a[contains(@class, 'tag')]/@href") == ["../../places/baku/"]


def test_the_list_of_stories_goes_on_over_sheets() -> None:
    made = pages(an_archive(SHEET + 2))
    assert len(made["stories/index.md"].xpath("//article")) == SHEET
    assert len(made["stories/sheet/2.md"].xpath("//article")) == 2


def test_without_stories_the_list_says_so() -> None:
    made = pages(replace(an_archive(), stories=()))
    assert "No two articles report the same event yet." in made["stories/index.md"].text_content()
