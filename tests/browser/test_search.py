"""Search as a reader meets it: typed in a real Chromium, on a site built by publish()."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.publish.publish import publish
from newsarchive.publish.search import fold
from tests.search_archive import archive, record

pytestmark = pytest.mark.browser

TALMOV, LEAGUE, TOWN = "people/oleg-talmov", "organisations/river-league", "places/kamenograd"
RECORDS = (
    record(
        "flood",
        "Паводок в Каменограде",
        "Губернатор Тальмов осмотрел дамбу вместе с посланцами ЛГР и пообещал насосы.",
        date="2018-09-14",
        source="Речной вестник",
        english=("Flood", "Governor Talmov inspected the dam and promised pumps."),
        named={TALMOV: "Тальмов", LEAGUE: "ЛГР", TOWN: "Каменограде"},
    ),
    record(
        "chess",
        "Governor at chess",
        "Talmov drew with the champion in Kamenograd after forty moves.",
        lang="en",
        date="2019-02-03",
        source="River Herald",
        named={TALMOV: "Talmov", TOWN: "Kamenograd"},
    ),
    record(
        "long",
        "Works",
        "The sluice was opened at dawn. "
        + "Water went down slowly in the fields. " * 9
        + "No pumps.",
        lang="en",
    ),
    record(
        "hostile",
        "<img src=x onerror=document.title='caught'> & pumps",
        "The pumps say </p><script>document.title='caught'</script> to everyone.",
        lang="en",
    ),
)


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("archive")
    made = publish(archive(*RECORDS), root=root, config=Config(), cache=Cache(None))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=made.site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    foreign: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(site) else foreign.append(one.url))
    page.goto(site)
    yield page
    page.close()
    assert complaints == []
    assert foreign == []


def typed(page: Page, text: str) -> set[str]:
    """Type into the box; the articles it shows."""
    page.keyboard.press("/")
    page.locator("input:focus").wait_for()
    page.keyboard.insert_text(text)
    page.locator(".find-box[data-filled] .find-status:not(:empty)").wait_for()
    return articles(page, ".find-box")


def articles(page: Page, where: str) -> set[str]:
    links = page.locator(f"{where} .find-hit a").evaluate_all("all => all.map(a => a.pathname)")
    return {link.split("/articles/")[1].strip("/") for link in links}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Тальмова", {"flood", "chess"}),  # a case that stands nowhere
        ("talmov", {"flood", "chess"}),
        ("Тaльмoв", {"flood", "chess"}),  # Latin a and o
        ("Talmof", {"flood", "chess"}),  # one letter wrong
        ("Олег Тальмов", {"flood", "chess"}),
        ("тальм", {"flood", "chess"}),  # still being typed
        ("RLG", {"flood"}),  # on the page stands ЛГР
        ("каменоград", {"flood", "chess"}),
        ("inspected", {"flood"}),  # a word of its translation
        ("дамба", {"flood"}),
        ("talmov -champion", {"flood"}),
        ('"forty moves"', {"chess"}),
        ('"moves forty"', set()),
        ("talmov насосы", {"flood"}),
    ],
)
def test_typing_finds_the_pages_that_hold_the_thing(page: Page, text: str, found: set[str]) -> None:
    assert typed(page, text) == found


def test_a_hit_is_shown_in_context_and_marked_on_the_page(page: Page) -> None:
    typed(page, "champion")
    hit = page.locator(".find-box .find-hit")
    expect(hit.locator(".find-hit__text")).to_contain_text("drew with the champion in Kamenograd")
    assert hit.locator("mark").all_inner_texts() == ["champion"]
    hit.locator("a").click()
    expect(page.locator("mark.find-mark").first).to_be_attached()  # the page's script has run
    assert set(page.locator("mark.find-mark").all_inner_texts()) == {"champion"}


def test_an_excerpt_shows_each_word_of_the_query(page: Page) -> None:
    assert typed(page, "pumps sluice") == {"long"}
    shown = page.locator(".find-box .find-hit__text")
    assert set(shown.locator("mark").all_inner_texts()) == {"pumps", "sluice"}
    assert shown.inner_text().count("…") <= 3


@pytest.mark.parametrize(("text", "shown"), [("Тальмова", "Тальмов"), ("Talmov", "Talmov")])
def test_the_excerpt_is_in_the_language_that_was_typed(page: Page, text: str, shown: str) -> None:
    typed(page, text)
    flood = page.locator(".find-box .find-hit", has=page.locator("a[href*='/flood/']"))
    assert shown in flood.locator(".find-hit__text mark").all_inner_texts()


def test_a_name_leads_to_its_own_page(page: Page) -> None:
    typed(page, "Тальмова")
    expect(page.locator(".find-entity")).to_have_text("Oleg Talmovperson · 2 articles")
    page.locator(".find-entity").click()
    assert page.url.endswith("/people/oleg-talmov/")


def test_nothing_found_offers_the_nearest_names(page: Page) -> None:
    assert typed(page, "Dalnof") == set()
    assert page.locator(".find-suggestions a").all_inner_texts()[0] == "Oleg Talmov"


def test_the_box_is_worked_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.locator(".find-box")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".find-box")).to_be_hidden()
    typed(page, "champion")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find-box .find-hit a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/chess/**")


def test_the_box_opens_again_while_its_closed_field_still_has_the_focus(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".find-box input:focus").wait_for()
    page.evaluate("""() => {
        const box = document.querySelector(".find-box"), field = box.querySelector("input");
        box.close();
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
    }""")
    expect(page.locator(".find-box")).to_be_visible()


def test_a_slash_typed_into_a_field_stays_a_slash(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    page.locator(".find-form--page input").focus()
    page.keyboard.press("/")
    expect(page.locator(".find-form--page input")).to_have_value("/")


def test_facets_count_filter_and_stand_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=talmov")
    page.locator(".find-hit").nth(1).wait_for()
    years = page.locator(".find-facet--year label").all_inner_texts()
    assert [text.split() for text in years] == [["2019", "1"], ["2018", "1"]]
    page.locator(".find-facet--language label", has_text="Russian").click()
    expect(page.locator(".find-hit")).to_have_count(1)
    assert articles(page, ".find-page") == {"flood"}
    assert "language=ru" in page.url
    shared = page.url
    page.go_back()
    expect(page.locator(".find-hit")).to_have_count(2)
    page.goto(shared)
    expect(page.locator(".find-hit")).to_have_count(1)


def test_the_order_can_be_changed(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=talmov&sort=oldest")
    titles = page.locator(".find-hit__title")
    expect(titles).to_have_text(["Flood", "Governor at chess"])
    page.locator(".find-sort select").select_option("newest")
    expect(titles).to_have_text(["Governor at chess", "Flood"])


def test_the_text_of_an_article_never_becomes_markup(page: Page, site: str) -> None:
    assert typed(page, "pumps everyone") == {"hostile"}
    expect(page.locator(".find-results")).to_contain_text(
        "<script>document.title='caught'</script>"
    )
    page.goto(f"{site}articles/hostile/?h=%3Cimg%20src%3Dx%3E&h=pumps&h=%3Cscript%3E")
    page.locator("mark.find-mark").first.wait_for()
    assert page.title() != "caught"
    assert page.locator("main img[src=x], .page script").count() == 0


def test_without_javascript_the_box_says_so(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site)
    expect(plain.locator(".find-noscript")).to_be_visible()
    expect(plain.locator(".find-open")).to_be_hidden()
    context.close()


WORDS = (
    "Алиевым Əliyev Карабах Нагорно-Карабахский ОДКБ США Aзер A.Гараев Гapaeв Соловьёвым Solovyov "
    "Щедрин Zelenskyy ёлкой Įstanbul ŞUŞA İlham Çay straße ½ 12-го naïve Ереване Хачатурян O’Brien "
    "新闻 2018年 हिन्दी العربية Ўзбекистон Қазақстан ґанок ﬁnance Ⅷ ｆｕｌｌ 𝐁𝐨𝐥𝐝"
)


def test_the_browser_folds_words_as_the_build_does(page: Page, site: str) -> None:
    found = page.evaluate(
        """async ([base, text]) => {
            const { Index } = await import(base + "assets/search-index.js");
            const at = base + "search-index/";
            const { folding } = await Index.open(at, fetch(at + "index.bin"));
            return folding.tokens(text).map(({ token }) => [token, folding.keys(token)]);
        }""",
        [site, fold.normal(WORDS)],
    )
    expected = [[token, list(fold.keys(token))] for token in fold.tokens(fold.normal(WORDS))]
    assert found == expected
