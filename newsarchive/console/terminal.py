"""The terminal: where results and messages go, and the options every command has."""

import io
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.text import Text

Result = TypeVar("Result")
Say = Callable[[str], None]

out = Console(highlight=False)  # results; colour only on a terminal, and not with NO_COLOR
messages = Console(stderr=True, highlight=False)  # progress and errors

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def common(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all have."""
    folder = click.Path(path_type=Path, file_okay=False, exists=True)
    command = click.option(
        "--archive",
        "root",
        type=folder,
        default=Path(),
        help="The folder that holds seeds/. [default: this one]",
    )(command)
    return click.option("--debug", is_flag=True, help="Show log lines and tracebacks.")(command)


def say_anything() -> None:
    """Show what a terminal's encoding has no letters for by its number, rather than fail at it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def archive_option(root: Path) -> str:
    """What a command needs beside its name to mean the archive in folder `root`."""
    return "" if root == Path() else f" --archive {shlex.quote(str(root))}"


def with_progress(work: Callable[[Say], Result]) -> Result:
    """Run `work`; on a terminal, show which phase it is in."""
    if not messages.is_terminal:
        return work(lambda _: None)
    with messages.status("starting") as status:
        return work(lambda phase: status.update(Text(phase)))


def print_json(data: Any) -> None:
    """Write `data` to standard output, the same bytes for the same data."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
