"""Follow every link and anchor of a built site, also those in raw HTML, which MkDocs leaves out.

Looks at files only; asks no other host.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

_LINKS = {"href", "src", "poster", "data", "action", "cite"}
_ROOT = "http://site.invalid/"  # stands for the site's own address while links are resolved


@dataclass(frozen=True, slots=True, order=True)
class DeadLink:
    """A link that leads nowhere."""

    page: str  # file of the site it stands in, relative, with "/"
    target: str  # as written
    reason: str  # "no such file" or "no such anchor"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What one page offers and asks for."""

    anchors: frozenset[str]
    links: tuple[str, ...]


def crawl(site: Path) -> tuple[DeadLink, ...]:
    """Every link of the site below folder `site` that leads nowhere inside it, sorted."""
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    sheets = {name: _read(site / name) for name in sorted(files) if name.endswith(".html")}
    base = _base_path(site)
    dead = {
        DeadLink(name, link, reason)
        for name, sheet in sheets.items()
        for link in sheet.links
        if (reason := _fault(name, link, base, files, sheets))
    }
    return tuple(sorted(dead))


def _read(path: Path) -> _Sheet:
    text = path.read_bytes()
    if not text.strip():
        return _Sheet(frozenset(), ())
    tree = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    anchors = {e.get("id") for e in elements} | {e.get("name") for e in elements if e.tag == "a"}
    links = dict.fromkeys(link for e in elements for link in _links(e))
    return _Sheet(frozenset(a for a in anchors if a), tuple(links))


def _links(element: "etree._Element") -> Iterator[str]:
    if element.tag == "base" or element.get("rel") == "canonical":
        return  # the page's own published address, which no file below `site` need have
    for name, value in element.items():
        if name in _LINKS:
            yield str(value)
        elif name == "srcset":
            yield from (part.split()[0] for part in str(value).split(",") if part.strip())


def _fault(
    page: str, link: str, base: str, files: set[str], sheets: Mapping[str, _Sheet]
) -> str | None:
    """Why `link` is dead, None when it is not or leads out of the site."""
    whole = urlsplit(urljoin(_ROOT + base + page, link.strip()))
    if f"{whole.scheme}://{whole.netloc}/" != _ROOT:
        return None
    path = unquote(whole.path).removeprefix("/")
    if not path.startswith(base):
        return "no such file"
    target = _file_of(path.removeprefix(base), files)
    if target is None:
        return "no such file"
    anchor = unquote(whole.fragment)
    if not anchor or anchor.startswith(":~:") or target not in sheets:
        return None
    return None if anchor in sheets[target].anchors else "no such anchor"


def _file_of(path: str, files: set[str]) -> str | None:
    if path in files:
        return path
    index = f"{path.rstrip('/')}/index.html".removeprefix("/")
    return index if index in files else None


def _base_path(site: Path) -> str:
    """The folder the site is published in, as the home page states it: "" or "archive/"."""
    home = site / "index.html"
    if not home.is_file():
        return ""
    found = html.parse(str(home)).xpath("//link[@rel='canonical']/@href")
    return urlsplit(str(found[0])).path.removeprefix("/") if found else ""
