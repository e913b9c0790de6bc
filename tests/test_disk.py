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


def test_clear_removes_a_file_of_that_name_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in a folder's place")
    disk.clear(tmp_path / "file")
    disk.clear(tmp_path / "nothing")
    assert not list(tmp_path.iterdir())


def test_scan_follows_links_but_none_round_in_circles(tmp_path: Path) -> None:
    for name in ("a/real.md", "b/other.md"):
        disk.write(tmp_path / name, b"text")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "a/beside").symlink_to(tmp_path / "b")
    (tmp_path / "a/dangling").symlink_to(tmp_path / "nowhere")
    found = disk.scan(tmp_path)
    assert list(found) == ["a/beside/other.md", "a/dangling", "a/real.md", "b/other.md"]


def test_scan_can_take_links_as_files(tmp_path: Path) -> None:
    disk.write(tmp_path / "b/other.md", b"text")
    (tmp_path / "link").symlink_to(tmp_path / "b")
    assert list(disk.scan(tmp_path, follow=False)) == ["b/other.md", "link"]


def test_a_folder_may_be_left_out_of_a_scan(tmp_path: Path) -> None:
    for name in ("aside/one", "kept/two", "kept/aside/three"):
        disk.write(tmp_path / name, b"x")
    assert list(disk.scan(tmp_path, aside="aside")) == ["kept/aside/three", "kept/two"]
