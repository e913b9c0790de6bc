"""What stands on disk is compared with what was recorded, and every difference is named."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from newsarchive.config import Config
from newsarchive.errors import ConfigError
from newsarchive.publish.site import build_site
from newsarchive.verify import REGISTER, Difference, read, record, verify


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two raw files, built and recorded."""
    for name, text in {
        "seeds/a.txt": "one",
        "seeds/sub/b.txt": "two",
        "docs/index.md": "# x",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "seeds/a.txt.meta.yml").write_text("title: edited by people")
    (tmp_path / "seeds/link.txt").symlink_to(tmp_path / "docs/index.md")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: {name: mkdocs}\nplugins: []\n")
    build_site(tmp_path, Config())
    record(tmp_path, Config())
    return tmp_path


def differences(root: Path) -> list[tuple[str, str]]:
    return [(one.path, one.reason.partition(";")[0]) for one in verify(root, Config())]


def damage(path: Path, content: bytes) -> None:
    """Change bytes and nothing else, as a failing disk does."""
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_archive_as_it_was_built_has_no_difference(root: Path) -> None:
    assert verify(root, Config()) == ()
    assert sorted(read(root)) == ["seeds/a.txt", "seeds/sub/b.txt"]


def test_a_damaged_raw_file_is_named_and_never_recorded_as_an_edit(root: Path) -> None:
    damage(root / "seeds/a.txt", b"0ne")
    record(root, Config())
    assert differences(root) == [("seeds/a.txt", "not the recorded bytes")]


def test_an_edited_raw_file_is_recorded_anew(root: Path) -> None:
    (root / "seeds/a.txt").write_text("one, corrected")
    assert differences(root) == [("seeds/a.txt", "not the recorded bytes")]
    record(root, Config())
    assert verify(root, Config()) == ()


def test_raw_files_that_came_or_went_are_named_until_the_next_build(root: Path) -> None:
    (root / "seeds/c.txt").write_text("three")
    (root / "seeds/a.txt").unlink()
    assert differences(root) == [("seeds/a.txt", "missing"), ("seeds/c.txt", "not yet recorded")]
    record(root, Config())
    assert verify(root, Config()) == ()


def test_the_site_is_compared_with_its_manifest(root: Path) -> None:
    damage(
        root / "site/index.html",
        b"defaced" + b" " * ((root / "site/index.html").stat().st_size - 7),
    )
    (root / "site/404.html").unlink()
    (root / "site/extra.html").write_text("x")
    assert differences(root) == [
        ("site/404.html", "missing"),
        ("site/extra.html", "not made by the build"),
        ("site/index.html", "not what was built"),
    ]


def test_an_archive_that_was_never_built_says_so(root: Path) -> None:
    shutil.rmtree(root / ".cache")
    assert verify(root, Config()) == (
        Difference("site", "no record of a build; build to make one"),
    )


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
@pytest.mark.parametrize("name", ["plain.txt", "line\nend.txt", "back\\slash.txt", "имя файла.txt"])
def test_sha256sum_can_check_the_register(root: Path, name: str) -> None:
    (root / "seeds" / name).write_text("text")
    record(root, Config())
    command = ["sha256sum", "--check", "--strict", "--quiet", REGISTER]
    assert subprocess.run(command, cwd=root, check=False).returncode == 0
    assert f"seeds/{name}" in read(root)


@pytest.mark.parametrize("line", [b"<<<<<<< HEAD", b"\xff\xfe", b"abc  seeds/a.txt"])
def test_a_register_that_is_none_is_refused_and_kept(root: Path, line: bytes) -> None:
    before = (root / REGISTER).read_bytes() + line + b"\n"
    (root / REGISTER).write_bytes(before)
    with pytest.raises(ConfigError, match=rf"{REGISTER}, line 3: not a line of sha256sum"):
        record(root, Config())
    assert (root / REGISTER).read_bytes() == before


def test_a_name_that_is_no_utf8_is_recorded_as_it_is(root: Path) -> None:
    name = os.fsencode(root / "seeds") + b"/caf\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123 (a Path cannot be made of bytes)
        file.write(b"text")
    record(root, Config())
    assert differences(root) == []
    assert b"/caf\xe9.txt\n" in (root / REGISTER).read_bytes()
