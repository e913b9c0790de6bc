"""Real HTTP servers on 127.0.0.1, for the tests of what speaks to one."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: Any  # the JSON that came, None for a GET


@dataclass(frozen=True)
class Answer:
    """What to say: bytes as they are, anything else as JSON."""

    content: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Loopback:
    """A server that is running, and all it was asked."""

    url: str
    asked: list[Asked]


@contextmanager
def serving(answer: Callable[[Asked], Answer]) -> Iterator[Loopback]:
    """Serve on a free port until the block ends; `answer` is called for each request."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            self._say(json.loads(self.rfile.read(length)))

        def do_GET(self) -> None:
            self._say(None)

        def _say(self, body: Any) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            one = Asked(self.path, headers, body)
            asked.append(one)
            made = answer(one)
            content = made.content
            if not isinstance(content, bytes):
                content = json.dumps(content).encode()
            try:
                self.send_response(made.status)
                for name, value in {"content-length": str(len(content)), **made.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # the other side has hung up, as some tests want it to

        def log_message(self, *_: Any) -> None:
            """Nothing: tests read what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Loopback(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
