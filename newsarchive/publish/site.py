"""Let MkDocs make the site out of docs/, beside the old one, and swap it in whole.

Does not write pages (see pages.py, write.py) and knows nothing of articles.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.errors import SiteError
from newsarchive.publish.swap import recover, swap

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner, before it is imported

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

log = logging.getLogger(__name__)

DEFAULT_SETTINGS = Path(__file__).parent / "mkdocs.yml"  # for an archive without one of its own


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What making the site came to."""

    rendered: int  # pages that MkDocs rendered
    kept: int  # pages taken over from the site before
    removed: int  # pages of the site before that are no more


def build_site(root: Path, config: Config) -> SiteReport:
    """Make `root/config.site` out of `root/config.docs`; it changes whole or not at all.

    Raises SiteError with MkDocs's own words where a page or the theme has a fault, and DiskError.
    """
    live, fresh = root / config.site, root / config.cache / "site-fresh"
    recover(live)
    disk.clear(fresh)  # holds only what a killed build left
    with disk.naming(fresh), _faults() as faults:
        _run(_settings(root, config, fresh), faults)
    report = SiteReport(rendered=_pages(fresh), kept=0, removed=0)
    swap(fresh, live)
    disk.clear(fresh)
    return report


def _settings(root: Path, config: Config, site: Path) -> MkDocsConfig:
    """mkdocs.yml of the archive as it is; the packaged one takes its words from archive.toml."""
    own = root / "mkdocs.yml"
    asked: dict[str, Any] = {"site_url": config.site_url} if config.site_url else {}
    if not own.is_file():
        asked |= {"site_name": config.title, "docs_dir": str((root / config.docs).resolve())}
        if config.description:
            asked["site_description"] = config.description
    chosen = own if own.is_file() else DEFAULT_SETTINGS
    try:
        return load_config(str(chosen), site_dir=str(site.resolve()), strict=True, **asked)
    except MkDocsException as error:
        raise SiteError(f"{chosen}: {error}; correct it there") from error


def _run(settings: MkDocsConfig, faults: "_Faults") -> None:
    try:
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
    except MkDocsException as error:
        words = "; ".join(faults.messages) or str(error)
        raise SiteError(f"{settings.docs_dir}: MkDocs stopped: {words}") from error
    finally:
        settings.plugins.on_shutdown()


class _Faults(logging.Handler):
    """Keeps what MkDocs warns of, so that the error can say it; a context manager."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> Self:
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


_faults = _Faults


def _pages(site: Path) -> int:
    return sum(1 for _ in site.rglob("index.html"))
