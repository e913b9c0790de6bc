"""MkDocs makes the site beside the old one; it changes whole or not at all."""

from pathlib import Path

import pytest

from newsarchive.config import Config
from newsarchive.errors import SiteError
from newsarchive.publish.crawl import crawl
from newsarchive.publish.site import build_site

SETTINGS = """\
site_name: Trial
theme: {name: mkdocs}
plugins: []
validation: {nav: {omitted_files: ignore}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs/articles").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs/index.md").write_text("# Home\n\n[first](articles/first.md)\n")
    (tmp_path / "docs/articles/first.md").write_text("# First\n\n<p>one</p>\n")
    return tmp_path


def page(root: Path, name: str = "articles/first") -> str:
    return (root / "site" / name / "index.html").read_text()


def test_the_site_is_built_and_its_links_hold(root: Path) -> None:
    assert build_site(root, Config()).rendered == 2
    assert "<p>one</p>" in page(root)
    assert crawl(root / "site") == ()


def test_a_changed_page_shows_and_a_removed_one_is_gone(root: Path) -> None:
    build_site(root, Config())
    (root / "docs/index.md").write_text("# Home\n")
    (root / "docs/articles/first.md").unlink()
    (root / "docs/articles/second.md").write_text("# Second\n\n<p>two</p>\n")
    build_site(root, Config())
    assert "<p>two</p>" in page(root, "articles/second")
    assert not (root / "site/articles/first").exists()


def test_what_mkdocs_warns_of_ends_the_build_and_leaves_the_old_site(root: Path) -> None:
    build_site(root, Config())
    (root / "docs/articles/first.md").write_text("# First\n\n[gone](nowhere.md)\n")
    with pytest.raises(SiteError, match=r"articles/first\.md.*nowhere\.md"):
        build_site(root, Config())
    assert "<p>one</p>" in page(root)


def test_a_fault_in_mkdocs_yml_is_named(root: Path) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS + "nonsense: 1\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml"):
        build_site(root, Config())


def test_nothing_is_left_of_what_a_killed_build_wrote(root: Path) -> None:
    litter = root / ".cache/site-fresh/litter.html"
    litter.parent.mkdir(parents=True)
    litter.write_text("half a page")
    build_site(root, Config())
    assert not (root / "site/litter.html").exists()
