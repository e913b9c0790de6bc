"""The files and pages that MkDocs is given, in kinds of our own that cost less than its own do.

What each of them does is what MkDocs would do, and gives the same bytes. Which file is of which
kind is decided in hook.py.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta

from newsarchive import disk
from newsarchive.disk import Stamp
from newsarchive.publish.docs import digest
from newsarchive.publish.manifest import Output

_LINE = "\n---\n"  # between front matter and body
KEPT = "kept by newsarchive"  # no theme has a template of this name


class Kept(File):
    """A file whose output is taken over: links may lead to it, nothing is made of it."""

    def is_documentation_page(self) -> bool:
        return False


class Linked(File):
    """A file of ours that is no page: one more name of what lies in docs/, where it is written
    beside and renamed, and never changed in its place.
    """

    def copy_file(self, dirty: bool = False) -> None:
        source, target = str(self.abs_src_path), self.abs_dest_path
        try:
            disk.link(source, target)
        except FileExistsError:  # a theme's
            os.unlink(target)
            disk.link(source, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            disk.link(source, target)


class KnownFiles(Files):
    """The files MkDocs works on; those that are kept are found by name all the same."""

    def __init__(self, files: Iterable[File], find_kept: Callable[[str], File | None]) -> None:
        super().__init__(files)
        self._find_kept = find_kept

    def get_file_from_path(self, path: str) -> File | None:
        return super().get_file_from_path(path) or self._find_kept(path)


class Passed(Page):
    """A generated page: its HTML is passed through, since it holds nothing for Markdown.

    MkDocs holds all pages at once, in Cyrillic some 60 KB each. A text that no plugin changed is
    therefore not kept until it is shown, but read again then.
    """

    _text: str | None = None
    _read: str | None = None  # as it stands in the file, until it is rendered
    _stands = False  # whether `_text` is what stands in the file, and need not be kept

    @property
    def content(self) -> str | None:
        """The page's HTML."""
        if self._text is None and self._stands:
            return self._source().partition(_LINE)[2].strip("\n")
        return self._text

    @content.setter
    def content(self, text: str | None) -> None:
        """MkDocs puts here what plugins made of the text that they were given."""
        self._stands = self._stands and text is not None and text is self._text
        self._text = None if self._stands else text

    def read_source(self, config: MkDocsConfig) -> None:
        given = config.plugins.on_page_read_source(page=self, config=config)
        source = given or self._source()
        ours = parted(source)
        self.markdown, self.meta = ours or meta.get_data(source)
        self._read = self.markdown if ours and not given else None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self._text = str(self.markdown).rstrip("\n")
        self._stands = self.markdown is self._read
        self._read = None
        self.toc = get_toc([])

    def prove(self, html: str, config: MkDocsConfig, files: Files) -> None:
        """Raise BuildError where MkDocs would read something else than we pass through."""
        super().render(config, files)
        by_markdown = self.content
        self.render(config, files)
        source = self.file.content_string
        if by_markdown != html or (parted(source) or meta.get_data(source)) != meta.get_data(
            source
        ):
            raise BuildError(
                f"{self.file.src_uri}: Markdown would change this page; a generated page is one "
                "block of HTML without a blank line: repair its template in "
                "newsarchive/publish/templates"
            )

    def _source(self) -> str:
        """As MkDocs reads it, sooner; we write no carriage returns."""
        content = self.file.content_bytes
        return self.file.content_string if b"\r" in content else content.decode("utf-8-sig")


class Nothing:
    """The template of a kept page."""

    def render(self, _: Mapping[str, Any]) -> str:
        return ""


class Folder:
    """Where new pages are put; notes what was written and remembers which folders there are."""

    def __init__(self, written: dict[str, Output]) -> None:
        self._written = written
        self._made: set[str] = set()

    def put(self, name: str, path: str, content: bytes) -> None:
        """Write the output `name` to `path`."""
        folder = os.path.dirname(path)
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        with open(path, "wb", buffering=0) as file:
            file.write(content)
            now = os.fstat(file.fileno())
        self._written[name] = Output(Stamp(now.st_size, now.st_mtime_ns), digest(content))


def parted(source: str) -> tuple[str, dict[str, str]] | None:
    """Body and front matter of a page as render.py writes it, where each value is a string that
    JSON reads as YAML does; None for any other page.
    """
    head, line, body = source.partition(_LINE)
    if not line or not head.startswith("---\n"):
        return None
    known = {}
    for row in head.split("\n")[1:]:
        key, _, value = row.partition(": ")
        if not (key.isalpha() and value.startswith('"')):
            return None
        try:
            known[key] = msgspec.json.decode(value, type=str)
        except msgspec.DecodeError:
            return None
    return body.lstrip("\n"), known
