from newsarchive.config import Config
from newsarchive.model import Archive, EntityId, Kind, Page
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, Said
from newsarchive.publish.pages import OWNED, make_pages
from newsarchive.publish.pages.listing import SHEET, NamedLink, sheets
from newsarchive.publish.pages.lists import SIZES, cloud
from newsarchive.publish.pages.time import YEAR_WHOLE
from tests.factory import make_archive, make_article, make_entity, make_record

BAKU = make_entity("places/baku", en="Baku")


def pages(archive: Archive, config: Config | None = None) -> dict[str, str]:
    drafts = make_pages(Edition(archive, config or Config()))
    made = (draft.make() if isinstance(draft, Draft) else draft for draft in drafts)
    return {page.path: page.text for page in made if isinstance(page, Page)}


def many(count: int, published: str | None = None) -> Archive:
    records = [
        make_record(
            make_article(f"a{n:03}", published=published, paragraphs=["Baku."]),
            named={"Baku": BAKU},
        )
        for n in range(count)
    ]
    return make_archive(*records)


def test_an_empty_archive_has_every_page_that_the_navigation_names() -> None:
    made = pages(make_archive())
    for path in ("index.md", "articles/index.md", "people/index.md", "stories/index.md",
                 "years/index.md", "sources.md", "map.md", "undated.md",
                 "rejected.md"):  # fmt: skip
        assert path in made
    assert "Nothing here yet" in made["index.md"]


def test_every_page_lies_in_a_place_of_its_own() -> None:
    owned = tuple(place if place.endswith(".md") else f"{place}/" for place in OWNED)
    assert all(path.startswith(owned) for path in pages(many(3, "2018-09-14")))


def test_a_long_list_goes_on_over_sheets() -> None:
    made = pages(many(SHEET + 1, "2018-09-14"))
    assert made["years/2018/09.md"].count('class="teaser"') == SHEET
    assert made["years/2018/09/2.md"].count('class="teaser"') == 1


def test_undated_articles_go_on_over_parts_and_the_first_page_leads_to_all() -> None:
    made = {p: text for p, text in pages(many(4 * SHEET)).items() if p.startswith("undated")}
    assert sum(text.count('class="teaser"') for text in made.values()) == 4 * SHEET
    parts = len(made) - 1
    assert parts >= 3
    for number in range(1, parts + 1):
        assert f'href="../undated/{number}/"' in made["undated.md"]
    assert 'href="../../undated/"' in made[f"undated/{parts}.md"]


def test_an_undated_article_more_changes_few_of_their_parts() -> None:
    before, after = pages(many(400)), pages(many(401))
    changed = {p for p in after if p.startswith("undated/") and before.get(p) != after[p]}
    assert len(changed) <= 3


def test_a_short_year_shows_its_articles_and_a_long_one_its_months() -> None:
    assert pages(many(2, "2018-09-14"))["years/2018.md"].count('class="teaser"') == 2
    long = pages(many(YEAR_WHOLE + 1, "2018-09-14"))
    assert long["years/2018.md"].count('class="teaser"') == 0
    assert 'href="../../years/2018/09/"' in long["years/2018.md"]


def test_a_bound_stands_in_its_year_but_in_no_month() -> None:
    made = pages(many(1, "[..2018-09-14]"))
    assert "Month not known, or only a bound" in made["years/2018.md"]
    assert "years/2018/09.md" not in made


def test_sheets_hold_everything_once() -> None:
    parts = sheets(range(120), 50)
    assert [len(part) for part in parts] == [50, 50, 20]
    assert [n for part in parts for n in part] == list(range(120))


def test_in_a_cloud_the_most_frequent_is_the_largest_and_names_stand_in_order() -> None:
    kind: Kind = "place"
    links = [
        NamedLink(EntityId(f"places/{name}"), kind, Said(name, "en"), count)
        for name, count in (("c", 100), ("a", 10), ("b", 1))
    ]
    assert [(size, link.name.text) for size, link in cloud(links)] == [
        (3, "a"),
        (1, "b"),
        (SIZES, "c"),
    ]


def test_the_same_archive_gives_the_same_pages() -> None:
    assert pages(many(5, "2018-09-14")) == pages(many(5, "2018-09-14"))


def test_sources_stand_side_by_side_with_whom_each_names_most() -> None:
    baku = make_article("a", paragraphs=["Baku."], sources=["Vestnik", "Agency"], published="2018")
    other = make_article("b", paragraphs=["Rain."], sources=["Vestnik"], language="ru")
    none = make_article("c", paragraphs=["Snow."])
    made = pages(
        make_archive(make_record(baku, named={"Baku": BAKU}), *map(make_record, (other, none)))
    )
    page = made["sources.md"]
    assert page.index("Vestnik") < page.index("Agency")
    assert 'href="../search/?source=Vestnik"' in page
    assert "2 articles" in page
    assert 'href="../places/baku/"' in page
    assert "1 article names no source." in page


def test_a_source_with_a_hostile_name_stays_a_name() -> None:
    name = '"><script>alert(1)</script>&source=x'
    page = pages(make_archive(make_record(make_article(sources=[name]))))["sources.md"]
    assert "<script" not in page
    assert "source=%22%3E%3Cscript%3E" in page
