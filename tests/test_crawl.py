"""Links that lead nowhere are found, wherever they stand."""

from pathlib import Path

from newsarchive.publish.crawl import DeadLink, crawl


def site(folder: Path, **pages: str) -> Path:
    for name, body in pages.items():
        path = folder / name.replace("__", "/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><title>x</title>{body}")
    return folder


def test_links_to_pages_files_and_anchors_that_exist_are_fine(tmp_path: Path) -> None:
    site(
        tmp_path,
        a='<a href="../b/#s1">b</a><a href="#top">up</a><p id="top"><img src="../x%20y.png">',
        b='<p id="s1"><a href="https://example.org/gone">o</a><a href="mailto:x@y.example">m</a>',
    )
    (tmp_path / "x y.png").write_bytes(b"")
    assert crawl(tmp_path) == ()


def test_a_link_to_no_file_is_dead(tmp_path: Path) -> None:
    site(tmp_path, a='<div><script src="../gone.js"></script></div>')
    assert crawl(tmp_path) == (DeadLink("a/index.html", "../gone.js", "no such file"),)


def test_a_link_to_no_anchor_is_dead(tmp_path: Path) -> None:
    site(tmp_path, a='<a href="../b/#s2">b</a>', b='<p id="s1">b</p>')
    assert crawl(tmp_path) == (DeadLink("a/index.html", "../b/#s2", "no such anchor"),)


def test_a_link_out_of_the_folder_the_site_is_published_in_is_dead(tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://me.example/archive/"><a href="/archive/a/">a</a>'
    (tmp_path / "index.html").write_text(home)
    site(tmp_path, a='<a href="/elsewhere/">x</a>')
    assert crawl(tmp_path) == (DeadLink("a/index.html", "/elsewhere/", "no such file"),)
