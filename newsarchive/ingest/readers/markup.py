"""The text of an HTML tree, laid out in lines as a text browser would, in reading order.

Walks without recursion, so that no depth of nesting matters.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object",
    "embed", "canvas", "audio", "video", "select", "datalist", "textarea",
))  # fmt: skip
_SPACED = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "ul", "ol", "dl",
    "table", "hr",
))  # fmt: skip
_BLOCKS = _SPACED | frozenset((
    "address", "article", "aside", "body", "br", "caption", "center", "dd", "details", "dialog",
    "div", "dt", "fieldset", "figcaption", "footer", "form", "header", "hgroup", "html",
    "legend", "li", "main", "nav", "option", "section", "summary", "tbody", "td", "tfoot", "th",
    "thead", "tr",
))  # fmt: skip
_LISTS = frozenset(("ul", "ol"))
_DEEPEST_INDENT = 4


def text_of(tree: Any) -> str:
    """One line a block, blank lines around paragraphs and headings, bullets before list items."""
    page = _Page()
    for event, node in _walk(tree):
        if event == "text":
            page.say(node)
        elif event == "start":
            page.open(node)
        else:
            page.close(node)
    return page.text()


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Tags and texts of what is shown, in order."""
    silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = isinstance(node.tag, str)
        hidden = named and (node.tag in _SILENT or node.get("hidden") is not None)
        if event == "start":
            silent += hidden
            if not silent:
                yield "start", node.tag
                yield "text", node.text or ""
            continue
        if event == "end":
            if not silent:
                yield "end", node.tag
            silent -= hidden
        if not silent and node is not tree:
            yield "text", node.tail or ""


class _Page:
    """The lines so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._depth = 0
        self._bullet = ""

    def open(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break(spaced=tag in _SPACED and not (tag in _LISTS and self._depth))
        self._depth += tag in _LISTS
        if tag == "li":
            self._bullet = "  " * min(max(self._depth, 1), _DEEPEST_INDENT) + "• "

    def close(self, tag: str) -> None:
        self._depth -= tag in _LISTS
        if tag in _BLOCKS:
            self._break(spaced=tag in _SPACED and not (tag in _LISTS and self._depth))

    def say(self, words: str) -> None:
        if words:
            self._words.append(words)

    def text(self) -> str:
        self._break(spaced=False)
        return "\n".join(self._lines).strip("\n") + "\n"

    def _break(self, *, spaced: bool) -> None:
        line = " ".join("".join(self._words).split())
        self._words.clear()
        if line:
            self._lines.append(self._bullet + line)
            self._bullet = ""
        if spaced and self._lines and self._lines[-1]:
            self._lines.append("")
