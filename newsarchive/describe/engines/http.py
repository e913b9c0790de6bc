"""What engines over HTTP have in common: one address, patience, and pieces of a fitting size.

The key comes from the environment and goes into the request alone: no message, log line or page
ever holds it. What is asked and how an answer reads is each engine's own business.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import tenacity

from newsarchive.config import EngineConfig
from newsarchive.errors import ConfigError, EngineError

SENTENCES = 16  # in one request: few enough that one bad answer costs little
_LONGEST_WAIT = 60.0  # seconds between two tries, whatever the service asks for

Ask = Callable[[Sequence[str]], list[str] | None]  # None: an answer that does not fit


class _TryAgainError(Exception):
    """The service is busy or out of order; `wait` is how many seconds it asks for."""

    def __init__(self, fact: str, wait: float = 0.0) -> None:
        super().__init__(fact)
        self.wait = wait


class Service:
    """One address, asked with patience. `sleep` is how to wait, for tests."""

    def __init__(
        self, config: EngineConfig, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._url = _checked(config.url)
        self.place = self._url.netloc.decode()  # host and port alone
        self.key = os.environ.get(config.key_variable, "")
        self._concurrency = max(1, config.concurrency)
        self._client = httpx.Client(timeout=config.timeout)
        self._retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(max(1, config.retries)),
            wait=_wait,
            retry=tenacity.retry_if_exception_type(_TryAgainError),
            reraise=True,
            sleep=sleep,
        )

    def post(self, path: str, body: Any, *, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON that comes back. Raises EngineError once patience is at its end."""
        address = self._url.copy_with(path=self._url.path.rstrip("/") + path)
        try:
            return self._retrying.copy()(self._once, address, body, headers or {})
        except _TryAgainError as error:
            raise EngineError(
                f"{self.place}: {error}; what was finished is kept, build again later"
            ) from error

    def in_pieces(self, sentences: Sequence[str], ask: Ask) -> list[str]:
        """`ask` for a few sentences at a time, a bounded number of requests at once, in order."""
        pieces = [sentences[i : i + SENTENCES] for i in range(0, len(sentences), SENTENCES)]
        with ThreadPoolExecutor(self._concurrency) as pool:
            return [text for made in pool.map(lambda p: _fitting(p, ask), pieces) for text in made]

    def _once(self, address: httpx.URL, body: Any, headers: Mapping[str, str]) -> Any:
        try:
            answer = self._client.post(address, json=body, headers=dict(headers))
        except httpx.TimeoutException as error:
            raise _TryAgainError("no answer in time") from error
        except httpx.TransportError as error:
            raise _TryAgainError(f"not reachable ({type(error).__name__})") from error
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.status_code >= 500:
            raise _TryAgainError(f"status {answer.status_code}", _asked_to_wait(answer))
        if answer.status_code in (401, 403):
            raise EngineError(f"{self.place}: the key is missing or refused; set the environment")
        if answer.status_code != httpx.codes.OK:
            raise EngineError(
                f"{self.place}: status {answer.status_code}; check url and model in archive.toml"
            )
        try:
            return answer.json()
        except ValueError as error:
            raise _TryAgainError("an answer that is no JSON") from error


def _fitting(sentences: Sequence[str], ask: Ask) -> list[str]:
    """One text a sentence: where an answer has too few or too many, ask for half at a time."""
    made = ask(sentences)
    if made is not None and len(made) == len(sentences):
        return made
    if len(sentences) == 1:
        return [""]
    middle = len(sentences) // 2
    return _fitting(sentences[:middle], ask) + _fitting(sentences[middle:], ask)


def _wait(state: tenacity.RetryCallState) -> float:
    """What the service asks for; else 1, 2, 4, 8 seconds and so on."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _TryAgainError) else 0.0
    return min(_LONGEST_WAIT, asked or float(2 ** (state.attempt_number - 1)))


def _asked_to_wait(answer: httpx.Response) -> float:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdigit() else 0.0


def _checked(url: str) -> httpx.URL:
    if not url.startswith(("https://", "http://")):
        raise ConfigError(
            "archive.toml: translation.url must be the service's address, beginning with https:// "
            f"(found {url!r})"
        )
    address = httpx.URL(url)
    if address.userinfo:  # libraries write addresses into log lines
        raise ConfigError(
            "archive.toml: translation.url holds a name or password; take it out and put the key "
            "into the environment variable that key_variable names"
        )
    return address
