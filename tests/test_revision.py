"""A remembered result is of the code that would make it today, or it is not remembered."""

from pathlib import Path

import pytest

from newsarchive import revision
from newsarchive.describe import authority, catalogue
from newsarchive.errors import ArchiveError
from newsarchive.ingest import accession
from newsarchive.relate import assemble
from tests.test_floors import import_edges

# They carry results or settings and shape none; model and the rest are named by each stage.
CARRIERS = {"cache", "config", "disk", "errors", "filing", "parallel", "revision", "unpacked"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("room/rules.py", "room/deep/words.txt", "text.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(revision, "_PACKAGE", tmp_path)
    return tmp_path


def digest(*rooms: str) -> str:
    return revision.of.__wrapped__(*rooms)  # as a new process would find it


@pytest.mark.parametrize("name", ["room/rules.py", "room/deep/words.txt", "room/new.json"])
def test_a_change_of_code_or_data_is_another_revision(package: Path, name: str) -> None:
    before = digest("room")
    (package / name).write_text("2")
    assert digest("room") != before


def test_other_rooms_and_compiled_code_are_no_matter(package: Path) -> None:
    before = digest("room")
    (package / "text.py").write_text("2")
    (package / "room/__pycache__").mkdir()
    (package / "room/__pycache__/rules.pyc").write_bytes(b"2")
    assert digest("room") == before
    assert digest("room", "text.py") != before


def test_another_library_is_another_revision(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest("room")
    monkeypatch.setattr(revision, "_versions", lambda: ("razdel 9",))
    assert digest("room") != before
    assert package.is_dir()


def test_a_room_that_is_not_there_is_an_error(package: Path) -> None:
    with pytest.raises(ArchiveError, match="nowhere: no such room"):
        digest("nowhere")
    assert package.is_dir()


@pytest.mark.parametrize(
    ("module", "rooms"),
    [
        ("newsarchive.ingest.accession", accession.MADE_BY),
        ("newsarchive.describe.catalogue", catalogue.MADE_BY),
        ("newsarchive.describe.authority", (*authority.MADE_BY, "languages/__init__.py")),
        ("newsarchive.relate.assemble", assemble.MADE_BY),
    ],
)
def test_a_stage_names_every_room_that_it_imports(module: str, rooms: tuple[str, ...]) -> None:
    edges, reached, todo = import_edges(), set[str](), [module]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += edges[name]
    named = {room.removesuffix(".py").removesuffix("/__init__") for room in rooms}
    for name in sorted(reached):
        place = "/".join(name.split(".")[1:])
        inside = any(place == room or place.startswith(f"{room}/") for room in named)
        room = place.partition("/")[0]
        assert inside or room in CARRIERS | {"model", "text"}, f"{module} rests on {name} as well"
