"""After a take-down no words of the article are left in pages, search, feeds, exports or cache."""

import gzip
import re
from pathlib import Path

import pytest

from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.verify import verify
from tests.small_archive import TEXTS, write_archive

TAKEN = "orchard"


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def runs(text: str) -> list[str]:
    """Every run of four words."""
    found = words(text).split()
    return [" ".join(found[i : i + 4]) for i in range(len(found) - 3)]


def holders(root: Path, text: str) -> set[str]:
    """The files, seeds aside, that hold four words of `text` in a row, unpacked where packed."""
    found = set()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "seeds" not in p.parts):
        content = path.read_bytes()
        plain = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        held = words(plain.decode("utf-8", "ignore"))
        if any(run in held for run in runs(text)):
            found.add(path.relative_to(root).as_posix())
    return found


@pytest.fixture(scope="module")
def taken_down(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """An archive with one article taken down, and the files that held its words before."""
    root = write_archive(tmp_path_factory.mktemp("archive"))
    build(root, Config())
    before = holders(root, TEXTS[TAKEN])
    (root / "suppress.yml").write_text(
        f"- {{article: {TAKEN}, date: 2026-11-22, reason: a <b>court</b> order}}\n"
    )
    build(root, Config())
    return root, before


def test_before_it_the_words_stood_in_pages_site_and_cache(
    taken_down: tuple[Path, set[str]],
) -> None:
    _, before = taken_down
    assert {"docs/articles/orchard.md", "site/articles/orchard/index.html"} <= before
    assert ".cache/remembered.sqlite" in before


def test_no_words_of_it_are_left_anywhere(taken_down: tuple[Path, set[str]]) -> None:
    root, _ = taken_down
    assert holders(root, TEXTS[TAKEN]) == set()
    assert holders(root, TEXTS["barges"])


def test_a_notice_with_date_and_reason_stands_at_its_address(
    taken_down: tuple[Path, set[str]],
) -> None:
    page = (taken_down[0] / f"site/articles/{TAKEN}/index.html").read_text("utf-8")
    assert "22 November 2026" in page
    assert "a &lt;b&gt;court&lt;/b&gt; order" in page


def test_its_raw_file_stays_and_is_still_verified(taken_down: tuple[Path, set[str]]) -> None:
    root, _ = taken_down
    assert (root / f"seeds/{TAKEN}.txt").read_text("utf-8") == TEXTS[TAKEN]
    assert verify(root, Config()) == ()


def test_an_article_taken_down_again_is_purged_again(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    order = f"- {{article: {TAKEN}, date: 2026-11-22, reason: court order}}\n"
    (root / "suppress.yml").write_text(order)
    build(root, Config())
    (root / "suppress.yml").unlink()
    build(root, Config())
    assert holders(root, TEXTS[TAKEN])
    (root / "suppress.yml").write_text(order)
    build(root, Config())
    assert holders(root, TEXTS[TAKEN]) == set()
