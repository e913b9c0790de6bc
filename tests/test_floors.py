"""Imports go only downward: ARCHITECTURE.md, "Floors"."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "newsarchive"

FLOORS = (
    {"errors", "model"},
    {
        "cache",
        "cards",
        "config",
        "languages",
        "parallel",
        "disk",
        "forks",
        "lock",
        "morphology",
        "revision",
        "starter",
        "suppress",
        "unpacked",
    },
    {"text", "filing"},
    {"ingest", "describe", "relate", "publish"},
    {"report"},
    {"settled", "verify"},
    {"build"},
    {"console", "serve"},
)


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "newsarchive":
                names = [f"newsarchive.{alias.name}" for alias in node.names]
            else:
                names = [node.module]
        yield from (name.split(".")[1] for name in names if name.startswith("newsarchive."))


def floor(name: str) -> int:
    return next(i for i, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    for other in imported_rooms(path):
        beside = floor(other) == floor(here) == 1  # the tools of the second floor know each other
        assert other == here or floor(other) < floor(here) or beside, f"{here} imports {other}"


def import_edges() -> dict[str, set[str]]:
    names = {".".join(("newsarchive", *_parts(path))): path for path in modules()}
    edges: dict[str, set[str]] = {}
    for name, path in names.items():
        wanted: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                wanted |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        edges[name] = (wanted & set(names)) - {name}
    return edges


def _parts(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def test_no_module_imports_itself_in_a_circle() -> None:
    edges = import_edges()
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(edges[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())


def test_no_import_hides_behind_type_checking() -> None:
    guilty = [path.name for path in modules() if "TYPE_CHECKING" in path.read_text("utf-8")]
    assert guilty == []


def test_only_the_command_line_prints() -> None:
    guilty = [
        path.name
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert guilty == []
