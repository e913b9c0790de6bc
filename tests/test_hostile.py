"""Whatever an article holds: it is published as text or refused with a reason, and nothing runs."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import etree, html
from playwright.sync_api import Dialog, sync_playwright

from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.publish.crawl import crawl
from newsarchive.report import Report
from tests.hostile import ALIVE, seeds
from tests.small_archive import write_archive

CANARY = "canary-9f2c41"
SAFE_SCHEMES = {"", "http", "https", "mailto"}
RUN = (None, "", "module", "text/javascript")  # types of scripts that browsers run
NEVER = {"iframe", "object", "embed", "base", "frame", "applet", "frameset"}


def hostile_archive(root: Path, count: int) -> Report:
    """An archive of hostile inputs beside harmless ones, built."""
    write_archive(root)
    (root / "secret.txt").write_text(CANARY)
    (root / "seeds/link.txt").symlink_to(root / "secret.txt")
    for name, content in seeds(count):
        (root / "seeds" / name).write_bytes(content)
    return build(root, Config(title="Trial", site_url="https://me.example/archive/"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    root = tmp_path_factory.mktemp("hostile")
    return root, hostile_archive(root, 48)


def faults(site: Path) -> list[str]:
    """What stands in the pages of a site that no text may put there."""
    benign = scripts(site / "articles/barges/index.html")
    found = []
    for path in sorted(site.rglob("*.html")):
        tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        found += [f"{path}: {fault}" for fault in faults_of(tree)]
        if path.parent.parent.name == "articles" and scripts(path) - benign:
            found.append(f"{path}: a script that a harmless article has not")
    return found


def faults_of(tree: "etree._Element") -> list[str]:
    found = []
    for element in (e for e in tree.iter() if isinstance(e.tag, str)):
        if element.tag in NEVER:
            found.append(str(element.tag))
        for name, value in _attributes(element):
            if name.startswith("on"):
                found.append(f"{name}={value}")
            if name in ("href", "src", "action") and _scheme(value) not in SAFE_SCHEMES:
                found.append(f"{name}={value}")
    titles = len(tree.findall(".//head/title"))
    return found if titles == 1 else [*found, f"{titles} titles"]


def _attributes(element: "etree._Element") -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.items()]


def _scheme(address: str) -> str:
    return urlsplit("".join(address.split())).scheme


def scripts(path: Path) -> Counter[str]:
    """The scripts of a page that a browser would run, by address or text."""
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    run = [e for e in tree.iter("script") if e.get("type") in RUN]
    return Counter(e.get("src") or e.text or "" for e in run)


def test_each_is_published_or_refused_with_a_reason(built: tuple[Path, Report]) -> None:
    root, report = built
    files = len(list((root / "seeds").iterdir()))
    assert report.articles + len(report.rejected) == files
    assert all(len(one.reason.split()) > 3 for one in report.rejected)


def test_nothing_in_a_page_can_run(built: tuple[Path, Report]) -> None:
    assert faults(built[0] / "site") == []


def test_no_page_breaks_and_every_link_holds(built: tuple[Path, Report]) -> None:
    assert crawl(built[0] / "site") == ()


def test_feeds_and_sitemap_stay_well_formed(built: tuple[Path, Report]) -> None:
    paths = sorted((built[0] / "site").rglob("*.xml"))
    assert paths
    for path in paths:
        ET.parse(path)  # noqa: S314 (our own output)


def test_no_file_of_the_builder_is_read(built: tuple[Path, Report]) -> None:
    site = built[0] / "site"
    pages = [path for path in site.rglob("*") if path.is_file()]
    assert not any(CANARY.encode() in path.read_bytes() for path in pages)
    assert not any(b"root:x:0" in path.read_bytes() for path in pages)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.timeout(3600)
def test_a_thousand_hostile_inputs_leave_no_script_alive(tmp_path: Path) -> None:
    report = hostile_archive(tmp_path, 1000)
    site = tmp_path / "site"
    assert report.articles + len(report.rejected) == len(list((tmp_path / "seeds").iterdir()))
    assert faults(site) == []
    said: list[str] = []

    def heard(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", heard)
        for path in sorted(site.glob("articles/*/index.html")):
            page.goto(path.as_uri(), timeout=0)  # the test's own limit is enough
            if page.evaluate(f"() => !!{ALIVE.partition('=')[0]}"):
                said.append(path.parent.name)
        browser.close()
    assert said == []
