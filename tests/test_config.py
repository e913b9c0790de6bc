"""archive.toml is taken at its word, or refused with the key and what to write."""

from pathlib import Path

import pytest

from newsarchive.config import Config, load
from newsarchive.errors import ConfigError


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Config()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "did you mean 'title'"),
        ("title = 3", "Expected `str`"),
        ("title = ", "not readable as TOML"),
        ("reader_languages = []", "name one"),
        ("reader_languages = ['../../x']", "write tags such as"),
        ("workers = -5", "workers must be 0"),
        ("workers = 100000", "workers must be 0"),
        ("site_url = 'ftp://x'", "must begin with https://"),
        ("[translation]\nmodle = 'x'", "did you mean 'translation.model'"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "archive.toml").write_text(text)
    with pytest.raises(ConfigError, match=r"archive\.toml") as caught:
        load(tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site = 'seeds'", "seeds and site lie in one another"),
        ("site = 'docs/site'", "docs and site lie in one another"),
        ("docs = 'seeds'", "seeds and docs lie in one another"),
        ("cache = 'seeds/.cache'", "seeds and cache lie in one another"),
        ("site = '.'", "site = '.' is the archive itself"),
        ("cache = ''", "cache = '' is the archive itself"),
        ("site = '/'", "site = '/' is the archive itself or holds it"),
        ("seeds = '..'", "seeds = '..' is the archive itself or holds it"),
    ],
)
def test_no_folder_of_a_build_may_touch_one_that_people_work_in(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "archive.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def test_a_link_does_not_hide_that_two_folders_are_one(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "public").symlink_to(tmp_path / "seeds")
    (tmp_path / "archive.toml").write_text("site = 'public'")
    with pytest.raises(ConfigError, match="seeds and site lie in one another"):
        load(tmp_path)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").mkdir()
    with pytest.raises(ConfigError, match=r"archive\.toml: Is a directory"):
        load(tmp_path)
