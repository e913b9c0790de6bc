"""Take pictures of every kind of page of a built site.

    python -m benchmarks.screenshots --site site --out docs/assets/screenshots
    python -m benchmarks.screenshots --site site --out /tmp/look --all

Without --all: the few that README shows, in a modest size. With --all: every kind of page, narrow,
middle and wide, light and dark, from top to bottom.
"""

import argparse
import functools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import installed

WIDTHS = (360, 768, 1440)
HEIGHT = 900
SCHEMES = ("light", "dark")
README = {"width": 1280, "height": 860}

# Kinds of pages that lie in a folder of many: the first of them stands for all
FIRST_OF = ("articles", "people", "places", "organisations", "events", "topics", "stories", "years")
SINGLE = ("", "articles/", "people/", "stories/", "years/", "sources/", "undated/", "map/",
          "data/", "rejected/", "search/")  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """No line for each request."""

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--out", type=Path, default=Path("docs/assets/screenshots"))
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with _served(asked.site) as address, _chromium() as browser:
        take = _every if asked.all else _for_readme
        count = sum(1 for _ in take(browser, address, asked.site, asked.out))
    print(f"{asked.out}: pictures={count}")


def _for_readme(browser: Browser, address: str, site: Path, out: Path) -> Iterator[Path]:
    """Home, map and the article whose original stands beside its translation."""
    wanted = {"home": "", "article": _translated(site), "map": "map/"}
    for name, place in wanted.items():
        yield _picture(browser, address + place, out / f"{name}.png", "light", README, whole=False)
    dark = out / "article-dark.png"
    yield _picture(browser, address + wanted["article"], dark, "dark", README, whole=False)


def _every(browser: Browser, address: str, site: Path, out: Path) -> Iterator[Path]:
    for place in (*SINGLE, *_first_of_many(site)):
        name = place.strip("/").replace("/", "-") or "home"
        for width in WIDTHS:
            for scheme in SCHEMES:
                size = {"width": width, "height": HEIGHT}
                path = out / f"{name}-{width}-{scheme}.png"
                yield _picture(browser, address + place, path, scheme, size, whole=True)


def _picture(
    browser: Browser, url: str, path: Path, scheme: str, size: dict[str, int], *, whole: bool
) -> Path:
    context = browser.new_context(color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=path, full_page=whole)
    context.close()
    return path


def _first_of_many(site: Path) -> Iterator[str]:
    for folder in FIRST_OF:
        pages = sorted(path.parent for path in (site / folder).glob("*/index.html"))
        if pages:
            yield f"{folder}/{pages[0].name}/"


def _translated(site: Path) -> str:
    """The first article with two texts, else the first."""
    pages = sorted((site / "articles").glob("*/index.html"))
    both = [page for page in pages if _shows_two_texts(page.read_text("utf-8"))]
    return f"articles/{(both or pages)[0].parent.name}/"


def _shows_two_texts(html: str) -> bool:
    """Whether the reader for whom the site was made gets a translation, not the article itself."""
    first = re.search(r'article__title"><span data-reader="([^"]+)"', html)
    return bool(first and f'pair__translated" data-reader="{first[1]}"' in html)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def _chromium() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=flags)
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
