"""Arrays are unpacked once and mapped from then on, whatever happened to the files meanwhile."""

from pathlib import Path

import numpy as np
import pytest

from newsarchive import unpacked

MADE = {"one": np.arange(5), "two": np.array(["ru", "en"])}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _: tmp_path)
    return tmp_path / "unpacked"


def asked(calls: list[int], basis: object = 1) -> list[list[object]]:
    def make() -> dict[str, unpacked.Array]:
        calls.append(1)
        return MADE

    found = unpacked.arrays("trial", basis, ("one", "two"), make)
    return [found[name].tolist() for name in ("one", "two")]


EXPECTED = [[0, 1, 2, 3, 4], ["ru", "en"]]


def test_they_are_made_once(shelf: Path) -> None:
    calls: list[int] = []
    assert asked(calls) == asked(calls) == EXPECTED
    assert len(calls) == 1
    assert len(list(shelf.iterdir())) == 1  # and nothing half-made beside them


def test_another_basis_has_arrays_of_its_own(shelf: Path) -> None:
    calls: list[int] = []
    asked(calls, 1)
    asked(calls, 2)
    assert len(calls) == len(list(shelf.iterdir())) == 2


def test_a_damaged_file_is_made_again(shelf: Path) -> None:
    calls: list[int] = []
    asked(calls)
    damaged = next(shelf.rglob("one.npy"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert asked(calls) == EXPECTED
    assert asked(calls) == EXPECTED
    assert len(calls) == 2


def test_where_nothing_can_be_kept_they_are_made_each_time(shelf: Path) -> None:
    shelf.write_text("a file where the folder should be")
    calls: list[int] = []
    assert asked(calls) == EXPECTED


def test_where_no_home_is_known_they_are_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    calls: list[int] = []
    assert asked(calls) == EXPECTED
    assert len(calls) == 1
