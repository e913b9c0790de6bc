"""Our one hook into MkDocs, for speed only: it is given what changed and passes our HTML through.

site.py puts it into a build of its own; a plain `mkdocs build` or `mkdocs serve` never meets it and
makes the same pages. Decides nothing about files on disk: that is site.py.
"""

import gzip
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from newsarchive.disk import Stamp
from newsarchive.publish.docs import INDEX
from newsarchive.publish.environment import quick
from newsarchive.publish.given import KEPT, Folder, Kept, KnownFiles, Linked, Nothing, Passed
from newsarchive.publish.manifest import Manifest, Output
from newsarchive.publish.shell import Shell

_PROVED = 2  # new pages of a new folder that are also read as Markdown, and compared
_SITEMAP = "sitemap.xml"
_INDEXED = f"{INDEX}/"


@dataclass(frozen=True, slots=True)
class Work:
    """What this build has to do, decided before MkDocs starts."""

    docs: Path
    shadow: Path  # an empty folder: MkDocs need not list ten thousand files that have not changed
    bytecode: Path  # compiled templates
    before: Manifest
    sources: Mapping[str, Stamp]  # every file below docs/, in any order
    generated: Mapping[
        str, str
    ]  # digests of those we made: pages, each one block of HTML, and feeds
    unchanged: Collection[str]  # those with the same bytes as before, and whose outputs stand
    standing: Collection[str]  # outputs of the last site that may be taken over


@dataclass(slots=True)
class Outcome:
    """What MkDocs made of it, for the manifest."""

    outputs: dict[str, str] = field(default_factory=dict)  # source -> output, of those given
    looks: dict[str, str] = field(default_factory=dict)  # source -> digest of what it shows
    kept: set[str] = field(default_factory=set)  # sources that were read but need no rendering
    written: dict[str, Output] = field(default_factory=dict)  # those known as they were written
    nav: str = ""  # digest of the navigation's titles and addresses


class Options(Config):  # type: ignore[no-untyped-call]
    """None: mkdocs.yml does not know of the hook."""


class Hook(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """MkDocs's events, in the order in which they come."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.outcome = Outcome()
        self._placed: dict[str, str | None] = {}  # source -> the title mkdocs.yml gives it
        self._all_placed = False
        self._nav: Navigation | None = None
        self._folder = Folder(self.outcome.written)
        # top folder -> pages that were compared, in this build or, by the same templates, before
        self._proved = Counter(source.partition("/")[0] for source in work.before.sources)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        get_env = config.theme.get_env

        def quick_env() -> jinja2.Environment:
            return quick(get_env(), config.theme.dirs, self.work.bytecode)

        config.theme.get_env = quick_env  # type: ignore[method-assign]
        config.docs_dir = str(self.work.shadow)
        self._placed = dict(_placed(config.nav))
        # without a navigation of its own, MkDocs puts every page in, and shows each on each
        self._all_placed = config.nav is None
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        config.docs_dir = str(self.work.docs)
        given = [file for file in files if self._is_wanted_of_theme(file)]
        wanted = sorted(source for source in self.work.sources if not self._is_kept(source))
        given += [self._given(source, config) for source in wanted]
        self.outcome.outputs = {file.src_uri: file.dest_uri for file in given}
        return KnownFiles(given, lambda path: self._kept(path, config))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav

    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        folder = page.file.src_uri.partition("/")[0]
        if isinstance(page, Passed):
            stood = page.file.src_uri in self.work.before.sources
            if self._proved.get(folder, 0) < _PROVED and not stood:
                self._proved[folder] = self._proved.get(folder, 0) + 1
                page.prove(html, config, files)
            page.markdown = ""  # MkDocs holds all pages at once: once each is enough
        return None

    @event_priority(-100)  # last: what is written is what all plugins made of it
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        page.content = None  # written here or next, and not looked at again
        if not isinstance(page, Passed) or not output.strip():
            return None
        content = output.encode("utf-8", errors="xmlcharrefreplace")  # as MkDocs does
        self._folder.put(page.file.dest_uri, page.file.abs_dest_path, content)
        return ""  # so that MkDocs does not write it too

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        assert self._nav is not None
        self.outcome.nav = _digest(list(_shown(self._nav)))
        if self.outcome.nav != self.work.before.nav:  # which stands on every page
            self._give_all(config, files)
        for file in files.documentation_pages():
            self._keep_if_same(file)
        _quicken(env, frozenset(config.theme.static_templates))

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """MkDocs would list only what it was given; and with today's date, not the article's."""
        if template_name != _SITEMAP:
            return None
        before = {s: known.output for s, known in self.work.before.sources.items()}
        outputs = before | self.outcome.outputs
        pages = (outputs[s] for s in self.work.sources if s.endswith(".md") and outputs.get(s))
        return _sitemap(config.site_url or "", pages)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        sitemap = Path(config.site_dir, _SITEMAP)
        if sitemap.is_file():  # MkDocs writes the time into the packed one
            packed = gzip.compress(sitemap.read_bytes(), mtime=0)
            sitemap.with_name(_SITEMAP + ".gz").write_bytes(packed)

    # ------------------------------------------------------------ which files MkDocs is given

    def _is_wanted_of_theme(self, file: File) -> bool:
        return file.src_uri not in self.work.sources and file.dest_uri not in self.work.standing

    def _is_kept(self, source: str) -> bool:
        """Pages that are written by hand or stand in the navigation are always read."""
        if source not in self.work.unchanged or source in self._placed:
            return False
        if not source.endswith(".md"):
            return True
        return source in self.work.generated and not self._all_placed

    def _given(self, source: str, config: MkDocsConfig) -> File:
        known, is_page = self.work.generated.get(source), source.endswith(".md")
        ours = known or source.startswith(_INDEXED)
        kind = Linked if ours and not is_page else File
        file = kind(source, config.docs_dir, config.site_dir, config.use_directory_urls)
        if known and is_page:
            Passed(self._placed.get(source), file, config)
        elif known:
            self.outcome.written[file.dest_uri] = Output(self.work.sources[source], known)
        return file

    def _kept(self, path: str, config: MkDocsConfig) -> File | None:
        if path not in self.work.sources or path in self.outcome.outputs:
            return None
        file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        address = file.url
        kept = Kept(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        kept.url, kept.dest_uri = address, file.dest_uri
        return kept

    def _give_all(self, config: MkDocsConfig, files: Files) -> None:
        """Give MkDocs the pages too that would have been kept; it has read the others already."""
        for source in sorted(self.work.sources):
            if source.endswith(".md") and source not in self.outcome.outputs:
                file = self._given(source, config)
                assert file.page is not None
                set_exclusions([file], config)
                file.page.read_source(config)
                file.page.render(config, files)
                files.append(file)
                self.outcome.outputs[source] = file.dest_uri

    def _keep_if_same(self, file: File) -> None:
        """Spare a page that was read its template, where it looks as it did before."""
        page, source = file.page, file.src_uri
        if page is None or (source in self.work.generated and source not in self._placed):
            return
        looks = self.outcome.looks[source] = _digest([page.title, page.meta, page.content])
        known = self.work.before.sources.get(source)
        same_nav = self.outcome.nav == self.work.before.nav
        if known and known.looks == looks and same_nav and known.output in self.work.standing:
            page.meta = {**page.meta, "template": KEPT}
            self.outcome.kept.add(source)


def _placed(nav: Any) -> Iterator[tuple[str, str | None]]:
    """The sources that mkdocs.yml puts into the navigation, with the titles it gives them."""
    if isinstance(nav, list):
        for item in nav:
            yield from [(item, None)] if isinstance(item, str) else _placed(item)
    elif isinstance(nav, dict):
        for title, item in nav.items():
            yield from [(item, title)] if isinstance(item, str) else _placed(item)


def _shown(items: Iterable[Any]) -> Iterator[tuple[object, ...]]:
    """All of the navigation that a page shows."""
    for item in items:
        yield (type(item).__name__, item.title, getattr(item, "url", None))
        yield from _shown(item.children or ())
        yield ("end",)


def _digest(parts: list[Any]) -> str:
    return hashlib.blake2b(repr(parts).encode(errors="replace"), digest_size=16).hexdigest()


def _quicken(env: jinja2.Environment, static: Collection[str]) -> None:
    """Have MkDocs fill the templates of pages; templates go on finding each other as they are."""
    get_template = env.get_template
    shells: dict[str, Shell] = {}

    def filled(name: Any, *parent: Any, **named: Any) -> Any:
        if name == KEPT:
            return Nothing()
        if parent or named or name in static:
            return get_template(name, *parent, **named)
        if name not in shells:
            shells[name] = Shell(get_template(name))
        return shells[name]

    env.get_template = filled  # type: ignore[method-assign]


def _sitemap(base: str, outputs: Iterable[str]) -> str:
    places = sorted(base + output.removesuffix("index.html") for output in outputs)
    rows = "".join(
        f"  <url><loc>{escape(place, quote=False)}</loc></url>\n" for place in places if base
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{rows}</urlset>\n"
    )
