from pathlib import Path
from types import SimpleNamespace
from typing import Any

from newsarchive.config import Config
from newsarchive.publish import furnish


def furnished(docs: Path) -> tuple[dict[str, Any], Any]:
    env = SimpleNamespace(globals={})
    mkdocs = SimpleNamespace(docs_dir=str(docs), site_name="", theme={})
    furnish.on_env(env, mkdocs, None)
    return env.globals, mkdocs


def test_the_theme_learns_from_the_note_what_the_editor_set(tmp_path: Path) -> None:
    config = Config(title="Mine", interface_language="ru", noindex=True)
    (tmp_path / furnish.NOTE).write_text(furnish.note(config).text, "utf-8")
    known, mkdocs = furnished(tmp_path)
    assert known["t"]("nav.people") == "Люди"
    assert known["noindex"] is True
    assert (mkdocs.site_name, mkdocs.theme["language"]) == ("Mine", "ru")


def test_before_anything_is_built_the_theme_speaks_as_without_a_configuration(
    tmp_path: Path,
) -> None:
    known, _ = furnished(tmp_path)
    assert known["t"].lang == Config().interface_language


def test_the_stylesheet_of_hand_written_pages_is_found_whatever_its_release_calls_it(
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "assets/stylesheets/main.1234abcd.min.css"
    sheet.parent.mkdir(parents=True)
    sheet.touch()
    env = SimpleNamespace(globals={})
    theme = _Theme(dirs=[str(tmp_path)])
    furnish.on_env(env, SimpleNamespace(docs_dir="", site_name="", theme=theme), None)
    assert env.globals["written_stylesheet"] == "assets/stylesheets/main.1234abcd.min.css"
    assert furnished(tmp_path)[0]["written_stylesheet"] == ""


class _Theme(dict[str, Any]):
    """What MkDocs hands a hook: settings, and the folders they come from."""

    def __init__(self, dirs: list[str]) -> None:
        self.dirs = dirs
