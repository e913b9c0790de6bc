"""The index on disk: made of what changed, and the same however it came about."""

import gzip
import itertools
import json
import tempfile
from collections import defaultdict
from pathlib import Path

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.config import Config
from newsarchive.model import Archive, Record
from newsarchive.publish.search import SearchReport, build_index, segments
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


def test_nothing_is_rewritten_whatever_the_number_of_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "FULL", 2)
    whole = archive(*(versioned((n, 0)) for n in range(7)))
    build(whole, tmp_path)
    assert build(whole, tmp_path).written == 0


def test_what_was_removed_leaves_no_byte_behind(tmp_path: Path) -> None:
    many = [versioned((n, 0)) for n in range(8)]
    build(archive(FLOOD, *many), tmp_path / "grown")
    build(archive(*many), tmp_path / "grown")
    build(archive(*many), tmp_path / "new")
    assert contents(tmp_path / "grown") == contents(tmp_path / "new")


def test_an_edited_article_leaves_no_old_text_behind(tmp_path: Path) -> None:
    many = [versioned((n, 0)) for n in range(5)]
    build(archive(*many), tmp_path)
    build(archive(*many[1:], versioned((0, 1))), tmp_path)
    texts = [gzip.decompress(path.read_bytes()) for path in tmp_path.glob("*/r*.bin")]
    assert len(texts) == 5


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


def answers(out: Path) -> dict[str, set[str]]:
    """What a search of `out` could find: live articles by word, and by entity."""
    manifest = json.loads(gzip.decompress((out / "index.bin").read_bytes()))
    found: dict[str, set[str]] = defaultdict(set)
    articles: list[str] = []
    for segment in manifest["segments"]:
        rows = [article for article, _ in json.loads((out / segment["name"] / ROWS).read_text())]
        articles += rows
        for n in range(len(segment["chunks"])):
            chunk = cbor2.loads(gzip.decompress((out / segment["name"] / f"w{n}.bin").read_bytes()))
            for word, postings, _ in chunk[0]:
                pages = itertools.accumulate(distance for distance, *_ in postings)
                found[word] |= {rows[page] for page in pages if page not in segment["stale"]}
    for name in manifest["entities"]:
        for entity, line in json.loads(gzip.decompress((out / name).read_bytes())).items():
            found[entity] = {articles[row] for row in itertools.accumulate(line["rows"])}
    return {key: ids for key, ids in found.items() if ids}


VERSIONS = st.dictionaries(st.integers(0, 11), st.integers(0, 2), max_size=10)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(VERSIONS, min_size=2, max_size=5))
def test_any_sequence_of_builds_answers_as_one_from_nothing(steps: list[dict[int, int]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, size in (("RECENT", 2), ("FULL", 5), ("FAN", 2)):
            patch.setattr(segments, name, size)
        for step in steps:
            build(archive(*map(versioned, sorted(step.items()))), Path(folder) / "grown")
        build(archive(*map(versioned, sorted(steps[-1].items()))), Path(folder) / "new")
        assert answers(Path(folder) / "grown") == answers(Path(folder) / "new")


def versioned(article: tuple[int, int]) -> Record:
    name, version = article
    body = f"Тальмов слово{version} статья{name}."
    named = {"people/oleg-talmov": "Тальмов"} if (name + version) % 2 else {}
    return record(f"a{name:02}", f"Title {version}", body, named=named)
