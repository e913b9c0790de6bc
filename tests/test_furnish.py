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
