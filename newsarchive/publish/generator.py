"""MkDocs itself: its settings for one build, and the run. Imported only when there is work for it.

Does not decide what is to be made (site.py) nor how pages are passed through it (hook.py).
"""

import logging
import os
from pathlib import Path
from typing import Any, Self

import material
import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from newsarchive.config import Config
from newsarchive.errors import SiteError
from newsarchive.publish.hook import Hook, Outcome, Work

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no theme is to write the time into a page

DEFAULT_SETTINGS = Path(__file__).parent / "mkdocs.yml"  # for an archive without one of its own

# their versions stand for their files, which are many
_VERSIONED = (str(Path(mkdocs.__file__).parent), str(Path(material.__file__).parent))


def settings(root: Path, config: Config, site: Path) -> MkDocsConfig:
    """mkdocs.yml of the archive as it is; the packaged one takes its words from archive.toml.

    Raises SiteError where MkDocs cannot take them.
    """
    own = root / "mkdocs.yml"
    asked: dict[str, Any] = {"site_url": config.site_url} if config.site_url else {}
    if not own.is_file():
        asked |= {"site_name": config.title, "docs_dir": str((root / config.docs).resolve())}
        if config.description:
            asked["site_description"] = config.description
    chosen = own if own.is_file() else DEFAULT_SETTINGS
    with _Faults() as faults:
        try:
            return load_config(str(chosen), site_dir=str(site.resolve()), strict=True, **asked)
        except MkDocsException as error:
            raise SiteError(f"{chosen}: {faults.words(error)}; correct it there") from error


def watched(chosen: MkDocsConfig) -> tuple[str, ...]:
    """Files and folders that every page depends on, beside the versions of MkDocs and Material."""
    themes = [folder for folder in chosen.theme.dirs if not folder.startswith(_VERSIONED)]
    hooks = [str(hook) for hook in chosen.hooks]
    return tuple(sorted({str(chosen.config_file_path), *themes, *hooks, *chosen.watch}))


def run(chosen: MkDocsConfig, work: Work) -> Outcome:
    """Let MkDocs make what `work` asks for, in the settings' site_dir.

    Raises SiteError with MkDocs's own words where a page or the theme has a fault.
    """
    hook = Hook(work)
    chosen.plugins["newsarchive"] = hook
    with _Faults() as faults:
        try:
            chosen.plugins.on_startup(command="build", dirty=False)
            build(chosen)
        except MkDocsException as error:
            raise SiteError(f"{work.docs}: MkDocs stopped: {faults.words(error)}") from error
        finally:
            chosen.plugins.on_shutdown()
    return hook.outcome


class _Faults(logging.Handler):
    """Keeps what MkDocs warns of, so that our error can say it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[str] = []

    def words(self, error: Exception) -> str:
        return "; ".join(self._said) or str(error)

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())

    def __enter__(self) -> Self:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
