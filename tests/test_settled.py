"""A build with nothing to do is told from one with work, without reading anything."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsarchive import settled
from newsarchive.build import build
from newsarchive.config import Config
from newsarchive.report import Report
from tests.small_archive import write_archive


def report(root: Path, config: Config) -> Report | None:
    return settled.report(root, config, settled.look(root, config))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_archive(tmp_path_factory.mktemp("archive"))
    (root / "docs/about.md").write_text("# About\n\nBy hand.\n")
    build(root, Config())
    return root


def test_straight_after_a_build_there_is_nothing_to_do(built: Path) -> None:
    found = report(built, Config())
    assert found is not None
    assert (found.articles, found.published.written) == (3, ())


def test_another_configuration_is_work(built: Path) -> None:
    assert report(built, Config(title="Other")) is None


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new seed": lambda root: (root / "seeds/new.txt").write_text("New\n\nText of it.\n"),
    "a sidecar": lambda root: (root / "seeds/barges.txt.meta.yml").write_text("title: x\n"),
    "a page by hand": lambda root: (root / "docs/about.md").write_text("# About\n\nOther.\n"),
    "a generated page": lambda root: (root / "docs/index.md").write_text("defaced"),
    "a page of the site": lambda root: (root / "site/index.html").write_text("defaced"),
    "a file lost from the site": lambda root: (root / "site/404.html").unlink(),
    "a stranger in the site": lambda root: (root / "site/CNAME").write_text("x"),
    "a take-down": lambda root: (root / "suppress.yml").write_text("[]\n"),
    "an authority file": lambda root: _write(root / "authority/people.yml", "[]\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_work(built: Path, tmp_path: Path, change: str) -> None:
    root = tmp_path / "copy"
    shutil.copytree(built, root)  # keeps the times of files
    assert report(root, Config()) is not None
    CHANGES[change](root)
    assert report(root, Config()) is None


def test_a_link_among_the_seeds_is_not_followed(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    (root / "seeds/loop").symlink_to(root / "seeds")
    (root / "seeds/dangling.txt").symlink_to("/nowhere")
    assert "loop" in {one.path for one in build(root, Config()).rejected}
    assert report(root, Config()) is not None


def test_looking_imports_no_phase(built: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from newsarchive import settled, config;"
        "root = Path(sys.argv[1]); chosen = config.load(root);"
        "settled.report(root, chosen, settled.look(root, chosen));"
        "sys.exit(' '.join(m for m in sys.modules if m.startswith(('numpy', 'mkdocs', 'jinja2'))))"
    )
    command = [sys.executable, "-c", script, str(built)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) in {(0, ""), (1, "\n")}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def test_a_change_of_the_archive_s_own_theme_is_work(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    (root / "overrides").mkdir()
    (root / "overrides/main.html").write_text('{% extends "base.html" %}')
    (root / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: mkdocs, custom_dir: overrides}\nplugins: []\n"
        "nav: [index.md]\nnot_in_nav: '*'\n"
    )
    build(root, Config())
    assert report(root, Config()) is not None
    (root / "overrides/main.html").write_text('{% extends "base.html" %}\n{# more #}')
    assert report(root, Config()) is None
