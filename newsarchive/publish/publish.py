"""The order inside the phase: Archive -> pages, files beside them, the site."""

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.model import Archive
from newsarchive.publish import furnish
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages import OWNED, make_pages
from newsarchive.publish.search import INDEX, build_index
from newsarchive.publish.site import build_site
from newsarchive.publish.write import write_pages


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did; paths are relative to docs/."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    site: Path  # the folder that holds the built site


def publish(archive: Archive, *, root: Path, config: Config, cache: Cache) -> Published:  # noqa: ARG001
    """Write the pages of `archive` below root/docs and build root/site out of them.

    Raises ConfigError, DiskError or SiteError.
    """
    edition = Edition(archive, config)
    docs = root / config.docs
    pages = chain(make_pages(edition), [furnish.note(config)])
    made = write_pages(docs, pages, owned=(*OWNED, furnish.NOTE))
    build_index(archive, docs / INDEX, config=config)
    build_site(root, config)
    return Published(made.written, made.removed, len(made.unchanged), root / config.site)
