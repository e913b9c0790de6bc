"""The LibreTranslate API: any server that answers POST /translate as LibreTranslate does."""

import time
from collections.abc import Callable, Sequence

from newsarchive.config import EngineConfig
from newsarchive.describe.engines.http import Service
from newsarchive.describe.memory import primary


class LibreTranslate:
    """A server of LibreTranslate's kind."""

    def __init__(
        self, config: EngineConfig, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._service = Service(config, sleep=sleep)

    def named(self, source: str, target: str) -> str:
        """The server's host; the API says no version. One name for all pairs."""
        del source, target
        return f"LibreTranslate at {self._service.place}"

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        """One translation for each sentence. Raises EngineError when the server gives up."""
        del no_repeat  # the API has nothing of the kind: a second try gives what it gives

        def ask(piece: Sequence[str]) -> list[str] | None:
            key = {"api_key": self._service.key} if self._service.key else {}
            pair = {"source": primary(source), "target": primary(target)}
            answer = self._service.post(
                "/translate", {"q": list(piece), "format": "text", **pair, **key}
            )
            made = answer.get("translatedText") if isinstance(answer, dict) else None
            fits = isinstance(made, list) and all(isinstance(one, str) for one in made)
            return made if fits else None

        return self._service.in_pieces(sentences, ask)
