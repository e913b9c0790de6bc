"""A new site takes the old one's place in one step, on systems with and without an exchange."""

import errno
import os
from pathlib import Path

import pytest

from newsarchive.errors import DiskError
from newsarchive.publish import swap as swapping
from newsarchive.publish.swap import recover, swap


def site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


def shown(folder: Path) -> str:
    return (folder / "index.html").read_text()


@pytest.fixture(params=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(swapping, "_exchanged", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("system")
def test_the_new_site_stands_and_the_old_one_is_handed_back(tmp_path: Path) -> None:
    live, fresh = site(tmp_path / "site", "old"), site(tmp_path / "fresh", "new")
    swap(fresh, live)
    assert (shown(live), shown(fresh)) == ("new", "old")


@pytest.mark.usefixtures("system")
def test_a_first_site_is_simply_moved_in(tmp_path: Path) -> None:
    swap(site(tmp_path / "fresh", "new"), tmp_path / "site")
    assert shown(tmp_path / "site") == "new"
    assert not (tmp_path / "fresh").exists()


@pytest.mark.usefixtures("system")
def test_a_failing_rename_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, fresh = site(tmp_path / "site", "old"), site(tmp_path / "fresh", "new")
    real = os.rename

    def fails_for_the_new_one(a: Path, b: Path) -> None:
        if a == fresh:
            raise OSError(errno.EIO, "Input/output error", str(b))
        real(a, b)

    def no_exchange(*_: object) -> bool:
        raise OSError(errno.EIO, "Input/output error", str(live))

    monkeypatch.setattr(os, "rename", fails_for_the_new_one)
    if swapping._exchanged.__name__ == "_exchanged":
        monkeypatch.setattr(swapping, "_exchanged", no_exchange)
    with pytest.raises(DiskError, match="site: Input/output error"):
        swap(fresh, live)
    assert shown(live) == "old"


def test_a_build_killed_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    site(tmp_path / "site-old", "old")
    recover(tmp_path / "site")
    assert shown(tmp_path / "site") == "old"


def test_a_build_killed_after_the_second_rename_leaves_the_new_site(tmp_path: Path) -> None:
    site(tmp_path / "site", "new")
    site(tmp_path / "site-old", "old")
    recover(tmp_path / "site")
    assert shown(tmp_path / "site") == "new"
    assert not (tmp_path / "site-old").exists()
