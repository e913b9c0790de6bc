"""`build_archive.py names`: merge, split, rename and block, as edits of the authority files.

With --dry-run, only shows which lines and which pages would change.
"""

import difflib
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from rich.text import Text

from newsarchive import build, config, disk
from newsarchive.console.terminal import common, out
from newsarchive.describe import authority
from newsarchive.describe.names import edit
from newsarchive.model import Archive, Entity, EntityId

Change = Callable[[edit.Files, authority.Authority, Archive], edit.Edit]

dry_run = click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")


@click.group()
def names() -> None:
    """Merge, split, rename or block people, places, organisations and topics.

    An id is the address of its page, e.g. people/ilham-aliyev.
    """


@names.command()
@common
@dry_run
@click.argument("source")
@click.argument("target")
def merge(root: Path, source: str, target: str, *, debug: bool, dry_run: bool) -> None:
    """Make SOURCE a part of TARGET; its page then leads there."""
    del debug
    _change(
        root,
        lambda files, held, archive: edit.merge(
            files, EntityId(source), EntityId(target), authority=held, found=_entities(archive)
        ),
        dry_run=dry_run,
    )


@names.command()
@common
@dry_run
@click.argument("source")
@click.argument("name")
@click.argument("forms", nargs=-1, required=True)
def split(
    root: Path, source: str, name: str, forms: tuple[str, ...], *, debug: bool, dry_run: bool
) -> None:
    """Make FORMS of SOURCE a thing of their own, called NAME in English."""
    del debug
    _change(
        root,
        lambda files, held, _: edit.split(files, EntityId(source), forms, name, authority=held),
        dry_run=dry_run,
    )


@names.command()
@common
@dry_run
@click.option("--language", default="en", show_default=True)
@click.argument("source")
@click.argument("name")
def rename(
    root: Path, source: str, name: str, *, language: str, debug: bool, dry_run: bool
) -> None:
    """Give SOURCE the preferred NAME; an English one is also its address."""
    del debug
    _change(
        root,
        lambda files, held, _: edit.rename(
            files, EntityId(source), name, authority=held, lang=language
        ),
        dry_run=dry_run,
    )


@names.command()
@common
@dry_run
@click.argument("source")
def block(root: Path, source: str, *, debug: bool, dry_run: bool) -> None:
    """Let SOURCE never be a tag again."""
    del debug
    _change(
        root,
        lambda files, held, archive: edit.block(
            files, EntityId(source), authority=held, found=_entities(archive)
        ),
        dry_run=dry_run,
    )


def _change(root: Path, change: Change, *, dry_run: bool) -> None:
    settings = config.load(root)
    folder = root / settings.authority
    archive = build.read(root, settings)
    files = edit.texts(folder)
    made = change(files, authority.load(folder), archive)
    for name in sorted(made.files):
        _show(name, files[name], made.files[name])
    out.print(Text(f"Pages that change: {', '.join(_pages(made, archive)) or 'none'}"))
    _check({**files, **made.files})
    if dry_run:
        return
    for name in sorted(made.files):
        disk.write(folder / name, made.files[name].encode())
    out.print(Text("Written. Build again to see it."))


def _check(files: edit.Files) -> None:
    """Read what would be written as a build would. Raises ConfigError; nothing was written."""
    with tempfile.TemporaryDirectory() as place:
        for name, text in files.items():
            if text:
                (Path(place) / name).write_text(text, encoding="utf-8")
        authority.load(Path(place))


def _show(name: str, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, name, n=1, lineterm=""
    )
    for line in lines:
        style = {"+": "green", "-": "red"}.get(line[0], "")
        out.print(Text(line, style=style))


def _pages(made: edit.Edit, archive: Archive) -> list[str]:
    touched = set(made.affected)
    articles = [
        f"articles/{name}"
        for name, record in archive.records.items()
        if touched & {mention.entity for mention in record.mentions}
        or touched & {tag.entity for tag in record.tags}
    ]
    return sorted([*made.affected, *articles])


def _entities(archive: Archive) -> dict[EntityId, Entity]:
    return {key: file.entity for key, file in archive.entities.items()}
