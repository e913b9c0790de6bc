"""suppress.yml: articles that were taken down, each with its reason and date.

    - article: 001_48b6390d794ba1c4
      date: 2026-11-22
      reason: at the request of a person it names

Reads the file; what is left out of pages, search, exports and cache is decided where they are made.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml

from newsarchive.errors import ConfigError
from newsarchive.model import ArticleId, Suppressed

FILE = "suppress.yml"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_KEYS = ("article", "date", "reason")


def load(root: Path) -> tuple[Suppressed, ...]:
    """What is taken down in the archive in folder `root`, by id; empty without the file.

    Raises ConfigError, naming the entry, for one that lacks its reason or date: a notice must say
    both.
    """
    path = root / FILE
    try:
        entries = yaml.safe_load(path.read_text("utf-8")) or []
    except FileNotFoundError:
        return ()
    except OSError as error:
        # to go on without it would publish what was taken down
        raise ConfigError(f"{path}: {error.strerror}; it must be a file you may read") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not readable as YAML: {error}; correct it") from error
    if not isinstance(entries, list):
        raise ConfigError(f"{path}: must be a list of entries, each beginning with '- article:'")
    found = {one.article: one for one in (_entry(path, n, e) for n, e in enumerate(entries, 1))}
    return tuple(found[name] for name in sorted(found))


def _entry(path: Path, number: int, entry: Any) -> Suppressed:
    place = f"{path}, entry {number}"
    if not isinstance(entry, dict) or set(entry) - set(_KEYS):
        raise ConfigError(f"{place}: takes {', '.join(_KEYS)} and nothing else; correct it")
    if missing := [key for key in _KEYS if not entry.get(key)]:
        raise ConfigError(f"{place}: lacks {' and '.join(missing)}; add it")
    if not _ID.fullmatch(str(entry["article"])):
        raise ConfigError(
            f"{place}: {entry['article']!r} is no article's name; write the last part of its "
            "page's address, e.g. 001_48b6390d794ba1c4"
        )
    return Suppressed(
        article=ArticleId(str(entry["article"])),
        date=_date(place, entry["date"]),
        reason=str(entry["reason"]),
    )


def _date(place: str, value: Any) -> str:
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ConfigError(f"{place}: {value!r} is no date; write it like 2026-11-22") from error
