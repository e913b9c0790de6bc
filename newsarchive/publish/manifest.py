"""What the last site was made of, so that what has not changed is neither read nor made again.

One file and comparisons; builds nothing.
"""

import hashlib
import importlib.metadata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.disk import Stamp

PLACE = Path("site/manifest.json")  # in the cache
_INTENT = "intent.json"  # beside it: what a build that was killed may have changed
_TOOLS = ("mkdocs", "mkdocs-material", "jinja2", "markdown")
_HERE = Path(__file__).parent  # our own theme and code: a change of them changes every page
_IN_PAGES = ("pages/", "templates/")  # but of these: what they change, docs/ shows page by page
_WORDS = _HERE.parent / "languages"
_LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")  # what file managers leave where they looked
FORMAT = 2  # raise it when the meaning of a field changes: the next build is then a whole one


class Source(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of docs/ and what was made of it."""

    stamp: Stamp
    digest: str = ""  # of a generated page's bytes, as write.py states it
    output: str = ""  # relative to the site; "" when nothing was made of it
    looks: str = ""  # digest of what the page shows, for pages that are always read


class Output(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the site."""

    stamp: Stamp
    digest: str  # of its bytes, as write.digest() makes it: for `verify`


@dataclass(frozen=True, slots=True)
class Manifest:
    """The site as it was last built; falsy when it never was."""

    salt: str = ""  # digest of all that every page depends on: settings, theme, versions
    watched: tuple[str, ...] = ()  # the files and folders behind the salt, absolute
    nav: str = ""  # digest of the navigation's titles and addresses
    sources: Mapping[str, Source] = field(default_factory=dict)  # by path relative to docs/
    outputs: Mapping[str, Output] = field(default_factory=dict)  # all of the site, relative to it
    pending: tuple[str, ...] = ()  # outputs in which the site and its twin may differ
    format: int = FORMAT

    @property
    def made(self) -> frozenset[str]:
        """All that may stand in the site and is ours, though the build was killed."""
        return frozenset(self.outputs).union(self.pending)


def load(path: Path) -> Manifest:
    """The manifest at `path`; an empty one if there is none that this version can read.

    What a build that was killed had meant to change is pending; where nobody can tell, a manifest
    is worth nothing.
    """
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
        meant = _meant(path.with_name(_INTENT))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Manifest()
    if manifest.format != FORMAT:
        return Manifest()
    return replace(manifest, pending=(*manifest.pending, *meant)) if meant else manifest


def save(path: Path, manifest: Manifest) -> None:
    """Keep `manifest` for the next build, which is then whole."""
    disk.write(path, msgspec.json.encode(manifest))
    disk.remove(path.with_name(_INTENT), upto=path.parent)


def announce(path: Path, changing: Collection[str]) -> None:
    """Before anything is changed: the outputs in which site and twin may then differ."""
    disk.write(path.with_name(_INTENT), msgspec.json.encode(sorted(changing)))


def _meant(path: Path) -> list[str]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[str])
    except FileNotFoundError:
        return []


def salt(config: Config, watched: tuple[str, ...]) -> str:
    """A digest of all that every page depends on; `watched`: the files and folders of the theme."""
    words = (
        config.title,
        config.description,
        config.site_url,
        config.docs,
        config.interface_language,
    )
    versions = [importlib.metadata.version(name) for name in _TOOLS]
    said = disk.stamp(_WORDS / config.interface_language / "interface.toml")  # around the pages
    stamps = [(place, _stamps(Path(place))) for place in watched]
    ours = [(n, s) for n, s in _stamps(_HERE) if not n.startswith(_IN_PAGES)]
    return hashlib.sha256(msgspec.json.encode((words, versions, said, stamps, ours))).hexdigest()


def _stamps(place: Path) -> list[tuple[str, Stamp | None]]:
    if place.is_file():
        return [("", disk.stamp(place))]
    return [(n, s) for n, s in disk.scan(place).items() if "__pycache__" not in n]


def standing(site: Path, outputs: Mapping[str, Output]) -> frozenset[str]:
    """Those of `outputs` that stand in the site as the build left them."""
    here, stamp = f"{site}/", disk.stamp
    return frozenset([name for name, known in outputs.items() if stamp(here + name) == known.stamp])


def strangers(site: Path, made: Collection[str]) -> tuple[str, ...]:
    """What lies at the top of the site, is none of `made` and no litter, sorted."""
    tops = {name.partition("/")[0] for name in made}.union(_LITTER)
    return tuple(sorted(path.name for path in site.iterdir() if path.name not in tops))


def strangers_below(site: Path, made: Collection[str]) -> tuple[str, ...]:
    """The same at any depth, by relative path; for when the site is made anew as a whole."""
    found = sorted(disk.scan(site, follow=False).keys() - set(made))
    return tuple(name for name in found if name.rpartition("/")[2] not in _LITTER)


def unchanged(
    before: Manifest,
    now: Mapping[str, Stamp],
    digests: Mapping[str, str],
    standing: frozenset[str],
) -> frozenset[str]:
    """The sources whose bytes are the same as before, and whose outputs stand.

    `digests`: of the generated pages; of all other sources size and time decide.
    """
    sources = before.sources
    same = (
        (source, known)
        for source, stamp in now.items()
        if (known := sources.get(source))
        and (known.digest == digests[source] if source in digests else known.stamp == stamp)
    )
    return frozenset(
        [source for source, known in same if not known.output or known.output in standing]
    )
