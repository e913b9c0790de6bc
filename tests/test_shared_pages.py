"""Pages that processes share out among them are those that one makes; or none are published."""

import os
import signal
from pathlib import Path

import pytest

from newsarchive import forks
from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.errors import ArchiveError, ConfigError
from newsarchive.publish.drafts import Draft, Made, Notes
from newsarchive.publish.pages import article
from tests.small_archive import write_archive

pytestmark = pytest.mark.skipif(not forks.POSSIBLE, reason="no copies of a process here")

TWO = Config(workers=2)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.html")}


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "FEW", 2)


@pytest.mark.usefixtures("shared")
def test_a_site_made_by_two_processes_is_that_of_one(tmp_path: Path) -> None:
    for name, config in (("one", Config(workers=1)), ("two", TWO)):
        build(write_archive(tmp_path / name), config)
    assert files(tmp_path / "two/site") == files(tmp_path / "one/site")
    assert (tmp_path / "two/.cache/pages.bin").stat().st_size > 1000


@pytest.mark.usefixtures("shared")
def test_what_two_processes_made_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_archive(tmp_path)
    build(root, TWO)

    def made_each(_: Notes, drafts: list[Draft], **__: object) -> list[Made]:
        assert drafts == []
        return []

    monkeypatch.setattr(Notes, "made_each", made_each)
    build(root, TWO)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("how", ["dies", "raises"])
def test_of_pages_that_a_copy_failed_to_make_no_site_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    root = write_archive(tmp_path)
    build(root, TWO)
    before = files(root / "site")
    (root / "seeds/barges.txt").write_text("Barges wait again\n\nThe lock is shut once more.\n")
    first = os.getpid()

    def fail(*_: object) -> str:
        assert os.getpid() != first
        if how == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        raise ConfigError("a fault in the page")

    with monkeypatch.context() as patched:
        patched.setattr(article, "report_address", fail)
        said = "ended with -9" if how == "dies" else "a fault in the page"
        with pytest.raises(ArchiveError, match=said):
            build(root, TWO)
    assert files(root / "site") == before
    build(root, TWO)
    assert "once more" in (root / "site/articles/barges/index.html").read_text()
