"""A built site on this machine's loopback address, and a page that complains."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page


class Quiet(SimpleHTTPRequestHandler):
    """No line for each request."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of `site` while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def visited(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page at `address`; afterwards nothing was complained of, no other host was asked.

    A breach of the page's Content Security Policy is an error in the console, so it counts.
    """
    context = browser.new_context(**options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda one: None if _own(one.url, address) else wrong.append(one.url))
    page.goto(address)
    yield page
    context.close()
    assert not wrong, wrong  # pytest explains no assertion outside test modules


def _own(url: str, address: str) -> bool:
    return url.startswith(("/".join(address.split("/")[:3]) + "/", "blob:", "data:"))
