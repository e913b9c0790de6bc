"""The order inside the phase: Archive -> pages, files beside them, the site."""

from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path

from newsarchive import disk
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.disk import Stamp
from newsarchive.forks import aside
from newsarchive.model import Archive
from newsarchive.publish import furnish
from newsarchive.publish.docs import Docs, look
from newsarchive.publish.drafts import Notes, watched
from newsarchive.publish.edition import Edition
from newsarchive.publish.exports import FILES, export
from newsarchive.publish.ledger import Ledger
from newsarchive.publish.pages import OWNED, make_pages
from newsarchive.publish.pages.data import FOLDER, data_pages
from newsarchive.publish.search import INDEX, build_index
from newsarchive.publish.site import Survey, build_site, survey
from newsarchive.publish.write import Published, write_pages

Found = dict[str, Stamp]  # files of one folder

# Up to this many articles the files of exports.py are made at every build; beyond, making them anew
# for one added article would cost more than all the rest: then `build_archive.py export` does
EXPORTED = 500


def publish(
    archive: Archive,
    *,
    root: Path,
    config: Config,
    cache: Cache,
    surveyed: Survey | None = None,
    stands: Callable[[], None] = lambda: None,
) -> Published:
    """Write the pages of `archive` below root/docs and build root/site out of them.

    `surveyed`: what stood there before, where somebody has looked. `stands` is called as soon as a
    new site stands. Raises ConfigError, DiskError or SiteError.
    """
    edition, notes = Edition(archive, config), Notes()
    surveyed = surveyed or survey(root, config)
    docs = look(root / config.docs, surveyed.docs)
    files = _exported(archive, docs, config)
    ledger = Ledger(root / config.cache / "pages.bin", edition)
    looking = watched(edition, notes)
    drafts = chain(make_pages(looking), data_pages(looking, files), [furnish.note(config)])
    make_each = partial(notes.made_each, cache=cache, workers=config.workers)
    pages = ledger.made(drafts, standing=docs.standing, make_each=make_each)
    cache.let_go()
    indexing = partial(_indexed, archive, docs.folder / INDEX, config=config, cache=cache)
    # where all pages are to be made, they take all cores; what is then indexed comes after them
    with aside(indexing, kind=Found, workers=config.workers if docs.left else 1) as indexed:
        made = write_pages(docs, pages, owned=(*OWNED, furnish.NOTE))
        docs.add(INDEX, indexed())
    with aside(ledger.saved, kind=bool, workers=config.workers) as saved:
        build_site(root, config, docs, surveyed.fallen, stands=stands)
        saved()
    return Published(made.written, made.removed, len(made.unchanged), root / config.site)


def _indexed(archive: Archive, folder: Path, *, config: Config, cache: Cache) -> Found:
    """The files of the search index, brought up to date."""
    build_index(archive, folder, config=config, cache=cache)
    return disk.scan(folder)


def _exported(archive: Archive, docs: Docs, config: Config) -> list[tuple[str, int]]:
    """Name and bytes of the exports in docs/, brought up to date where the archive is small."""
    if len(archive.records) <= EXPORTED:
        export(archive, docs.folder / FOLDER, config=config)
        docs.add(FOLDER, disk.scan(docs.folder / FOLDER))
    places = ((name, f"{FOLDER}/{name}") for name in FILES)
    return [(name, docs.files[place].size) for name, place in places if place in docs.files]
