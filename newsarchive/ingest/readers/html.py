"""A saved web page -> Seed: its text in lines, what it states of itself, and what two well-known
extractors would keep. Chooses nothing: that is cleaning's.
"""

import logging
import re
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from newsarchive.errors import ReadError
from newsarchive.ingest.encoding import Decoded, decode
from newsarchive.ingest.readers import declared, markup
from newsarchive.model import Candidate, Origin, Seed

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_HEAD = 4096  # bytes in which a page declares its encoding
_DEEPEST = 200  # nested elements; deeper pages are no articles of people's, and slow to extract
_MOST_ELEMENTS = 30_000  # of a page that the extractors are given
_LARGEST = 3 << 20  # characters that the extractors are given

for _tool in ("trafilatura", "readability"):
    logging.getLogger(_tool).setLevel(logging.CRITICAL)  # a page that one cannot read is no news


def read(raw: bytes, path: str, sha256: str, *, charset: str | None = None) -> Seed:
    """`charset`: what the server said. Raises ReadError for bytes that are no page."""
    decoded = _decoded(raw, charset)
    markup_text = _DECLARATION.sub("", decoded.text)
    tree = _tree(markup_text)
    text = markup.text_of(tree)
    if not text.strip():
        raise ReadError("is an HTML page that shows no text")
    origin = Origin(path, sha256, len(raw), decoded.encoding, decoded.rule, "html")
    return Seed(origin, text, declared.read(tree), candidates=_candidates(markup_text, tree))


def text_of(raw: bytes) -> str:
    """The page's lines alone. Raises ReadError for bytes that are no page."""
    return markup.text_of(_tree(_DECLARATION.sub("", _decoded(raw, None).text)))


def _decoded(raw: bytes, charset: str | None) -> Decoded:
    match = _CHARSET.search(raw[:_HEAD])
    return decode(raw, declared=charset or (match[1].decode("ascii") if match else None))


def _tree(text: str) -> Any:
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"is no readable HTML ({error})") from error
    return tree


def _candidates(text: str, tree: Any) -> tuple[Candidate, ...]:
    """What the extractors make of the page; none for a page that is too deep or too large."""
    elements, depth = _size(tree)
    if len(text) > _LARGEST or elements > _MOST_ELEMENTS or depth > _DEEPEST:
        return ()
    tools: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("trafilatura", _by_trafilatura),
        ("readability", _by_readability),
    )
    said = [Candidate(name, extract(text)) for name, extract in tools]
    return tuple(one for one in said if one.text.strip())


def _size(tree: Any) -> tuple[int, int]:
    """How many elements there are, and how deep they are nested."""
    count = depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        count += event == "start"
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return count, deepest


def _by_trafilatura(text: str) -> str:
    import trafilatura  # noqa: PLC0415 (takes as long as a build with nothing to do)

    kept = trafilatura.extract(text, favor_precision=True, fast=True, include_comments=False)
    return kept or ""


def _by_readability(text: str) -> str:
    import readability  # noqa: PLC0415 (the same)

    try:
        summary = readability.Document(text).summary(html_partial=True)
        return markup.text_of(html.document_fromstring(summary))
    except (readability.readability.Unparseable, etree.LxmlError, ValueError, TypeError):
        return ""
