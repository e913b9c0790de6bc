"""Files of the seeds folder are read once, and again when they changed."""

import os
from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.ingest import files


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(name)
    return folder


def sizes(seeds: Path, cache: Cache) -> dict[str, int]:
    found = files.fixities(files.seed_files(seeds), cache=cache)
    return {path: one.size for path, one in found.items()}


def test_a_file_that_stayed_is_not_read_again(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, before = Cache(None), files.fixity
    read: list[str] = []

    def watched(full: str) -> tuple[str, int]:
        read.append(Path(full).name)
        return before(full)

    monkeypatch.setattr(files, "fixity", watched)
    sizes(seeds, cache)
    (seeds / "c.txt").write_text("new")
    (seeds / "a.txt").write_text("changed")
    assert sizes(seeds, cache) == {"a.txt": 7, "b.txt": 5, "c.txt": 3}
    assert read == ["a.txt", "b.txt", "a.txt", "c.txt"]


def test_a_file_that_went_is_forgotten(seeds: Path) -> None:
    cache = Cache(None)
    sizes(seeds, cache)
    (seeds / "a.txt").unlink()
    assert sizes(seeds, cache) == {"b.txt": 5}
    kept = [one.path for raw in cache.kept("fixity").values() for one in files._read(raw)]
    assert kept == ["b.txt"]


def test_a_damaged_block_has_its_files_read_again(seeds: Path) -> None:
    cache = Cache(None)
    sizes(seeds, cache)
    cache.keep("fixity", dict.fromkeys(cache.kept("fixity"), b"damaged"))
    assert sizes(seeds, cache) == {"a.txt": 5, "b.txt": 5}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_be_read_again_is_read(seeds: Path) -> None:
    cache = Cache(None)
    (seeds / "a.txt").chmod(0)
    assert files.fixities(files.seed_files(seeds), cache=cache)["a.txt"].refused
    (seeds / "a.txt").chmod(0o644)
    assert sizes(seeds, cache)["a.txt"] == 5
