"""The command line: arguments -> Config -> build -> report and exit code.

It and newsarchive/console/ are the only printers. Rooms of the package are imported inside the
commands, so that help and errors come at once.
"""

import contextlib
import gc
import importlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.text import Text

from newsarchive.console.terminal import (
    archive_option,
    as_json,
    common,
    messages,
    out,
    print_json,
    say_anything,
    with_progress,
)
from newsarchive.errors import ArchiveError, VerifyError

BUG = 1  # exit codes; the others stand in newsarchive/errors.py
REJECTED = 3
DISK = 74
HUNG_UP = 141  # as a shell gives it: whoever read our output has closed it, e.g. `| head`
INTERRUPTED = 130

GROUPS = ("models", "names")  # commands with commands of their own: newsarchive/console/NAME.py

EXAMPLES = """Examples:
  python build_archive.py                      build the archive in this folder
  python build_archive.py serve                build, then look at it in a browser
  python build_archive.py explain NAME.txt     what was kept, removed and found, and why
  python build_archive.py review               all that waits for an editor
  python build_archive.py init ../my-archive   begin an archive of your own
  python build_archive.py --archive ../my-archive

Turn a folder of raw press articles into an archive to publish.
"""


class BuildByDefault(click.Group):
    """`build_archive.py [OPTIONS]` without a command's name means `build`."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command of this file, or a group of its own, imported only when it is asked for."""
        if name in GROUPS:
            module = importlib.import_module(f"newsarchive.console.{name}")
            group: click.Command = getattr(module, name)
            return group
        return super().get_command(ctx, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All of them, for the help."""
        return sorted([*super().list_commands(ctx), *GROUPS])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` in front where no command is named."""
        if not args or (args[0].startswith("-") and args[0] not in {"--help", "--version"}):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Begin with examples."""
        formatter.write(EXAMPLES)


@click.group(cls=BuildByDefault)
@click.version_option("0.1.0", prog_name="build_archive.py")
def main() -> None:
    """Do what the command says; without one, build."""


@main.command()
@common
@as_json
@click.option("--strict", is_flag=True, help="End with 3 when a file was rejected.")
@click.option("--cluster", "address", help="Work on the Dask cluster at this address.")
def build(root: Path, *, debug: bool, as_json: bool, strict: bool, address: str | None) -> None:
    """Bring pages and site up to date with the seeds."""
    from newsarchive import config, settled
    from newsarchive.console import report as shown

    _log(debug=debug)
    settings = config.load(root)
    looked = settled.look(root, settings)
    report = settled.report(root, settings, looked)
    if report is None:
        report = with_progress(lambda say: _built(root, settings, looked, say, address))
    if as_json:
        print_json(shown.as_data(report))
    else:
        out.print(shown.as_text(report, root=root, site=root / settings.site))
    if strict and report.rejected:
        sys.exit(REJECTED)


@main.command()
@common
@as_json
@click.argument("seed")
def explain(root: Path, seed: str, *, debug: bool, as_json: bool) -> None:
    """Show what was kept, removed and found in SEED, line by line, with the rule for each."""
    from newsarchive import build as road
    from newsarchive import config
    from newsarchive.console import explain as shown

    _log(debug=debug)
    told = road.explain(root, config.load(root), seed)
    if as_json:
        print_json(shown.as_data(told))
    else:
        out.print(shown.as_text(told))


@main.command()
@common
@as_json
@click.option("--prepare", is_flag=True, help="Give missing sentences entries to fill in.")
def review(root: Path, *, debug: bool, as_json: bool, prepare: bool) -> None:
    """List all that waits for an editor: translations, names, rejected files."""
    from newsarchive import build as road
    from newsarchive import config
    from newsarchive.console import review as shown

    _log(debug=debug)
    settings = config.load(root)
    waiting = with_progress(lambda say: road.review(root, settings, say=say))
    if prepare and (added := road.prepare(root, settings, waiting)):
        messages.print(Text(f"{added} entries to fill in were added to {settings.translations}/"))
        waiting = road.review(root, settings)  # now with the line of each
    if as_json:
        print_json(shown.as_data(waiting))
    else:
        out.print(shown.as_text(waiting))


@main.command()
@common
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any that is free.",
)
def serve(root: Path, *, debug: bool, port: int) -> None:
    """Build, show the archive on this machine, and follow every change."""
    from newsarchive import serve as serving

    _log(debug=debug)
    serving.serve(root, port=port, say=lambda text: out.print(Text(text)))


@main.command()
@common
def verify(root: Path, *, debug: bool) -> None:
    """Check every raw file and the site against their recorded checksums."""
    from newsarchive import config, verify

    _log(debug=debug)
    differences = verify.verify(root, config.load(root))
    for one in differences:
        messages.print(Text(f"{one.path}: {one.reason}"), soft_wrap=True)
    if differences:
        raise VerifyError(f"{len(differences)} files are not as recorded")
    out.print("Every file is as recorded.")


@main.command()
@common
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(root: Path, folder: Path, *, debug: bool) -> None:
    """Write the archive's data into FOLDER: JSON Lines, a spreadsheet, a database."""
    from newsarchive import build as road
    from newsarchive import config
    from newsarchive.publish import exports

    _log(debug=debug)
    settings = config.load(root)
    archive = with_progress(lambda say: road.read(root, settings, say=say))
    for path in exports.export(archive, folder, config=settings):
        out.print(Text(str(path)))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Begin an archive in FOLDER, ready for articles and to build."""
    from newsarchive import starter

    for path in starter.begin(folder):
        out.print(Text(f"made {path}"))
    out.print(Text(f"Put articles into {folder / 'seeds'}, then:"))
    out.print(Text(f"  python build_archive.py serve{archive_option(folder)}"))


def _built(
    root: Path, settings: Any, looked: Any, say: Callable[[str], None], address: str | None
) -> Any:
    """A whole build, its work on articles done by a cluster where one is named."""
    from newsarchive import build as road
    from newsarchive.parallel import cluster

    with cluster(address) if address else contextlib.nullcontext():
        return road.build(root, settings, say=say, looked=looked)


def _log(*, debug: bool) -> None:
    level = logging.DEBUG if debug else logging.WARNING
    logging.basicConfig(level=level, format="%(name)s: %(message)s", stream=sys.stderr)


def _fail(message: str, code: int) -> NoReturn:
    messages.print(Text(message, style="red"), soft_wrap=True)
    sys.exit(code)


def _hang_up() -> NoReturn:
    """End without a word: there is nobody to say it to, and Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(HUNG_UP)


def run(arguments: Sequence[str]) -> None:
    """Run the command line; a traceback is shown only with --debug."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    debug = "--debug" in arguments
    say_anything()
    try:
        main.main(list(arguments), prog_name="build_archive.py", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _fail("Interrupted; the last built site stands as it was.", INTERRUPTED)
    except ArchiveError as error:
        if debug:
            raise
        _fail(f"Error: {error}", error.exit_code)
    except BrokenPipeError:
        _hang_up()
    except OSError as error:
        if debug:
            raise
        where = error.filename2 or error.filename or f"a file, perhaps in {tempfile.gettempdir()}"
        _fail(f"Error: {where}: {error.strerror or error}; mend it, then run again", DISK)
    except Exception as error:
        if debug:
            raise
        _fail(f"A fault in this program: {error!r}; run again with --debug and report it.", BUG)


if __name__ == "__main__":
    # what a command makes lives as long as the command does: looking for cycles among it, above all
    # once more at the end, would be a tenth of the time of a build with one article more
    gc.set_threshold(1_000_000, 50, 1000)
    try:
        run(sys.argv[1:])
    finally:
        gc.freeze()
