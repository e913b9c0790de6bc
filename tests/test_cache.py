"""Results are remembered by their inputs; a cache may be lost, damaged or killed at any time."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newsarchive import cache as caching
from newsarchive.cache import Cache, keys_of
from newsarchive.errors import DiskError
from tests.counted import Counted, Length


def lengths(cache: Cache, words: Sequence[str], compute: Counted, version: int = 1) -> list[Length]:
    return cache.remember_each("length", version, words, inputs=words, kind=Length, compute=compute)


def test_a_result_is_computed_once_and_comes_back_the_same(tmp_path: Path) -> None:
    compute = Counted()
    for _ in range(2):
        cache = Cache(tmp_path / "c.sqlite")
        assert lengths(cache, ["a", "bb"], compute) == [Length("a", 1), Length("bb", 2)]
        cache.close()
    assert compute.calls == 2


def test_another_version_or_input_is_another_result(tmp_path: Path) -> None:
    compute, cache = Counted(), Cache(tmp_path / "c.sqlite")
    lengths(cache, ["a"], compute)
    lengths(cache, ["a"], compute, version=2)
    lengths(cache, ["b"], compute)
    assert compute.calls == 3


def test_the_order_of_a_dictionary_is_no_difference() -> None:
    assert keys_of("s", 1, [{"a": 1, "b": 2}]) == keys_of("s", 1, [{"b": 2, "a": 1}])


def test_what_is_given_for_all_is_part_of_each_key() -> None:
    plain = keys_of("s", 1, ["a", "b"], given="x")
    assert len({*plain, *keys_of("s", 1, ["a", "b"], given="y"), *keys_of("s", 1, ["a"])}) == 5


def test_a_file_that_is_no_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"no database at all" * 100)
    assert lengths(Cache(tmp_path / "c.sqlite"), ["a"], Counted()) == [Length("a", 1)]


def test_a_damaged_entry_is_computed_again(tmp_path: Path) -> None:
    compute, cache = Counted(), Cache(tmp_path / "c.sqlite")
    lengths(cache, ["a"], compute)
    cache._store.execute("UPDATE entry SET value = '{'")
    assert lengths(cache, ["a"], compute) == [Length("a", 1)]
    assert compute.calls == 2


def test_what_was_finished_before_a_failure_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "BATCH", 2)
    cache = Cache(tmp_path / "c.sqlite")

    def fails_at_the_end(words: Sequence[str]) -> Iterator[Length]:
        for word in words:
            if word == "last":
                raise KeyboardInterrupt
            yield Length(word, len(word))

    words = ["a", "b", "c", "last"]
    with pytest.raises(KeyboardInterrupt):
        cache.remember_each("length", 1, words, inputs=words, kind=Length, compute=fails_at_the_end)
    compute = Counted()
    lengths(cache, ["a", "b"], compute)
    assert compute.calls == 0


def test_what_nobody_asked_for_is_forgotten_beyond_recovery(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    cache = Cache(path)
    lengths(cache, ["kept", "takendown" * 500], Counted())
    cache.close()
    cache = Cache(path)
    compute = Counted()
    lengths(cache, ["kept"], compute)
    assert cache.forget_unused() == 1
    cache.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"takendown" not in left
    assert compute.calls == 0


def test_a_shelf_keeps_what_changed_and_forgets_what_is_gone(tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache")
    store.keep("graph", {"a": b"1", "b": b"2"})
    store.keep("other", {"a": b"elsewhere"})
    store.keep("graph", {"b": b"3"}, gone=["a"])
    store.close()
    assert Cache(tmp_path / "cache").kept("graph") == {"b": b"3"}


def test_a_file_damaged_in_its_middle_costs_the_cache_or_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    words = [str(number) * 50 for number in range(200)]
    cache = Cache(path)
    lengths(cache, words, Counted())
    cache.close()
    raw = bytearray(path.read_bytes())
    raw[4096:-4096] = b"\xff" * (len(raw) - 8192)
    path.write_bytes(raw)
    with contextlib.suppress(DiskError):
        assert lengths(Cache(path), words, Counted())[0] == Length(words[0], len(words[0]))
    path.unlink(missing_ok=True)  # as the message says
    assert len(lengths(Cache(path), words, Counted())) == 200


def test_a_folder_in_the_file_s_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").mkdir()
    with pytest.raises(DiskError, match=r"c\.sqlite: unable to open database file"):
        Cache(tmp_path / "c.sqlite")
