"""The archive of the three seeds, used as a reader would use it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from newsarchive import build, config
from tests.browser.serving import served, visited

HERE = Path(__file__).parent.parent.parent
ENGLISH, CSTO, DUSHANBE = (
    "000_ccf442b3b6bf0421",
    "001_48b6390d794ba1c4",
    "002_366d1e751246baed",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("seeds")
    for name in ("seeds", "authority", "translations"):
        shutil.copytree(HERE / name, root / name)
    shutil.copyfile(HERE / "archive.toml", root / "archive.toml")
    build.build(root, config.load(root))
    with served(root / "site") as address:
        yield address


def find(page: Page, text: str) -> set[str]:
    page.keyboard.press("/")
    page.locator("input:focus").wait_for()
    page.keyboard.insert_text(text)
    page.locator(".find-box[data-filled] .find-status:not(:empty)").wait_for()
    links = page.locator(".find-box .find-hit a").evaluate_all("all => all.map(a => a.pathname)")
    return {link.split("/articles/")[1].strip("/") for link in links}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Karabakh", {ENGLISH, CSTO}),
        ("Карабаха", {ENGLISH, CSTO}),
        ("Алиевым", {ENGLISH, CSTO, DUSHANBE}),
        ("Пашинян", {ENGLISH, CSTO}),
        ("CSTO", {CSTO}),
        ("ОДКБ", {CSTO}),
        ("Dushanbe", {ENGLISH, DUSHANBE}),
        ("Душанбе", {ENGLISH, DUSHANBE}),
        ("Гараев", {DUSHANBE}),
    ],
)
def test_typing_finds_every_page_that_holds_the_thing(
    browser: Browser, site: str, text: str, found: set[str]
) -> None:
    with visited(browser, site) as page:
        assert find(page, text) == found
        expect(page.locator(".find-box .find-hit mark").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_search_article_source_sentence_related_article(
    browser: Browser, site: str, scheme: Literal["light", "dark"]
) -> None:
    with visited(browser, site, color_scheme=scheme) as page:
        expect(page.locator("h1")).to_have_text("South Caucasus Press Archive")
        find(page, "Карабаха")
        page.locator(".find-box .find-hit a", has_text="CSTO").first.click()
        expect(page.locator("h1")).to_contain_text("Is Azerbaijan heading for the CSTO?")
        expect(page.locator("mark.find-mark").first).to_be_attached()
        page.locator(".summary .ref").first.click()
        expect(page.locator("#s1")).to_be_in_viewport()
        page.locator(".related a", has_text="Aliyev and Pashinyan").first.click()
        expect(page.locator("h1")).to_contain_text("Aliyev and Pashinyan in Dushanbe")


def test_a_reader_of_russian_gets_each_article_in_russian(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}articles/{ENGLISH}/") as page:
        page.get_by_role("button", name="Russian").click()
        expect(page.locator("h1")).to_have_text("Алиев и Пашинян в Душанбе", use_inner_text=True)
        page.goto(f"{site}articles/{CSTO}/")
        told = "Азербайджан держит курс на ОДКБ?"
        expect(page.locator("h1")).to_have_text(told, use_inner_text=True)


def test_a_phone_shows_an_article_in_the_readers_own_language(browser: Browser, site: str) -> None:
    phone = {"width": 360, "height": 800}
    with visited(browser, f"{site}articles/{ENGLISH}/", viewport=phone) as page:
        expect(page.locator("#s1")).to_be_visible()
        expect(page.locator(".article__original")).to_be_hidden()
