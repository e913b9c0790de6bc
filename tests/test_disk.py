"""Bytes reach the disk whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from newsarchive import disk
from newsarchive.errors import DiskError


def test_write_makes_the_folders_it_needs(tmp_path: Path) -> None:
    disk.write(tmp_path / "a" / "b" / "c.md", b"text")
    assert (tmp_path / "a" / "b" / "c.md").read_bytes() == b"text"


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failing_step_names_the_file_and_leaves_the_old_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(os, step, full)
    with pytest.raises(DiskError, match=r"page\.md: No space left on device; free space"):
        disk.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.md"]


def test_remove_takes_folders_it_leaves_empty_but_no_other(tmp_path: Path) -> None:
    for name in ("a/b/gone.md", "a/stays.md"):
        disk.write(tmp_path / name, b"")
    disk.remove(tmp_path / "a/b/gone.md", upto=tmp_path)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "stays.md"]


def test_remove_of_a_file_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    disk.remove(tmp_path / "nowhere.md", upto=tmp_path)


def test_clear_removes_a_link_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    disk.clear(tmp_path / "link")
    assert [p.name for p in tmp_path.iterdir()] == ["real"]
