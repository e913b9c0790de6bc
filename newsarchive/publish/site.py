"""Make the site out of docs/, beside the old one, and swap it in whole; only what changed is made.

The manifest says what stands, MkDocs makes the rest, the twin takes the new files up, and twin and
site change names. Does not write pages (write.py) and knows nothing of articles.
"""

import logging
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.disk import Stamp
from newsarchive.errors import ConfigError
from newsarchive.publish import manifest as manifests
from newsarchive.publish import twin as twins
from newsarchive.publish.docs import INDEX, Docs, digest, look, scan
from newsarchive.publish.manifest import Manifest, Output, Source
from newsarchive.publish.swap import recover, swap

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What making the site came to, in pages."""

    rendered: int
    kept: int  # taken over from the site before
    removed: int  # of the site before that are no more


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things lie."""

    docs: Path
    live: Path  # the site as it is published
    work: Path  # all the rest; may be deleted at any time

    @property
    def manifest(self) -> Path:
        return self.work / manifests.PLACE.name

    @property
    def fresh(self) -> Path:
        return self.work / "fresh"  # MkDocs makes new files here

    @property
    def twin(self) -> Path:
        return self.work / "twin"


@dataclass(frozen=True, slots=True)
class _View:
    """What stands now, beside what stood before."""

    before: Manifest
    sources: Mapping[str, Stamp]
    digests: Mapping[str, str]  # of generated pages
    standing: frozenset[str]  # outputs
    unchanged: frozenset[str]  # sources

    @property
    def gone(self) -> frozenset[str]:
        """Outputs of sources that are no more."""
        lost = self.before.sources.keys() - self.sources.keys()
        return frozenset(self.before.sources[s].output for s in lost) - {""}

    @property
    def is_settled(self) -> bool:
        whole = len(self.standing) == len(self.before.outputs) > 0
        return whole and self.before.sources.keys() == self.sources.keys() == self.unchanged


class Survey(msgspec.Struct, frozen=True, gc=False):
    """What stood before a build: looked at beside other work, since it is tens of thousands."""

    docs: dict[str, Stamp]  # docs/, but for the search index
    fallen: tuple[str, ...]  # outputs that do not stand in the site as the last build left them


def survey(root: Path, config: Config) -> Survey:
    """Look at docs/ and the site; changes nothing."""
    places = _places(root, config)
    outputs = manifests.load(places.manifest).outputs
    fallen = outputs.keys() - manifests.standing(places.live, outputs)
    return Survey(scan(places.docs, aside=INDEX), tuple(sorted(fallen)))


def build_site(
    root: Path,
    config: Config,
    docs: Docs | None = None,
    fallen: Collection[str] | None = None,
    *,
    stands: Callable[[], None] = lambda: None,
) -> SiteReport:
    """Make `root/config.site` out of `root/config.docs`; it changes whole or not at all.

    `docs`, `fallen`: what stands there, and what of the site does not, where somebody has looked
    already. `stands` is called as soon as a new site stands: what is left to do, no reader sees.

    The cache and the site must lie on one file system. Raises SiteError with MkDocs's own words
    where a page or the theme has a fault, ConfigError where the site's folder holds what no build
    made, and DiskError; the old site then stands.
    """
    places = _places(root, config)
    recover(places.live)
    view = _view(places, config, docs or look(places.docs), fallen)
    if view.is_settled:
        return SiteReport(rendered=0, kept=_pages(view.sources), removed=0)
    disk.clear(places.fresh)  # holds only what a killed build left
    try:
        return _build(root, config, places, view, stands)
    finally:
        disk.clear(places.fresh)


def forget_old_site(root: Path, config: Config) -> None:
    """Remove the copy of the site before this one, where a taken-down text would live on."""
    disk.clear(_places(root, config).twin)


def _places(root: Path, config: Config) -> _Places:
    """A link in the site's place stays, and what it leads to is the site."""
    live = (root / config.site).resolve()
    return _Places(root / config.docs, live, root / config.cache / manifests.PLACE.parent)


def _view(places: _Places, config: Config, docs: Docs, fallen: Collection[str] | None) -> _View:
    stored = manifests.load(places.manifest)
    stands = stored.salt == manifests.salt(config, stored.watched) and places.live.is_dir()
    before = stored if stands else Manifest()
    if stored.made and places.live.is_dir():
        find = manifests.strangers if stands else manifests.strangers_below
        _refuse(find(places.live, stored.made), places)
    digests = docs.digests()
    if fallen is None:
        standing = manifests.standing(places.live, before.outputs)
    else:
        standing = frozenset(before.outputs.keys() - fallen)
    same = manifests.unchanged(before, docs.files, digests, standing)
    return _View(before, docs.files, digests, standing, same)


def _refuse(strangers: tuple[str, ...], places: _Places) -> None:
    """What somebody put there would be gone with the old site."""
    if strangers:
        raise ConfigError(
            f"{places.live / strangers[0]}: no build made this, and a new site would take its "
            "place; move it away, or into docs/ to have it published"
        )


def _build(
    root: Path, config: Config, places: _Places, view: _View, stands: Callable[[], None]
) -> SiteReport:
    # here, since MkDocs takes longer to import than a build with nothing to do may last
    from newsarchive.publish import generator  # noqa: PLC0415
    from newsarchive.publish.hook import Work  # noqa: PLC0415

    shadow = places.work / "shadow"
    with disk.naming(shadow):
        shadow.mkdir(parents=True, exist_ok=True)
    chosen = generator.settings(root, config, places.fresh)
    work = Work(
        docs=places.docs.resolve(),
        shadow=shadow.resolve(),
        bytecode=places.work / "templates",
        before=view.before,
        sources=view.sources,
        generated=view.digests,
        unchanged=view.unchanged,
        standing=view.standing - view.gone,
    )
    with disk.naming(places.fresh):
        outcome = generator.run(chosen, work)
        places.fresh.mkdir(exist_ok=True)
        new = frozenset(twins.files(places.fresh))
    made = {s: output for s, output in outcome.outputs.items() if s not in outcome.kept}
    after = _after(view, made, outcome.looks, new)
    watched = generator.watched(chosen)
    after = replace(after, nav=outcome.nav, watched=watched, salt=manifests.salt(config, watched))
    _put_in_place(places, view, after, new, outcome.written, stands=stands)
    rendered = sum(1 for source in made if source.endswith(".md"))
    removed = len(view.before.sources.keys() - view.sources.keys())
    return SiteReport(rendered, _pages(view.sources) - rendered, removed)


def _after(
    view: _View, made: Mapping[str, str], looks: Mapping[str, str], new: frozenset[str]
) -> Manifest:
    """The sources as they are now, with what was made of each."""
    outputs = {source: name if name in new else "" for source, name in made.items()}
    before, digests, none = view.before.sources, view.digests, Source(Stamp(0, 0))
    sources = {}
    for source, stamp in view.sources.items():
        known = before.get(source, none)
        output, shown = outputs.get(source, known.output), looks.get(source, known.looks)
        sources[source] = Source(stamp, digests.get(source, ""), output, shown)
    return Manifest(sources=sources)


def _put_in_place(
    places: _Places,
    view: _View,
    after: Manifest,
    new: frozenset[str],
    written: Mapping[str, Output],
    *,
    stands: Callable[[], None],
) -> None:
    """The site changes here, whole; whenever this is killed, the next build needs no help."""
    if not view.before.outputs:
        known = manifests.load(places.manifest).made
        if not known and places.live.exists():
            _refuse(_not_among(new, places.live), places)
        # it describes no site from now on, but says what of either may stand
        manifests.save(places.manifest, Manifest(pending=tuple(sorted(known | new))))
        swap(places.fresh, places.live)
        stands()
        disk.clear(places.twin)
        twins.bring_up(places.twin, places.live, places.fresh, pending=(), new=())
        outputs: dict[str, Output] = {}
        pending: frozenset[str] = frozenset()
    else:
        held = {source.output for source in after.sources.values()}
        gone = {known.output for known in view.before.sources.values()} - held - new - {""}
        pending = new | gone
        may_differ = {*view.before.pending, *pending}
        manifests.announce(places.manifest, may_differ)
        twins.bring_up(places.twin, places.live, places.fresh, pending=view.before.pending, new=new)
        twins.drop(places.twin, gone)
        swap(places.twin, places.live)
        stands()
        outputs = {n: s for n, s in view.before.outputs.items() if n not in gone}
    outputs |= {name: _output(f"{places.live}/{name}", written.get(name)) for name in sorted(new)}
    kept = replace(after, outputs=outputs, pending=tuple(sorted(pending)))
    manifests.save(places.manifest, kept)


def _not_among(new: frozenset[str], live: Path) -> tuple[str, ...]:
    """What stands in a site of which nothing is known, or in its place, and is not made anew."""
    return manifests.strangers(live, new) if live.is_dir() else ("",)


def _output(path: str, written: Output | None) -> Output:
    """The new file as it stands; read only if it is not known as it was `written`."""
    if written and written.stamp == disk.stamp(path):
        return written
    with disk.naming(Path(path)), open(path, "rb") as file:
        now = os.fstat(file.fileno())
        return Output(Stamp(now.st_size, now.st_mtime_ns), digest(file.read()))


def _pages(sources: Mapping[str, Stamp]) -> int:
    return sum(1 for source in sources if source.endswith(".md"))
