"""What is known of each language, as data: one folder a language, one file a kind of knowledge.

`xx/NAME.txt` is a list (one entry a line, `#` begins a comment), `xx/NAME.toml` a table. A room
that needs a new kind of knowledge adds a file name of its own; a new language adds a folder.
`_others` holds phrases by which the pages of further languages are recognised, all in one.
No code ever asks which language it is in.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from newsarchive.errors import ArchiveError

OTHERS = "_others"  # phrases of languages that have no folder, all in one

_HERE = Path(__file__).parent


@cache
def known() -> tuple[str, ...]:
    """The languages that have a folder, sorted."""
    return tuple(sorted(p.name for p in _HERE.iterdir() if p.is_dir() and p.name[0] != "_"))


@cache
def entries(lang: str, name: str) -> tuple[str, ...]:
    """The lines of `lang/name.txt`, in file order; empty where a language has no such file."""
    path = _HERE / lang / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return tuple(line for line in lines if line)


@cache
def table(lang: str, name: str) -> dict[str, Any]:
    """The table of `lang/name.toml`; empty where a language has no such file.

    Raises ArchiveError when the file is no TOML: our own data is broken, not the user's.
    """
    path = _HERE / lang / f"{name}.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ArchiveError(f"{path}: {error}; repair the file or restore it") from error


@cache
def digest(*names: str) -> str:
    """A sha256 over the named files of all languages, for cache keys (see cache.remember)."""
    total = hashlib.sha256()
    for path in sorted(p for lang in (*known(), OTHERS) for p in (_HERE / lang).iterdir()):
        if path.stem in names:
            total.update(f"{path.parent.name}/{path.name}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()
