"""Generated pages are written where they differ, removed where they are no longer made."""

from pathlib import Path

import pytest

from newsarchive.errors import ConfigError, DiskError
from newsarchive.model import Page
from newsarchive.publish.docs import STATE, look
from newsarchive.publish.write import Written, write_pages

OWNED = ("articles", "index.md")
HOME = Page("index.md", "home")
FIRST = Page("articles/first.md", "one")


def write(docs: Path, *pages: Page) -> Written:
    return write_pages(look(docs), pages, owned=OWNED)


def test_pages_are_written_and_then_left_alone(tmp_path: Path) -> None:
    assert write(tmp_path, HOME, FIRST).written == ("articles/first.md", "index.md")
    before = (tmp_path / "index.md").stat().st_mtime_ns
    assert write(tmp_path, HOME, FIRST) == Written((), ("articles/first.md", "index.md"), ())
    assert (tmp_path / "index.md").stat().st_mtime_ns == before


def test_only_the_page_that_differs_is_written(tmp_path: Path) -> None:
    write(tmp_path, HOME, FIRST)
    written = write(tmp_path, HOME, Page("articles/first.md", "two"))
    assert written == Written(("articles/first.md",), ("index.md",), ())
    assert (tmp_path / "articles/first.md").read_text() == "two"


def test_a_page_no_longer_made_goes_and_takes_its_empty_folder(tmp_path: Path) -> None:
    write(tmp_path, HOME, FIRST)
    assert write(tmp_path, HOME).removed == ("articles/first.md",)
    assert not (tmp_path / "articles").exists()


def test_hand_written_pages_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("mine")
    write(tmp_path, HOME)
    write(tmp_path)
    assert (tmp_path / "about.md").read_text() == "mine"


@pytest.mark.parametrize("path", ["about.md", "../articles/x.md", "articles/../about.md"])
def test_a_page_outside_the_generated_places_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(DiskError, match="not a place for generated pages"):
        write(tmp_path, Page(path, "x"))


def test_a_generated_page_changed_or_removed_by_hand_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, HOME, FIRST)
    (tmp_path / "index.md").write_text("defaced")
    (tmp_path / "articles/first.md").unlink()
    assert write(tmp_path, HOME, FIRST).written == ("articles/first.md", "index.md")
    assert (tmp_path / "index.md").read_text() == "home"


@pytest.mark.parametrize("state", [None, b"", b"{", b'{"index.md": 3}', b"\xff"])
def test_a_lost_or_damaged_memory_costs_a_comparison_and_no_writing(
    tmp_path: Path, state: bytes | None
) -> None:
    write(tmp_path, HOME)
    if state is None:
        (tmp_path / STATE).unlink()
    else:
        (tmp_path / STATE).write_bytes(state)
    assert write(tmp_path, HOME) == Written((), ("index.md",), ())


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("a file where the folder should be")
    with pytest.raises(DiskError, match="articles"):
        write(tmp_path, FIRST)


FRAMED = '---\ntitle: x\n---\n\n<div class="archive">\n<p>made</p>\n</div>\n'


@pytest.mark.parametrize("path", ["index.md", "articles/mine.md"])
def test_a_page_written_by_hand_in_a_generated_place_is_named_and_not_lost(
    tmp_path: Path, path: str
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / path).write_text("# My own page")
    with pytest.raises(ConfigError, match=rf"{path}: a page written by hand"):
        write(tmp_path, HOME, FIRST)
    assert (tmp_path / path).read_text() == "# My own page"


def test_a_generated_page_that_nothing_is_known_of_is_ours(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/old.md").write_text(FRAMED)
    (tmp_path / "index.md").write_text(FRAMED)
    assert write(tmp_path, HOME) == Written(("index.md",), (), ("articles/old.md",))
