"""The archive is shown on loopback, follows changes, and open pages are told."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive import serve as serving
from newsarchive.build import build, warm
from newsarchive.config import Config
from newsarchive.errors import ConfigError
from newsarchive.lock import hold
from newsarchive.serve import Rebuilt, changes, follow, open_server
from tests.small_archive import write_archive


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "articles/a").mkdir(parents=True)
    (tmp_path / "articles/a/index.html").write_text("<html><body><p>one</p></body></html>")
    (tmp_path / "data.json").write_text("{}")
    return tmp_path


@pytest.fixture
def server(site: Path) -> Iterator[tuple[str, Rebuilt]]:
    rebuilt = Rebuilt()
    opened = open_server(site, rebuilt, port=0)
    thread = threading.Thread(target=opened.serve_forever)
    thread.start()
    yield f"http://{serving.HOST}:{opened.server_port}", rebuilt
    opened.shutdown()
    opened.server_close()
    thread.join()


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 (our own)
        return bytes(answer.read())


def test_a_page_comes_with_the_script_that_reloads_it(server: tuple[str, Rebuilt]) -> None:
    page = get(f"{server[0]}/articles/a/")
    assert b'<p>one</p><script src="/.reload.js"></script></body>' in page


def test_other_files_come_as_they_are(server: tuple[str, Rebuilt]) -> None:
    assert get(f"{server[0]}/data.json") == b"{}"


def test_nothing_outside_the_site_is_served(server: tuple[str, Rebuilt]) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(f"{server[0]}/../../etc/passwd")


def test_an_open_page_is_told_of_a_rebuild(server: tuple[str, Rebuilt]) -> None:
    address, rebuilt = server
    with urllib.request.urlopen(f"{address}/.reload", timeout=5) as news:  # noqa: S310 (our own)
        telling = threading.Timer(0.2, rebuilt.tell)
        telling.start()
        assert news.readline() == b"data: rebuilt\n"
        telling.join()
    rebuilt.tell()  # so that the handler sees that the page is closed


def test_a_rebuild_while_nobody_waits_is_told_to_who_waits_next() -> None:
    rebuilt = Rebuilt()
    rebuilt.tell()
    assert rebuilt.wait(0, 0) == 1
    assert rebuilt.wait(1, 0) == 1


def test_a_port_that_is_taken_is_named(server: tuple[str, Rebuilt], site: Path) -> None:
    port = int(server[0].rpartition(":")[2])
    with pytest.raises(ConfigError, match=f"--port {port}: Address already in use"):
        open_server(site, Rebuilt(), port=port)


def test_a_changed_seed_is_followed_and_said(tmp_path: Path) -> None:
    root, said = write_archive(tmp_path), list[str]()
    build(root, Config())
    rebuilt = Rebuilt()
    follow(root, rebuilt, said.append)
    assert said == []  # nothing had changed
    (root / "seeds/barges.txt").write_text("Barges wait again\n\nThe lock is shut once more.\n")
    follow(root, rebuilt, said.append)
    assert "pages written" in said[0]
    assert "once more" in (root / "site/articles/barges/index.html").read_text()


def test_open_pages_are_told_once_of_a_rebuild_be_the_site_another_or_not(tmp_path: Path) -> None:
    root, rebuilt = write_archive(tmp_path), Rebuilt()
    follow(root, rebuilt, lambda _: None)
    assert rebuilt.times == 1
    (root / "authority").mkdir()
    (root / "authority/people.yml").write_text("- {id: people/a-b, name: {en: A B}}\n")
    follow(root, rebuilt, lambda _: None)
    assert rebuilt.times == 2


def test_a_fault_is_said_and_serving_goes_on(tmp_path: Path) -> None:
    said = list[str]()
    (write_archive(tmp_path) / "archive.toml").write_text("titel = 'x'\n")
    follow(tmp_path, Rebuilt(), said.append)
    assert said[0].startswith("Error:")
    assert "did you mean 'title'" in said[0]


@pytest.mark.parametrize("name", ["seeds/new.txt", "archive.toml"])
def test_a_new_file_is_noticed_within_two_seconds(tmp_path: Path, name: str) -> None:
    root = write_archive(tmp_path)
    noticed = changes(root, Config())
    writing = threading.Timer(0.7, (root / name).write_text, ["# text\n"])
    writing.start()
    began = time.monotonic()
    next(noticed)
    assert time.monotonic() - began < 0.7 + 2
    writing.join()


def test_a_folder_made_meanwhile_is_watched(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    noticed = changes(root, Config())
    next(noticed)  # watching has begun
    (root / "authority").mkdir()
    next(noticed)
    writing = threading.Timer(0.7, (root / "authority/places.yml").write_text, ["[]\n"])
    writing.start()
    began = time.monotonic()
    next(noticed)
    assert 0.7 <= time.monotonic() - began < 0.7 + 2
    writing.join()


def test_a_rebuild_waits_for_another_build(tmp_path: Path) -> None:
    root, said = write_archive(tmp_path), list[str]()
    with hold(root):
        following = threading.Thread(target=follow, args=(root, Rebuilt(), said.append))
        following.start()
        following.join(1)
        assert following.is_alive()
    following.join()
    assert "pages written" in said[0]


def test_what_a_new_article_needs_is_loaded_and_nothing_is_built(tmp_path: Path) -> None:
    root = write_archive(tmp_path)
    warm(root, Config())
    assert not (root / "site").exists()
