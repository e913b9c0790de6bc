"""Speak to Pagefind's own service: documents in, an inverted index out.

The wrapper that comes with Pagefind waits a tenth of a second for each reply, and its `WriteFiles`
answers before its files are whole. So we speak to the program behind it (base64 of JSON, ended by a
comma, answers in order), ask for the files as bytes, and keep of them what `pack.py` needs. Nothing
is stemmed here: words arrive as fold.tokens() makes them.
"""

import base64
import contextlib
import gzip
import io
import itertools
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cbor2
import pagefind_bin_extended

from newsarchive.errors import ArchiveError

VERSION = "1.5."  # whose files the code below and search-pagefind.js read
_SIGNATURE = b"pagefind_dcd"  # at the head of every file of Pagefind's, once unpacked

Posting = list[Any]  # [distance from the page before, [places in the text], [places in the title]]


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one article as they are indexed."""

    title: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An inverted index; page n is the nth entry."""

    lengths: tuple[int, ...]  # words on each page
    words: tuple[tuple[str, list[Posting]], ...]  # by word
    program: bytes  # Pagefind's WebAssembly, packed as it came


def index(entries: Sequence[Entry]) -> Index:
    """Index `entries` in one go; about .35 MB of memory for each 500 words.

    Raises ArchiveError when Pagefind does not start, answers with an error, or is of another
    version than this reads.
    """
    with Service() as service:
        begin = {"type": "NewIndex", "config": {"force_language": "unknown"}}
        number = next(service.ask([begin]))["index_id"]
        for _ in service.ask(_record(number, n, entry) for n, entry in enumerate(entries)):
            pass
        files = next(service.ask([{"type": "GetFiles", "index_id": number}]))["files"]
    return _read({file["path"]: base64.b64decode(file["content"]) for file in files})


def _record(number: int, n: int, entry: Entry) -> dict[str, Any]:
    return {
        "type": "AddRecord",
        "index_id": number,
        "url": f"{n:08}",  # Pagefind numbers its pages by address
        "content": " ".join(entry.words) or "-",
        "language": "unknown",
        "meta": {"title": " ".join(entry.title)},
        "filters": {},
        "sort": {},
    }


def _read(files: dict[str, bytes]) -> Index:
    head = next(name for name in sorted(files) if name.endswith(".pf_meta"))
    version, pages, *_ = cbor2.loads(_unpacked(files[head]))
    if not version.startswith(VERSION):
        raise ArchiveError(
            f"search: Pagefind {version} writes files that this version cannot read; install "
            f"pagefind {VERSION}* (see requirements.txt)"
        )
    chunks = [cbor2.loads(_unpacked(files[n])) for n in sorted(files) if n.endswith(".pf_index")]
    return Index(
        lengths=tuple(length for _, length in pages),
        words=tuple(sorted((word, found) for (words,) in chunks for word, found, _ in words)),
        program=files["wasm.unknown.pagefind"],
    )


def _unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed).removeprefix(_SIGNATURE)


class Service:
    """`pagefind --service`, held open. Questions and answers run beside each other."""

    def __init__(self) -> None:
        program = Path(pagefind_bin_extended.__file__).with_name("pagefind_extended")
        try:
            self._process = subprocess.Popen(  # noqa: S603 (the program of an installed package)
                [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as error:
            raise ArchiveError(f"{program}: {error}; reinstall pagefind[extended]") from error
        self._numbers = itertools.count(1)
        self._answers = self._heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind:
            self._process.kill()
        with contextlib.suppress(BrokenPipeError):  # words left over for a program that is gone
            self._process.communicate()

    def ask(self, questions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """An answer for each of `questions`, in order. Raises ArchiveError for an error told."""
        asked = list(questions)
        speaking = threading.Thread(target=self._say, args=(asked,), daemon=True)
        speaking.start()
        for _ in asked:
            yield self._answer()
        speaking.join()

    def _say(self, questions: list[dict[str, Any]]) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(BrokenPipeError):  # it stopped: who waits for answers says so
            for question in questions:
                message = {"message_id": next(self._numbers), "payload": question}
                pipe.write(base64.b64encode(json.dumps(message).encode()) + b",")
            pipe.flush()

    def _answer(self) -> dict[str, Any]:
        answer = next(self._answers, None)
        if answer is None:
            raise ArchiveError("search: Pagefind stopped without an answer; run the build again")
        payload: dict[str, Any] = answer["payload"]
        if payload["type"] == "Error":
            raise ArchiveError(f"search: Pagefind reports: {payload.get('message', payload)}")
        return payload

    def _heard(self) -> Iterator[dict[str, Any]]:
        pipe = self._process.stdout
        assert isinstance(pipe, io.BufferedReader)
        rest: list[bytes] = []
        while heard := pipe.read1(1 << 16):
            *ends, last = heard.split(b",")
            for end in ends:
                yield json.loads(base64.b64decode(b"".join([*rest, end])))
                rest = []
            rest.append(last)
