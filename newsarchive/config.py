"""archive.toml -> Config. Every key may be missing, as may the file; an unknown one is an error."""

import difflib
import itertools
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from newsarchive.errors import ConfigError
from newsarchive.model import Publish

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_FOLDERS = ("seeds", "authority", "translations", "docs", "site", "cache")
_MOST_WORKERS = 512  # a slip of the finger is not to start ten thousand processes


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Which translation engine to use, `[translation]` in archive.toml. None unless named."""

    engine: str = "none"  # a key of describe.engines.ENGINES
    model: str = ""  # local: a model's name or path; over HTTP: the model asked for
    url: str = ""  # over HTTP: the service's address
    key_variable: str = "ARCHIVE_TRANSLATION_KEY"  # the environment variable that holds the key
    timeout: float = 60.0  # seconds a request may take
    concurrency: int = 2  # requests under way at once
    retries: int = 4


@dataclass(frozen=True, slots=True)
class Config:
    """What the editor of an archive may set."""

    title: str = "News archive"
    description: str = ""  # one sentence for the home page and for search engines
    site_url: str = ""  # where it will be published, e.g. "https://me.example/archive/"
    reader_languages: tuple[str, ...] = ("en",)  # summaries are made in each; the first leads
    interface_language: str = "en"  # a language with an interface.toml
    publish: Publish = "full"  # "summary": no full text, where the rights are not yours
    noindex: bool = False  # ask search engines to stay away
    report_errors: str = ""  # mailto: or https: address for "report an error"
    seeds: str = "seeds"  # folders, relative to the archive
    authority: str = "authority"
    translations: str = "translations"
    docs: str = "docs"
    site: str = "site"
    cache: str = ".cache"
    workers: int = 0  # processes for work on articles; 0: one a core
    translation: EngineConfig = EngineConfig()


def load(archive: Path) -> Config:
    """The configuration of the archive in folder `archive`.

    Raises ConfigError, naming file, key and the nearest real key, for anything unknown or of the
    wrong type.
    """
    path = archive / "archive.toml"
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; it must be a file you may read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not readable as TOML: {error}; correct that line") from error
    _refuse_unknown(raw, Config, path, "")
    if isinstance(raw.get("translation"), dict):
        _refuse_unknown(raw["translation"], EngineConfig, path, "translation.")
    try:
        config = msgspec.convert(raw, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(
            f"{path}: {error}; see the keys in docs/guide/configuration.md"
        ) from error
    return _checked(config, path)


def _refuse_unknown(raw: dict[str, Any], shape: type, path: Path, prefix: str) -> None:
    names = [field.name for field in fields(shape)]
    for name in raw:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)[0]
            raise ConfigError(
                f"{path}: there is no key {prefix + name!r}; did you mean {prefix + near!r}?"
            )


def _checked(config: Config, path: Path) -> Config:
    if not config.reader_languages:
        raise ConfigError(f'{path}: reader_languages is empty; name one, e.g. ["en"]')
    if config.site_url and not config.site_url.startswith(("https://", "http://")):
        raise ConfigError(f"{path}: site_url must begin with https:// (found {config.site_url!r})")
    if config.report_errors and not config.report_errors.startswith(("mailto:", "https://")):
        raise ConfigError(f"{path}: report_errors must begin with mailto: or https://")
    for lang in config.reader_languages:
        if not _LANGUAGE.fullmatch(lang):
            raise ConfigError(f'{path}: reader_languages: {lang!r}; write tags such as "en"')
    if not 0 <= config.workers <= _MOST_WORKERS:
        raise ConfigError(f"{path}: workers must be 0 (one a core) to {_MOST_WORKERS}")
    _refuse_entangled(config, path)
    return config


def _refuse_entangled(config: Config, path: Path) -> None:
    """The site replaces its folder whole, and docs/ loses what no build made: neither may be, hold
    or lie within a folder that people keep their work in.
    """
    root = path.parent.resolve()
    folders = {name: (root / getattr(config, name)).resolve() for name in _FOLDERS}
    for name, folder in folders.items():
        if root.is_relative_to(folder):
            raise ConfigError(
                f"{path}: {name} = {getattr(config, name)!r} is the archive itself or holds it; "
                f'name a folder inside the archive, e.g. "{name}"'
            )
    for (one, here), (other, there) in itertools.combinations(folders.items(), 2):
        if here.is_relative_to(there) or there.is_relative_to(here):
            raise ConfigError(
                f"{path}: {one} and {other} lie in one another; give each a folder of its own"
            )
