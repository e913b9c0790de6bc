"""The pages as readers meet them, in a real Chromium, on a site built by publish()."""

import gzip
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.publish.crawl import crawl
from newsarchive.publish.publish import publish
from tests.browser.samples import archive
from tests.browser.serving import served, visited

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "articles/",
    "articles/lighthouse/",
    "articles/doubtful/",
    "articles/untranslated/",
    "articles/summary-only/",
    "articles/right-to-left/",
    "places/",
    "people/mira-sol/",
    "places/aktau/",
    "stories/",
    "stories/doubtful/",
    "sources/",
    "years/2018/",
    "map/",
    "data/",
    "rejected/",
    "search/",
    "404.html",
)
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("archive")
    config = Config(
        reader_languages=("en", "ru"),
        site_url="https://x.example/",
        report_errors="mailto:editor@x.example",
    )
    made = publish(archive(), root=root, config=config, cache=Cache(None))
    assert crawl(made.site) == ()
    with served(made.site) as address:
        yield address


@pytest.fixture
def article(browser: Browser, site: str) -> Iterator[Page]:
    with visited(browser, f"{site}articles/lighthouse/", viewport=WIDE) as page:
        yield page


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(WIDE, "light", id="wide light"),
        pytest.param(NARROW, "dark", id="narrow dark"),
        pytest.param(WIDE, "dark", id="wide dark", marks=pytest.mark.slow),
        pytest.param(NARROW, "light", id="narrow light", marks=pytest.mark.slow),
    ],
)
def test_no_kind_of_page_has_a_fault_of_accessibility(
    browser: Browser, site: str, viewport: dict[str, int], scheme: str
) -> None:
    faults = {}
    with visited(browser, site, viewport=viewport, color_scheme=scheme) as page:
        for kind in KINDS:
            page.goto(site + kind)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            if found:
                faults[kind] = [(v["id"], [n["html"] for n in v["nodes"][:3]]) for v in found]
    assert faults == {}


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_no_kind_of_page_is_wider_than_the_screen(
    browser: Browser, site: str, viewport: dict[str, int]
) -> None:
    with visited(browser, site, viewport=viewport) as page:
        for kind in KINDS:
            page.goto(site + kind)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind


def test_a_summary_leads_to_its_sentence_and_both_texts_light_up(article: Page) -> None:
    article.locator(".summary .ref:visible").first.click()
    expect(article.locator("#s1")).to_be_in_viewport()
    expect(article.locator("#s1")).to_have_class("s is-target")
    expect(article.locator("#t1")).to_have_class("s is-target")


def test_a_quoted_sentence_leads_to_its_place_in_the_translation(
    browser: Browser, site: str
) -> None:
    with visited(browser, f"{site}people/mira-sol/", viewport=NARROW) as page:
        page.locator(".quote .ref[href*='/lighthouse/']").first.click()
        expect(page.locator("#t1")).to_be_in_viewport()
        expect(page.locator("#t1")).to_have_class("s is-target")


def test_a_sentence_under_the_pointer_lights_its_pair(article: Page) -> None:
    article.locator("#t3").hover()
    expect(article.locator("#s3")).to_have_class("s is-lit")
    article.locator("#s4 .n").focus()
    expect(article.locator("#t4")).to_have_class("s is-lit")


def test_a_name_opens_a_card_by_pointer_and_by_keyboard(article: Page) -> None:
    name = article.locator("#t1 .name").first
    name.hover()
    expect(article.locator("#card-people-mira-sol")).to_be_visible()
    article.mouse.move(0, 0)
    name.focus()
    expect(article.locator("#card-people-mira-sol")).to_contain_text("Keeper of the lighthouse")
    article.keyboard.press("Escape")
    expect(article.locator("#card-people-mira-sol")).to_be_hidden()
    article.keyboard.press("Enter")
    expect(article.locator("h1")).to_have_text("Mira Sol")


def test_the_chosen_text_and_language_are_remembered(article: Page) -> None:
    article.get_by_role("button", name="Original", exact=True).click()
    expect(article.locator("#t1")).to_be_hidden()
    article.reload()
    expect(article.locator("#t1")).to_be_hidden()
    article.get_by_role("button", name="Russian", exact=True).click()
    article.reload()
    expect(article.locator("h1 span:visible")).to_have_text("Новый маяк")
    expect(article.locator(".article__original")).to_be_hidden()


def test_a_link_to_a_sentence_opens_a_text_that_is_folded_away(browser: Browser, site: str) -> None:
    address = f"{site}articles/lighthouse/#s4"
    with visited(browser, address, viewport=NARROW) as page:
        expect(page.locator("#s4")).to_be_in_viewport()


def test_the_theme_changes_and_is_remembered(article: Page) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light = article.evaluate(paper)
    article.locator("[data-theme-switch]").click()
    article.reload()
    assert article.evaluate(paper) != light


def test_on_a_phone_a_row_of_the_table_is_a_card_that_is_still_a_row(
    browser: Browser, site: str
) -> None:
    with visited(browser, f"{site}articles/", viewport=NARROW) as page:
        row = page.get_by_role("row").filter(has_text="A lighthouse in Arabic")
        expect(row.get_by_role("cell")).to_have_count(4)
        title, tags = row.get_by_role("rowheader").bounding_box(), row.bounding_box()
        assert title
        assert tags
        assert title["width"] > 0.9 * tags["width"]


def test_the_table_says_when_its_rows_cannot_be_fetched(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.route("**/rows/*.json", lambda route: route.abort())
    page.goto(f"{site}articles/")
    page.get_by_label("Filter", exact=True).fill("x")
    expect(page.get_by_role("status")).to_contain_text("could not be fetched")
    page.unroute("**/rows/*.json")
    page.get_by_label("Filter", exact=True).fill("league")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.close()


def test_the_table_filters_by_any_column_and_sorts(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}articles/", viewport=WIDE) as page:
        rows = page.locator("tbody tr")
        page.get_by_label("Filter: Source").fill("вестник")
        expect(rows).to_have_count(1)
        page.get_by_label("Filter: Source").fill("")
        page.get_by_role("button", name="Title").click()
        expect(rows.first).to_contain_text("A lighthouse in Arabic")
        page.get_by_label("Filter", exact=True).fill("маяк")
        expect(rows).to_have_count(4)


def test_home_search_article_source_related_by_keyboard_alone(browser: Browser, site: str) -> None:
    with visited(browser, site, viewport=WIDE) as page:
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the text")
        page.keyboard.press("/")
        page.keyboard.type("rained")
        expect(page.locator(".find-results a").first).to_be_visible()
        reach(page, ".find-results a")
        page.keyboard.press("Enter")
        expect(page.locator("article.article")).to_be_visible()
        reach(page, ".summary .ref")
        page.keyboard.press("Enter")
        expect(page.locator(".s.is-target").first).to_be_in_viewport()
        reach(page, ".related a")
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url != before)
        expect(page.locator("h1")).to_be_visible()


def reach(page: Page, selector: str) -> None:
    """Tab on until what has the focus matches `selector`."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by keyboard")


def test_without_scripts_every_text_and_list_is_there(browser: Browser, site: str) -> None:
    address = f"{site}articles/lighthouse/"
    with visited(browser, address, java_script_enabled=False, viewport=WIDE) as page:
        expect(page.locator("#s4")).to_be_visible()
        expect(page.locator("#t4")).to_be_visible()
        expect(page.locator("[data-needs-js]:visible")).to_have_count(0)
        page.goto(f"{site}articles/")
        expect(page.locator("tbody tr")).to_have_count(6)
        page.goto(f"{site}people/mira-sol/")
        expect(page.locator(".quote .named").first).to_be_visible()
        expect(page.locator(".timeline a").first).to_have_attribute(
            "aria-label", "September 2018: 1 article"
        )


def test_what_is_said_of_a_picture_stays_in_view_where_the_picture_is_wider(
    browser: Browser, site: str
) -> None:
    with visited(browser, f"{site}years/", viewport=NARROW) as page:
        reel = page.locator(".timeline__reel")
        assert reel.evaluate("one => one.scrollWidth > one.clientWidth")
        for shown in (".timeline figcaption", ".timeline a >> nth=-1"):
            box = page.locator(shown).bounding_box()
            assert box is not None
            assert 0 <= box["x"] <= box["x"] + box["width"] <= NARROW["width"]


def test_paper_gets_both_texts_and_no_chrome(article: Page) -> None:
    article.get_by_role("button", name="Translation", exact=True).click()
    article.emulate_media(media="print")
    expect(article.locator("#s1")).to_be_visible()
    expect(article.locator("#t1")).to_be_visible()
    expect(article.locator(".top")).to_be_hidden()


def test_every_language_is_marked_and_read_in_its_direction(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}articles/right-to-left/", viewport=WIDE) as page:
        original = page.locator(".pair__original").first
        expect(original).to_have_attribute("lang", "ar")
        expect(original).to_have_css("direction", "rtl")
        expect(page.locator(".pair__translated:visible").first).to_have_css("direction", "ltr")


def test_a_citation_can_be_copied(browser: Browser, site: str) -> None:
    grants = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visited(browser, f"{site}articles/lighthouse/", viewport=WIDE, **grants) as page:
        page.locator("#cite summary").click()
        page.locator("[data-copy='cite-original-bibtex']").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("@article{lighthouse,")


def test_a_first_view_is_light_and_the_next_one_lighter(browser: Browser, site: str) -> None:
    sizes: dict[str, int] = {}
    with visited(browser, f"{site}places/", viewport=WIDE) as page:
        page.on("response", lambda one: sizes.update({one.url: packed(one.body())}))
        page.goto(f"{site}articles/lighthouse/", wait_until="networkidle")
        fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
        assert sum(sizes.values()) - fonts < 150_000
        assert sizes[page.url] < 25_000


def packed(body: bytes) -> int:
    """Bytes over the wire from a host that packs what it sends, as all do for texts."""
    return min(len(body), len(gzip.compress(body)))
