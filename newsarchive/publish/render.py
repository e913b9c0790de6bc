"""Turn values into a page: front matter, then one block of raw HTML that no text can break out of.

Scraped text is never handed over as Markdown: Jinja2 escapes every value, what Markdown could take
for a sign of its own becomes a character reference, and the block holds no blank line, so that
Python-Markdown passes it through untouched. Does not decide what stands on a page.
"""

import contextlib
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from newsarchive import disk, revision
from newsarchive.errors import ArchiveError
from newsarchive.model import Page
from newsarchive.publish.compiling import Compiler, Plain

TEMPLATES = Path(__file__).parent / "templates"

# Sets of characters
_HIDING = "\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\U000e0000-\U000e007f"  # Trojan Source
_BROKEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"  # no characters
_LINE_ENDS = "\t\r\n\u0085\u2028\u2029"
_SIGNS = r"\\`*{}\[\]<>&\"'"

_FIND_HIDING = re.compile(f"[{_HIDING}]")
_FIND_BROKEN = re.compile(f"[{_BROKEN}]")
_FIND_LINE_ENDS = re.compile(f"[{_LINE_ENDS}]+")
_FIND_ANY = re.compile(f"[{_SIGNS}{_HIDING}{_BROKEN}{_LINE_ENDS}]")
_ENDS_FOR_YAML = re.compile("[\u2028\u2029\ufeff]")  # and not for JSON
_MARKDOWN = str.maketrans({c: f"&#{ord(c)};" for c in r"\`*{}[]"})

# What a page may say of itself to the theme; never a key that a text made up
META = ("title", "description", "head", "kind", "lang", "template", "feeds")


def plain(text: str) -> str:
    """`text` on one line, without characters that are none or that hide what is read."""
    shown = _FIND_LINE_ENDS.sub(" ", _FIND_HIDING.sub("", text))
    return _FIND_BROKEN.sub("\ufffd", shown)


def neutral(value: object) -> Markup:
    """`value` as HTML text in which neither HTML nor Markdown sees anything to act on."""
    return Markup(_neutral(value))  # noqa: S704 (escaped there)


def _neutral(value: object) -> str:
    """The same for templates, which ask it for every value: Markup itself takes time to make."""
    if isinstance(value, Markup):
        return value
    if not _FIND_ANY.search(text := str(value)):
        return text  # most of what a page shows
    return str(escape(plain(text))).translate(_MARKDOWN)


def _lines(text: str) -> Markup:
    """For <pre>: line ends as character references, so that the block stays free of blank lines."""
    return Markup("&#10;".join(map(_neutral, text.split("\n"))))  # noqa: S704 (escaped there)


def _lang(said: Any) -> Markup:
    """The attributes of an element that holds `said`, words with their language."""
    return _attributes(said.lang, said.dir)


@lru_cache(1000)
def _attributes(lang: str, direction: str) -> Markup:
    shown = ' dir="rtl"' if direction == "rtl" else ""
    return Markup(f'lang="{neutral(lang)}"{shown}')  # noqa: S704 (escaped right here)


_used: ContextVar[set[str] | None] = ContextVar("used", default=None)


@contextlib.contextmanager
def templates_used() -> Iterator[set[str]]:
    """The names of the templates that are filled in meanwhile, parts of others among them."""
    names: set[str] = set()
    token = _used.set(names)
    try:
        yield names
    finally:
        _used.reset(token)


class _Noting(Environment):
    """Notes each template it is asked for; templates ask it for those they build upon."""

    code_generator_class = Compiler
    context_class = Plain

    def get_template(self, name: Any, *parent: Any, **named: Any) -> Template:
        names = _used.get()
        if names is not None:
            names.add(str(name))
        return super().get_template(name, *parent, **named)


def environment() -> Environment:
    """The one Jinja2 environment; an unknown name in a template is an error, not a blank."""
    jinja = _Noting(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_neutral,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    jinja.filters["lines"] = _lines
    jinja.globals["lang"] = _lang
    return jinja


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates on disk; where they cannot be kept they are compiled again."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    """Where templates lie compiled, for all archives of this user: that takes longer than filling
    them in. None where there is no such place.
    """
    place = disk.user_cache("templates")
    if place is None:
        return None
    folder = place / revision.of("publish/compiling.py")[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder))


_jinja = cache(environment)


def compile_templates() -> None:
    """Have every template that changed compiled by now: once, before copies of this process do."""
    for name in _jinja().list_templates(["jinja"]):
        with contextlib.suppress(TemplateError):  # told with the first page that is made of it
            _jinja().get_template(name)


def fragment(template: str, **values: Any) -> Markup:
    """A filled template as one block of HTML: no blank line, no indentation."""
    try:
        text = _jinja().get_template(f"{template}.jinja").render(values)
    except TemplateError as error:
        raise ArchiveError(f"{TEMPLATES / template}.jinja: {error}; repair it") from error
    lines = filter(None, map(str.strip, text.splitlines()))
    return Markup("\n".join(lines))  # noqa: S704 (Jinja2 escaped it)


def page(path: str, template: str, *, meta: dict[str, str], **values: Any) -> Page:
    """A page of docs/, made of `template` and `values`; of `meta` only the keys of META.

    Title and description are escaped here, once, because Material prints them as they are;
    `meta["head"]` comes from head.py as Markup.
    """
    known = {key: _shown(key, meta[key]) for key in META if meta.get(key)}
    front = "".join(f"{key}: {_quoted(known[key])}\n" for key in sorted(known))
    body = fragment(template, **values)
    return Page(path, f'---\n{front}---\n\n<div class="archive">\n{body}\n</div>\n')


def _shown(key: str, value: str) -> str:
    return str(neutral(value)) if key in ("title", "description") else str(value)


def _quoted(value: str) -> str:
    """A string on one line that YAML and JSON both read as `value`."""
    text = msgspec.json.encode(_FIND_BROKEN.sub("\ufffd", value)).decode()
    return _ENDS_FOR_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
