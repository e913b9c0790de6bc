"""The order inside the phase: Archive -> pages, files beside them, the site."""

from itertools import chain
from pathlib import Path

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.model import Archive
from newsarchive.publish import furnish
from newsarchive.publish.docs import look
from newsarchive.publish.drafts import Notes, watched
from newsarchive.publish.edition import Edition
from newsarchive.publish.exports import FILES, export
from newsarchive.publish.ledger import Ledger
from newsarchive.publish.pages import OWNED, make_pages
from newsarchive.publish.pages.data import FOLDER, data_pages
from newsarchive.publish.search import INDEX, build_index
from newsarchive.publish.site import build_site
from newsarchive.publish.write import Published, write_pages

# Up to this many articles the files of exports.py are made at every build; beyond, making them anew
# for one added article would cost more than all the rest: then `build_archive.py export` does
EXPORTED = 500


def publish(archive: Archive, *, root: Path, config: Config, cache: Cache) -> Published:
    """Write the pages of `archive` below root/docs and build root/site out of them.

    Raises ConfigError, DiskError or SiteError.
    """
    edition, notes = Edition(archive, config), Notes()
    files = _exported(archive, root / config.docs / FOLDER, config)
    docs = look(root / config.docs, aside=INDEX)
    ledger = Ledger(root / config.cache / "pages.bin", config)
    looking = watched(edition, notes)
    drafts = chain(make_pages(looking), data_pages(looking, files), [furnish.note(config)])
    pages = ledger.made(drafts, edition=edition, notes=notes, standing=docs.standing)
    made = write_pages(docs, pages, owned=(*OWNED, furnish.NOTE))
    ledger.save()
    build_index(archive, docs.folder / INDEX, config=config, cache=cache)
    docs.look_aside(INDEX)
    build_site(root, config, docs)
    return Published(made.written, made.removed, len(made.unchanged), root / config.site)


def _exported(archive: Archive, folder: Path, config: Config) -> list[tuple[str, int]]:
    """Name and bytes of the files in `folder`, brought up to date where the archive is small."""
    if len(archive.records) <= EXPORTED:
        export(archive, folder, config=config)
    paths = [folder / name for name in FILES]
    return [(path.name, path.stat().st_size) for path in paths if path.is_file()]
