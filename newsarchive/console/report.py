"""The report of a build, for a person and for a script."""

from pathlib import Path
from typing import Any

import msgspec
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsarchive.console.terminal import archive_option
from newsarchive.model import Rejected
from newsarchive.report import Report


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, for `--json`."""
    data: dict[str, Any] = msgspec.to_builtins(report, enc_hook=str)
    return data


def as_text(report: Report, *, root: Path, site: Path) -> RenderableType:
    """A few lines: what was built, what was refused, where it is and how to look at it."""
    pages = report.published
    spent = sum(seconds for _, seconds in report.seconds)
    done = Text.assemble(
        (f"{report.articles} articles", "bold"),
        f": {len(pages.written)} pages written, {len(pages.removed)} removed, "
        f"{pages.unchanged} as they were, in {spent:.1f} s",
    )
    refused = [rejected_table(report.rejected)] if report.rejected else []
    where = Text(f"The archive stands in {site / 'index.html'}")
    look = Text(f"To look at it: python build_archive.py serve{archive_option(root)}")
    notes = [Text(f"Note: {note}", "yellow") for note in report.notes]
    return Group(done, *refused, *notes, where, look)


def rejected_table(rejected: tuple[Rejected, ...]) -> Table:
    """Which files became no article, and why."""
    table = Table(title=f"{len(rejected)} not published", title_justify="left", box=None)
    table.add_column("file")
    table.add_column("why")
    for one in rejected:
        table.add_row(Text(f"{one.path} ({one.part})" if one.part else one.path), Text(one.reason))
    return table
