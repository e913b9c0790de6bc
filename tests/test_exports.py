import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.config import Config
from newsarchive.model import Archive, Removal, Span
from newsarchive.publish import exports
from newsarchive.publish.exports import (
    COLUMNS,
    CSV,
    JSONL,
    PACKAGE,
    SQLITE,
    export,
    spreadsheet,
)
from newsarchive.publish.words import words
from tests.factory import (
    make_archive,
    make_article,
    make_entity,
    make_record,
    make_translation,
)

BAKU = make_entity("places/baku", en="Baku", ru="Баку")


def an_archive() -> Archive:
    article = make_article(
        title="=1+1",
        language="ru",
        paragraphs=["Встреча прошла в Баку."],
        published="[..2018-09-14]",
        removals=[Removal(Span(0, 5), (1, 1), "comments", None)],
    )
    english = make_translation("en", ["The meeting was held in Baku."], title="A meeting")
    return make_archive(make_record(article, translations=[english], named={"Баку": BAKU}))


def read_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_lines_hold_every_column_exactly(tmp_path: Path) -> None:
    export(an_archive(), tmp_path, config=Config())
    (row,) = read_lines(tmp_path / JSONL)
    assert list(row) == list(COLUMNS)
    assert row["title"] == "=1+1"
    assert row["date"] == "[..2018-09-14]"
    assert row["places"] == ["Baku"]
    assert row["translation"] == "The meeting was held in Baku."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", " =", "\r"])
def test_no_cell_of_the_spreadsheet_can_be_a_formula(start: str) -> None:
    row = dict.fromkeys(COLUMNS, f"{start}cmd()")
    _, cells = csv.reader(io.StringIO(spreadsheet([row]).decode("utf-8-sig")))  # type: ignore[list-item]
    assert all(cell.startswith("'") for cell in cells)


@given(st.text())
def test_a_spreadsheet_keeps_the_text_behind_its_apostrophe(text: str) -> None:
    text = text.encode("utf-8", errors="replace").decode()
    table = spreadsheet([dict.fromkeys(COLUMNS, text)]).decode("utf-8-sig")
    _, cells = csv.reader(io.StringIO(table, newline=""))
    assert {cell.removeprefix("'") for cell in cells} == {text.removeprefix("'")}


def test_the_database_finds_a_word_of_either_text(tmp_path: Path) -> None:
    export(an_archive(), tmp_path, config=Config())
    with closing(sqlite3.connect(tmp_path / SQLITE)) as store:
        asked = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
        assert store.execute(asked, ("Встреча",)).fetchone() == (1,)
        assert store.execute(asked, ("meeting",)).fetchone() == (1,)
        assert store.execute("SELECT entity FROM tags").fetchall() == [(BAKU.id,)]
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_where_only_a_summary_may_be_published_no_file_holds_the_text(tmp_path: Path) -> None:
    export(an_archive(), tmp_path, config=Config(publish="summary"))
    (row,) = read_lines(tmp_path / JSONL)
    assert row["text"] is None
    assert row["translation"] is None


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        export(an_archive(), tmp_path / folder, config=Config())
    for name in exports.FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_files_that_stand_are_not_written_again(tmp_path: Path) -> None:
    export(an_archive(), tmp_path, config=Config())
    before = (tmp_path / CSV).stat().st_mtime_ns
    export(an_archive(), tmp_path, config=Config())
    assert (tmp_path / CSV).stat().st_mtime_ns == before


def test_every_column_is_explained() -> None:
    assert all(words("en").has(f"data.column_{name}") for name in COLUMNS)


def test_the_data_package_describes_every_column_of_the_table_beside_it(tmp_path: Path) -> None:
    export(an_archive(), tmp_path, config=Config(title="Coast & Steppe"))
    package = json.loads((tmp_path / PACKAGE).read_text("utf-8"))
    (table,) = package["resources"]
    heads = next(csv.reader(io.StringIO((tmp_path / table["path"]).read_text("utf-8-sig"))))
    assert [field["name"] for field in table["schema"]["fields"]] == heads
    assert all(field["description"] for field in table["schema"]["fields"])
    assert (package["name"], package["title"]) == ("coast-steppe", "Coast & Steppe")
