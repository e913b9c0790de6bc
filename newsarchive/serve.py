"""Show the archive on this machine and follow every change: rebuild, then reload the open pages.

Listens on loopback only. A site for others is served by any web server, or by none at all.
"""

import functools
import gc
import http.server
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import watchfiles

from newsarchive import config, disk, settled
from newsarchive.build import build, warm
from newsarchive.config import Config
from newsarchive.errors import ArchiveError, ConfigError, LockError
from newsarchive.publish import manifest as manifests
from newsarchive.report import Report
from newsarchive.settled import Look

log = logging.getLogger(__name__)

HOST = "127.0.0.1"
BESIDE = ("archive.toml", "mkdocs.yml", "suppress.yml")  # watched by looking, as they may be absent
_PACKAGE = Path(__file__).parent
_PAUSE = 500  # milliseconds between looks at them
_CALM = 300  # milliseconds: changes that follow each other more closely are one
_HEARTBEAT = 15.0  # seconds after which an open page is told that we still live
_SCRIPT = b'new EventSource("/.reload").onmessage = () => location.reload();\n'
_TAG = b'<script src="/.reload.js"></script>'

Say = Callable[[str], None]


class Rebuilt:
    """How often the site was rebuilt; open pages wait for more than they know of."""

    def __init__(self) -> None:
        self.times = 0
        self._changed = threading.Condition()

    def tell(self) -> None:
        with self._changed:
            self.times += 1
            self._changed.notify_all()

    def wait(self, known: int, seconds: float) -> int:
        """How often by now: more than `known`, or `seconds` are over."""
        with self._changed:
            self._changed.wait_for(lambda: self.times > known, seconds)
            return self.times


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site's files; pages reload themselves when told to."""

    def __init__(self, *args: Any, rebuilt: Rebuilt, **named: Any) -> None:
        self._rebuilt = rebuilt
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        """Answer with a file, our script, or the news that the site was rebuilt."""
        if self.path == "/.reload":
            self._send_news()
        elif self.path == "/.reload.js":
            self._send(_SCRIPT, "text/javascript")
        elif (page := self._page()) is not None:
            self._send(page.replace(b"</body>", _TAG + b"</body>"), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Nothing of a site that is being worked on is kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (http.server's name)
        log.debug(format, *args)

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        try:
            return path.read_bytes() if path.suffix == ".html" else None
        except OSError:
            return None

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_news(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        known = self._rebuilt.times
        try:
            while True:
                before, known = known, self._rebuilt.wait(known, _HEARTBEAT)
                self.wfile.write(b"data: rebuilt\n\n" if known > before else b": here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was closed


def open_server(site: Path, rebuilt: Rebuilt, *, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the folder `site` on loopback; port 0 takes a free one.

    Raises ConfigError when the port is taken.
    """
    handler = functools.partial(Handler, rebuilt=rebuilt, directory=str(site))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise ConfigError(
            f"--port {port}: {error.strerror}; name another one, or 0 for any"
        ) from error
    server.daemon_threads = True
    return server


def serve(root: Path, *, port: int, say: Say) -> None:
    """Build the archive in folder `root`, serve it, and follow changes until interrupted."""
    settings = config.load(root)
    if settled.recall(root, settings, settled.look(root, settings)) is None:
        build(root, settings)
    rebuilt = Rebuilt()
    server = open_server(root / settings.site, rebuilt, port=port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"http://{HOST}:{server.server_port}/ (Ctrl-C ends it)")
    try:
        warm(root, settings)
        gc.collect()
        gc.freeze()  # what is loaded by now stays
        for _ in changes(root, settings):
            follow(root, rebuilt, say)
            gc.collect()  # nobody else does, as a command looks for no cycles while it works
    finally:
        server.shutdown()
        server.server_close()


def follow(root: Path, rebuilt: Rebuilt, say: Say) -> None:
    """Rebuild if something changed, and tell the open pages; a fault is said and waited out."""
    try:
        settings = config.load(root)
        looked = settled.look(root, settings)
        if settled.recall(root, settings, looked):
            return
        began, before = time.perf_counter(), rebuilt.times
        report = _built_in_turn(root, settings, looked, rebuilt)
        if rebuilt.times == before:  # the site is as it was; whoever waits is to know that too
            rebuilt.tell()
        pages = len(report.published.written)
        say(f"rebuilt in {time.perf_counter() - began:.1f} s, {pages} pages written")
    except ArchiveError as error:
        say(f"Error: {error}")
    except OSError as error:  # what cannot be read now may be readable after the next change
        say(f"Error: {error.filename}: {error.strerror}; mend it, and it is built again")


def _built_in_turn(root: Path, settings: Config, looked: Look | None, rebuilt: Rebuilt) -> Report:
    """Build, and tell as soon as the new site stands; while another process builds, wait for it
    rather than lose the change.
    """
    while True:
        try:
            return build(root, settings, looked=looked, stands=rebuilt.tell)
        except LockError as error:
            log.info("%s", error)
            looked = None  # that was before the other
            time.sleep(_PAUSE / 1000)


def changes(root: Path, settings: Config) -> Iterator[None]:
    """One thing once watching has begun, then one for each time that something a build reads may
    have changed. Folders that come or go meanwhile are watched from then on.
    """
    while True:
        yield from _changes_in(_folders(root, settings), root)


def _changes_in(folders: Sequence[Path], root: Path) -> Iterator[None]:
    """Until other folders are to be watched."""
    there = _standing(folders)
    before: list[disk.Stamp | None] = []
    for changed in watchfiles.watch(
        *there, debounce=_CALM, rust_timeout=_PAUSE, yield_on_timeout=True
    ):
        now = _beside(root)
        if changed or now != before:
            yield
        if _standing(folders) != there or (before and now != before):
            return
        before = now


def _folders(root: Path, settings: Config) -> list[Path]:
    """All that a build reads, there or not, the theme that mkdocs.yml names among them."""
    inside = (settings.seeds, settings.authority, settings.translations, settings.docs)
    ours = (_PACKAGE / "publish" / "templates", _PACKAGE / "publish" / "theme")
    theme = map(Path, manifests.load(root / settings.cache / manifests.PLACE).watched)
    return sorted({path.resolve() for path in (*(root / name for name in inside), *ours, *theme)})


def _standing(folders: Sequence[Path]) -> list[Path]:
    return [folder for folder in folders if folder.is_dir()]


def _beside(root: Path) -> list[disk.Stamp | None]:
    return [disk.stamp(root / name) for name in BESIDE]
