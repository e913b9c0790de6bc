"""Matchers taken from the cache find what those made anew find."""

from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.describe import authority
from newsarchive.describe.names import lookup
from newsarchive.errors import ConfigError

PEOPLE = """\
- id: people/anna-talmova
  name: {en: Anna Talmova, ru: Анна Тальмова}
"""
TEXT = "Анну Тальмову ждали в Баку и в Осло."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.yml").write_text(PEOPLE, "utf-8")
    return tmp_path


def test_a_matcher_from_the_cache_finds_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, names = Cache(None), authority.load(folder)
    found = lookup.matcher(names, "ru").find(TEXT)
    assert {one for hit in found for one in hit.full} >= {"people/anna-talmova", "places/oslo"}
    monkeypatch.setattr(lookup, "_matchers", {})
    lookup.take_up(names, ["ru"], cache)
    monkeypatch.setattr(lookup, "_matchers", {})
    monkeypatch.setattr(lookup, "_table", pytest.fail)
    lookup.take_up(names, ["ru"], cache)
    assert lookup.matcher(names, "ru").find(TEXT) == found


def test_a_matcher_of_another_authority_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(None)
    lookup.take_up(authority.load(folder), ["ru"], cache)
    (folder / "people.yml").write_text(PEOPLE.replace("Тальмова", "Шумальтина"), "utf-8")
    monkeypatch.setattr(lookup, "_matchers", {})
    names = authority.load(folder)
    lookup.take_up(names, ["ru"], cache)
    found = lookup.matcher(names, "ru").find("Анну Шумальтину ждали, Анну Тальмову нет.")
    assert [hit.full for hit in found] == [("people/anna-talmova",)]


def test_an_authority_from_the_cache_says_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(None)
    first = authority.load(folder, cache)
    monkeypatch.setattr("newsarchive.describe.names.files.read", pytest.fail)
    again = authority.load(folder, cache)
    assert list(again.entries.items()) == list(first.entries.items())
    assert (again.moved, again.digest) == (first.moved, first.digest)


def test_a_changed_file_is_checked_again(folder: Path) -> None:
    cache = Cache(None)
    authority.load(folder, cache)
    (folder / "people.yml").write_text(PEOPLE + "  no_such_key: 1\n", "utf-8")
    with pytest.raises(ConfigError, match="no_such_key"):
        authority.load(folder, cache)
