"""What waits for an editor, worst first, with where to do something about it."""

from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsarchive.build import Waiting
from newsarchive.console.report import rejected_table
from newsarchive.describe.names.review import Suggestion, Unknown
from newsarchive.describe.review import Waiting as WaitingSentence

SHOWN = 40  # rows of one table on a screen; --json gives all


def as_data(waiting: Waiting) -> dict[str, Any]:
    """All that waits, as plain data."""
    data: dict[str, Any] = msgspec.to_builtins(waiting, enc_hook=str)
    return data


def as_text(waiting: Waiting) -> RenderableType:
    """A table for each kind of thing that waits; one line when nothing does."""
    parts: list[RenderableType] = []
    if waiting.sentences:
        parts.append(_sentences(waiting.sentences))
    if waiting.names:
        parts.append(_names(waiting.names))
    if waiting.merges:
        parts.append(_merges(waiting.merges))
    if waiting.rejected:
        parts.append(rejected_table(waiting.rejected))
    return Group(*parts) if parts else Text("Nothing waits for an editor.")


def _sentences(sentences: tuple[WaitingSentence, ...]) -> Table:
    count = dict.fromkeys(("missing", "doubtful", "machine"), 0)
    for one in sentences:
        count[one.status] += 1
    title = ", ".join(f"{number} {status}" for status, number in count.items() if number)
    table = Table(title=f"Sentences: {title}", title_justify="left", box=None)
    for column in ("where", "state", "sentence"):
        table.add_column(column)
    for one in sentences[:SHOWN]:
        where = f"{one.file}:{one.line}" if one.line else f"{one.file} (no entry yet)"
        found = "".join(f"\n{finding.rule}: {finding.detail}" for finding in one.findings)
        table.add_row(Text(where), Text(one.status), Text(one.source + found))
    if len(sentences) > SHOWN:
        table.add_row(Text(f"... and {len(sentences) - SHOWN} more; --json gives all"), "", "")
    return table


def _names(names: tuple[Unknown, ...]) -> Group:
    """Each with a sentence it stands in and the entry to paste into authority/."""
    parts: list[RenderableType] = [Text(f"Names in no authority file: {len(names)}", "italic")]
    for one in names[:SHOWN]:
        line = Text.assemble((one.entity.id, "bold"), f"  in {one.articles} articles")
        quoted = [Text(f"  {text}", "dim") for _, text in one.sentences[:1]]
        parts += [line, *quoted, Text(one.entry.rstrip())]
    if len(names) > SHOWN:
        parts.append(Text(f"... and {len(names) - SHOWN} more; --json gives all"))
    return Group(*parts)


def _merges(merges: tuple[Suggestion, ...]) -> Table:
    table = Table(title="Probably one thing", title_justify="left", box=None)
    table.add_column("why")
    table.add_column("to merge them", overflow="fold")
    for one in merges[:SHOWN]:
        command = f"build_archive.py names merge {one.source} {one.target}"
        table.add_row(Text(f"{one.sure:.2f} {one.evidence}"), Text(command))
    return table
