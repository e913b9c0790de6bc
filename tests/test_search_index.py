"""The index on disk: made of what changed, and the same however it came about."""

import json
from pathlib import Path

from newsarchive.config import Config
from newsarchive.model import Archive
from newsarchive.publish.search import SearchReport, build_index
from newsarchive.publish.search.files import ROWS
from tests.search_archive import archive, record

FLOOD = record(
    "flood", "Паводок", "Тальмов осмотрел дамбу.", named={"people/oleg-talmov": "Тальмов"}
)
CHESS = record("chess", "Chess", "Talmov won.", lang="en", named={"people/oleg-talmov": "Talmov"})


def build(found: Archive, out: Path) -> SearchReport:
    return build_index(found, out, config=Config())


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(archive(FLOOD, CHESS), tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    build(archive(FLOOD, CHESS), tmp_path)
    report = build(archive(FLOOD, CHESS), tmp_path)
    assert (report.made, report.written, report.removed) == (0, 0, 0)


def test_what_was_removed_leaves_no_byte_behind(tmp_path: Path) -> None:
    build(archive(FLOOD, CHESS), tmp_path / "grown")
    build(archive(CHESS), tmp_path / "grown")
    build(archive(CHESS), tmp_path / "new")
    assert contents(tmp_path / "grown") == contents(tmp_path / "new")


def test_a_segment_that_was_not_finished_is_made_again(tmp_path: Path) -> None:
    build(archive(FLOOD), tmp_path)
    whole = contents(tmp_path)
    (rows,) = tmp_path.glob(f"*/{ROWS}")
    rows.unlink()
    (rows.parent / "w0.bin").write_bytes(b"cut sh")
    build(archive(FLOOD), tmp_path)
    assert contents(tmp_path) == whole


def test_an_archive_without_articles_has_an_empty_index(tmp_path: Path) -> None:
    report = build(archive(), tmp_path)
    assert (report.articles, report.segments) == (0, 0)
    assert (tmp_path / "index.bin").is_file()


def test_a_segment_says_which_articles_it_holds(tmp_path: Path) -> None:
    build(archive(FLOOD, CHESS), tmp_path)
    (rows,) = tmp_path.glob(f"*/{ROWS}")
    assert [article for article, _ in json.loads(rows.read_text())] == ["chess", "flood"]
