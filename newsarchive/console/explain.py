"""One seed explained: every line with its verdict, and everything found with what it rests on."""

from collections.abc import Iterator
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsarchive.build import Explained
from newsarchive.ingest.explain import ExplainedLine
from newsarchive.model import Found, Record

_STYLES = {"kept": "", "title": "bold", "caption": "italic", "removed": "red"}


def as_data(told: Explained) -> dict[str, Any]:
    """All of it as plain data."""
    data: dict[str, Any] = msgspec.to_builtins(told)
    return data


def as_text(told: Explained) -> RenderableType:
    """The page line by line, then what was found in it."""
    return Group(_lines(told.lines), *(_found(record) for record in told.records))


def _lines(lines: tuple[ExplainedLine, ...]) -> Table:
    table = Table(box=None, title="Line by line", title_justify="left")
    table.add_column("line", justify="right")
    table.add_column("score", justify="right")
    table.add_column("verdict: rule", max_width=34)
    table.add_column("text", overflow="fold")
    for one in lines:
        if one.text.strip():
            verdict = one.verdict if one.rule == one.verdict else f"{one.verdict}: {one.rule}"
            style = _STYLES.get(one.verdict, "")
            table.add_row(
                str(one.number), f"{one.score:.2f}", Text(verdict), Text(one.text.strip(), style)
            )
    return table


def _found(record: Record) -> Table:
    table = Table(box=None, title="Found", title_justify="left")
    for column in ("what", "which", "why"):
        table.add_column(column, overflow="fold")
    for row in (*_facts(record), *_tags(record)):
        table.add_row(*(Text(cell) for cell in row))
    return table


def _facts(record: Record) -> Iterator[tuple[str, str, str]]:
    article = record.article
    date = article.published
    quoted = f"{date.rule}: {date.quote}" if date.quote else date.rule
    yield "address", f"articles/{article.id}/", "the file's name"
    yield "encoding", article.origin.encoding, article.origin.encoding_rule
    yield "language", article.language, article.language_rule
    yield "date", date.edtf or "unknown", quoted
    yield _fact("title", article.title)
    yield _fact("byline", article.byline)
    yield _fact("caption", article.caption)
    for source in article.sources:
        yield _fact("source", source)
    numbers = ", ".join(str(number + 1) for number in record.summary.sentences)
    yield "summary", f"sentences {numbers}", record.summary.method


def _fact(name: str, found: Found | None) -> tuple[str, str, str]:
    return (name, found.text, found.rule) if found else (name, "unknown", "")


def _tags(record: Record) -> Iterator[tuple[str, str, str]]:
    names = {entity.id: entity.name("en") for entity in record.entities}
    for tag in record.tags:
        why = f"{tag.rule}; {tag.evidence}" if tag.evidence else tag.rule
        yield tag.kind, names.get(tag.entity, tag.entity), why
