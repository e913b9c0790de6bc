"""Pagefind is spoken to directly; what it answers is checked."""

from collections.abc import Iterator

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.publish.search import engine
from newsarchive.publish.search.engine import Entry


def test_words_come_back_with_the_pages_they_stand_on() -> None:
    found = engine.index([Entry((), ("алиев", "баку")), Entry(("баку",), ("сочи",))])
    assert [word for word, _ in found.words] == ["алиев", "баку", "сочи"]
    baku = dict(found.words)["баку"]
    assert [page for page, *_ in baku] == [0, 1]
    assert found.lengths == (2, 1)


def test_words_are_not_stemmed() -> None:
    found = engine.index([Entry((), ("алиева", "алиевым", "running"))])
    assert [word for word, _ in found.words] == ["running", "алиева", "алиевым"]


def test_pages_keep_the_order_they_were_given_in() -> None:
    found = engine.index([Entry((), ("x",) * (n % 7 + 1)) for n in range(120)])
    assert found.lengths == tuple(n % 7 + 1 for n in range(120))


def test_an_error_of_pagefinds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(*_: object) -> dict[str, object]:
        return {"type": "AddRecord", "index_id": 99}

    monkeypatch.setattr(engine, "_record", spoilt)
    with pytest.raises(ArchiveError, match="Pagefind"):
        engine.index([Entry((), ("x",))])


def test_an_unknown_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "VERSION", "9.")
    with pytest.raises(ArchiveError, match=r"install pagefind 9"):
        engine.index([Entry((), ("x",))])


def test_a_service_that_falls_silent_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(_: object) -> Iterator[dict[str, object]]:
        return iter(())

    monkeypatch.setattr(engine.Service, "_heard", silent)
    with pytest.raises(ArchiveError, match="without an answer"):
        engine.index([Entry((), ("x",))])
