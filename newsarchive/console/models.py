"""`build_archive.py models`: which translation models there are, fetching and installing one."""

from collections.abc import Callable

import click
from rich.progress import BarColumn, DownloadColumn, TransferSpeedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from newsarchive.console.terminal import messages, out
from newsarchive.describe import models as register
from newsarchive.describe.engines import shelf

debug_option = click.option("--debug", is_flag=True, help="Show tracebacks.")
checksum = click.option("--sha256", default="", help="What the file's checksum must be.")


@click.group()
def models() -> None:
    """List, fetch and add the models that translate on this machine."""


@models.command("list")
@debug_option
def list_models(*, debug: bool) -> None:
    """Show what can be fetched and what is installed."""
    del debug
    installed = shelf.installed(shelf.shelf())
    here = {one.card.name for one in installed}
    for offer in register.offers():
        state = "installed" if offer.name in here else "not installed"
        out.print(Text(f"{offer.name}: {offer.source} -> {offer.target}, {state}", style="bold"))
        out.print(Text(f"  licence: {offer.licence or 'none stated'}"), soft_wrap=True)
        out.print(Text(f"  address: {offer.url}"), soft_wrap=True)
    for one in installed:
        out.print(Text(f"installed: {one.path}"))


@models.command()
@debug_option
@checksum
@click.argument("pair")
def pull(pair: str, sha256: str, *, debug: bool) -> None:
    """Fetch and install the model for PAIR, e.g. ru-en, or one by its name."""
    del debug
    for offer in register.offers():
        if pair in (offer.name, f"{offer.source}-{offer.target}"):  # the first is what is taken
            messages.print(Text(f"{offer.name}: licence {offer.licence or 'not stated'}"))
            break
    _show(lambda progress: register.pull(pair, sha256=sha256, progress=progress))


@models.command()
@debug_option
@checksum
@click.option("--pair", default="", help="e.g. ru-en, where the model does not say.")
@click.argument("origin")
def add(origin: str, pair: str, sha256: str, *, debug: bool) -> None:
    """Install a model from ORIGIN: a file, a folder or an address."""
    del debug
    _show(lambda progress: register.add(origin, pair=pair, sha256=sha256, progress=progress))


def _show(work: Callable[[register.Progress], shelf.Installed]) -> None:
    """Do `work` with a bar on a terminal; say what was installed and how it is used."""
    with Bar(BarColumn(), DownloadColumn(), TransferSpeedColumn(), console=messages) as bar:
        task = bar.add_task("fetching", total=None)
        made = work(lambda done, total: bar.update(task, completed=done, total=total))
    out.print(Text(f"installed: {made.path}"))
    out.print(Text(f"sha256:    {made.card.sha256}"))
    out.print(Text("Use it with [translation] in archive.toml:"))
    out.print(Text(f'  engine = "local"\n  model = "{made.card.name}"'))
