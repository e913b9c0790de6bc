"""Ask a real Chromium, through a server that counts what it sends."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.install import installed

TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>
<script type="module" src="assets/search-box.js"></script></head><body>
<div data-find data-index="search-index/" data-root="./" data-broken="broken">
<button type="button" data-find-open>Search</button>
<dialog><form><input type="search" name="q"><button type="button" data-find-close>x</button></form>
<p role="status"></p><div data-find-results></div></dialog></div></body></html>"""

ASK = """async (texts) => {
  const { load } = await import("/assets/search-box.js");
  const { engine } = await load(document.querySelector("[data-find]"));
  const answers = [];
  for (const text of texts) {
    const began = performance.now();
    const found = await engine.search(text);
    const first = await Promise.all(found.hits.slice(0, 8).map((hit) => engine.show(hit, found)));
    const ms = performance.now() - began;
    answers.push({ ms, first: first.map((row) => row.id), rows: found.hits.map((hit) => hit.row) });
  }
  return answers;
}"""

SHOWN = """() => new Promise((done) => {
  const shown = () => document.querySelector(".find-hit");
  const began = performance.now();
  const watch = new MutationObserver(() => shown() && done(performance.now() - began));
  watch.observe(document.querySelector("[data-find-results]"), { childList: true, subtree: true });
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/" }));
  const input = document.querySelector("[data-find] input");
  input.value = "QUERY";
  input.dispatchEvent(new Event("input"));
  setTimeout(() => done(-1), 20000);
})"""


@dataclass(slots=True)
class Sent:
    """What went over the wire."""

    requests: int = 0
    size: int = 0  # bytes of bodies, packed as they were sent
    paths: list[str] = field(default_factory=list)


@contextmanager
def serve(site: Path, *, delay: float = 0.0) -> Iterator[tuple[str, Sent]]:
    """Serve `site` on loopback; text is packed, as web hosts do. `delay`: s before each answer."""
    sent = Sent()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else head and body wait 40 ms for each other
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            time.sleep(delay)
            name = self.path.partition("?")[0].lstrip("/") or "index.html"
            path = site / name
            if not path.is_file():
                self.send_error(404)
                return
            kind = TYPES.get(path.suffix)
            body = gzip.compress(path.read_bytes()) if kind else path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.send_header("Cache-Control", "max-age=600")
            if kind:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
            sent.requests += 1
            sent.size += len(body)
            sent.paths.append(f"{name} {len(body)}")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield browser
        browser.close()


def first_result(browser: Browser, url: str, sent: Sent, text: str) -> tuple[float, int, int]:
    """From the key that opens the box to the first result, cold: ms, bytes, requests.

    Bytes and requests are counted until everything in the box has come.
    """
    page = browser.new_page()
    try:
        page.goto(url, wait_until="networkidle")
        size, requests = sent.size, sent.requests
        sent.paths.clear()
        took = float(page.evaluate(SHOWN.replace('"QUERY"', json.dumps(text))))
        page.wait_for_load_state("networkidle")
        return took, sent.size - size, sent.requests - requests
    finally:
        page.close()


def answers(page: Page, texts: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(ASK, texts)
    return found
