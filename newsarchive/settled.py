"""Whether a build would change anything at all, told by looking at files and reading none.

Imports no phase: loading them takes longer than a build with nothing to do may last.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.disk import Stamp
from newsarchive.model import Rejected
from newsarchive.publish import manifest as manifests
from newsarchive.publish.docs import STATE
from newsarchive.publish.write import Published
from newsarchive.report import Report

_PACKAGE = Path(__file__).parent
_FILE = "settled.json"  # in the cache
_BESIDE = ("archive.toml", "mkdocs.yml", "suppress.yml")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the last build left, and the state of all files under which it would do so again."""

    inputs: str  # as `look` found it while nothing had been read
    articles: int
    rejected: tuple[Rejected, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Look:
    """All that people or their tools give a build, docs/ aside, as it stands."""

    seeds: Mapping[str, Stamp]  # by path below the folder; links are not followed
    inputs: str  # a digest of the stamps of everything


def look(root: Path, config: Config) -> Look:
    """To be had before anything is read: what changes later is then seen to have changed."""
    seeds = disk.scan(root / config.seeds, follow=False)
    said = [repr(config), *_said(root, config, seeds)]
    text = "\n".join(said).encode(errors="surrogateescape")
    return Look(seeds, hashlib.blake2b(text, digest_size=16).hexdigest())


def stands(root: Path, config: Config) -> bool:
    """Whether docs/, the theme and the site are as the last build left them, to the last file."""
    made = manifests.load(root / config.cache / manifests.PLACE)
    live = root / config.site
    if not made.outputs or not live.is_dir() or manifests.strangers(live, made.outputs):
        return False
    if made.salt != manifests.salt(config, made.watched):
        return False
    docs = disk.scan(root / config.docs)
    docs.pop(STATE, None)
    whole = len(manifests.standing(live, made.outputs)) == len(made.outputs)
    return whole and docs == {name: source.stamp for name, source in made.sources.items()}


def recall(root: Path, config: Config, now: Look) -> Settled | None:
    """What the last build left, if nothing has changed since; None when there is work to do."""
    try:
        raw = (root / config.cache / _FILE).read_bytes()
        settled = msgspec.json.decode(raw, type=Settled)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    same = settled.inputs == now.inputs and stands(root, config)
    return settled if same else None


def report(root: Path, config: Config, now: Look) -> Report | None:
    """The report of a build that has nothing to do; None when there is work."""
    found = recall(root, config, now)
    if found is None:
        return None
    published = Published((), (), found.pages, root / config.site)
    return Report(found.articles, found.rejected, published, ())


def keep(root: Path, config: Config, settled: Settled) -> None:
    """Remember what a build left."""
    disk.write(root / config.cache / _FILE, msgspec.json.encode(settled))


def forget(root: Path, config: Config) -> None:
    """To be called before anything changes: a killed build is never taken for a settled one."""
    disk.remove(root / config.cache / _FILE, upto=root)


def _said(root: Path, config: Config, seeds: Mapping[str, Stamp]) -> Iterator[str]:
    """A line for each file, as it stands."""
    for name in _BESIDE:
        yield f"{name}\0{disk.stamp(root / name)}"
    trusted = (config.authority, config.translations)
    folders = [(name, disk.scan(root / name)) for name in trusted]
    for label, found in ((config.seeds, seeds), *folders, ("", disk.scan(_PACKAGE))):
        for name, stamp in found.items():
            if "__pycache__" not in name:
                yield f"{label}/{name}\0{stamp.size} {stamp.mtime}"
