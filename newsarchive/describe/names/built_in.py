"""The topics and organisations of every archive: built in, below what an editor wrote."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from newsarchive.describe.names import files
from newsarchive.describe.names.entry import Entry
from newsarchive.describe.names.written import entry

DATA = tuple(sorted((Path(__file__).parent / "built_in").glob("*.yml")))
RULE = "built in"


@cache
def built_in() -> tuple[Entry, ...]:
    """An entry a thing, in the order of the files."""
    written = [entry(placed, path) for path in DATA for placed in files.read(path)]
    return tuple(
        replace(one, entity=replace(one.entity, rule=RULE), place=f"built in, {one.place}")
        for one in written
    )
