"""Fixity: whether the raw files and the site are, byte for byte, what was recorded of them.

The register of raw files is a list as `sha256sum` writes it, in the archive's own folder, so that
anybody can check it without us and version control shows every change of it. Repairs nothing.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.disk import Stamp
from newsarchive.errors import ConfigError, ReadError
from newsarchive.ingest import files
from newsarchive.publish import manifest as manifests
from newsarchive.publish.docs import digest

log = logging.getLogger(__name__)

REGISTER = "fixity.sha256"
_LINE = re.compile(r"\\?[0-9a-f]{64}  .+", re.DOTALL)
_PLAIN = re.compile(
    r"^([0-9a-f]{64})  ([^\r\n]+)\n", re.MULTILINE
)  # nothing escaped: nearly always
_AS_NAMED = ("utf-8", "surrogateescape")  # a name may hold any bytes
_SEEN = "fixity.json"  # in the cache: as large and as old as what was recorded


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not what was recorded."""

    path: str  # relative to the archive
    reason: str  # what is wrong and what to do


def record(root: Path, config: Config, looked: Mapping[str, Stamp] | None = None) -> None:
    """Bring the register up to date: new files are added, removed ones go, edited ones change.

    `looked`: the seeds folder as it stands, where somebody has looked already. A file as large and
    as old as when it was recorded is not read, so damage is never recorded as an edit: that is for
    `verify` to find.
    """
    register, seen = read(root), _seen(root, config)
    after: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    for path, file in _raw_files(root / config.seeds, looked).items():
        name = f"{config.seeds}/{path}"
        shown = name.encode("utf-8", "backslashreplace").decode()  # JSON has no broken letters
        stamps[shown] = file.stamp
        known = register.get(name)
        if known and seen.get(shown) == file.stamp:
            after[name] = known
        elif checksum := _checksum(file.full):
            after[name] = checksum
            if known and checksum != known:
                log.info("%s: edited since it was recorded; the register says so now", name)
    if after != register:
        text = "".join([_line(name, after[name]) for name in sorted(after)])
        disk.write(root / REGISTER, text.encode(*_AS_NAMED))
    if stamps != seen:
        disk.write(root / config.cache / _SEEN, msgspec.json.encode(stamps))


def read(root: Path) -> dict[str, str]:
    """The register: path relative to the archive -> sha256. Empty when nothing was recorded.

    Raises ConfigError for a file that is no such list, e.g. after a careless merge.
    """
    path = root / REGISTER
    try:
        text = path.read_bytes().decode(*_AS_NAMED)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; it must be a file you may read") from error
    plain = _PLAIN.findall(text)
    if len(plain) == text.count("\n") and text.endswith("\n"):
        return {name: checksum for checksum, name in plain}
    return dict(_parsed(path, number, line) for number, line in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Those that are not empty, with their numbers."""
    for number, line in enumerate(text.split("\n"), start=1):
        if shown := line.rstrip("\r"):
            yield number, shown


def verify(root: Path, config: Config) -> tuple[Difference, ...]:
    """Every raw file and every file of the site that is not as recorded, sorted. Reads them all."""
    return tuple(sorted([*_raw_differences(root, config), *_site_differences(root, config)]))


def _raw_differences(root: Path, config: Config) -> list[Difference]:
    register, raw = read(root), _raw_files(root / config.seeds)
    now = {f"{config.seeds}/{path}": file.full for path, file in raw.items()}
    found = []
    for name, known in register.items():
        checksum = _checksum(now[name]) if name in now else None
        if checksum is None:
            found.append(Difference(name, "missing; restore it, or build to strike it out"))
        elif checksum != known:
            found.append(Difference(name, "not the recorded bytes; restore it from a copy"))
    unknown = now.keys() - register.keys()
    return found + [Difference(name, "not yet recorded; build to record it") for name in unknown]


def _site_differences(root: Path, config: Config) -> list[Difference]:
    made = manifests.load(root / config.cache / manifests.PLACE).outputs
    live = root / config.site
    if not made:
        return [Difference(config.site, "no record of a build; build to make one")]
    again = "rebuild it: remove the file, then build"
    found = []
    for name, known in made.items():
        try:
            content = (live / name).read_bytes()
        except OSError:
            found.append(Difference(f"{config.site}/{name}", "missing; build to make it again"))
            continue
        if digest(content) != known.digest:
            found.append(Difference(f"{config.site}/{name}", f"not what was built; {again}"))
    strangers = disk.scan(live).keys() - made.keys()
    return found + [
        Difference(f"{config.site}/{name}", "not made by the build; move it to docs/")
        for name in strangers
    ]


def _raw_files(
    seeds: Path, looked: Mapping[str, Stamp] | None = None
) -> Mapping[str, files.SeedFile]:
    """By path relative to seeds/; links, sidecars and hidden files are no raw files."""
    found = files.seed_files(seeds, looked)
    plain = (file for file in found if not file.link and not file.path.endswith(files.SIDECAR))
    return {_name(file, seeds): file for file in plain}


def _name(file: files.SeedFile, seeds: Path) -> str:
    """The path as it stands on disk; `file.path` shows bytes that are no UTF-8 as escapes."""
    if "\\" not in file.path:
        return file.path
    return os.fsencode(os.path.relpath(file.full, seeds)).decode(*_AS_NAMED)


def _checksum(full: str) -> str | None:
    try:
        return files.fixity(full)[0]
    except ReadError:
        return None


def _seen(root: Path, config: Config) -> dict[str, Stamp]:
    try:
        raw = (root / config.cache / _SEEN).read_bytes()
        return msgspec.json.decode(raw, type=dict[str, Stamp])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _line(name: str, checksum: str) -> str:
    """As GNU sha256sum writes it: names with a line end or backslash are escaped and marked."""
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == name else chr(92)}{checksum}  {escaped}\n"


def _parsed(path: Path, number: int, line: str) -> tuple[str, str]:
    """Name and checksum. Raises ConfigError."""
    if not _LINE.fullmatch(line):
        raise ConfigError(
            f"{path}, line {number}: not a line of sha256sum: {line[:40]!r}; restore the file, "
            "or delete it to record all raw files anew"
        )
    checksum, _, name = line.partition("  ")
    if not checksum.startswith("\\"):
        return name, checksum
    plain = name.replace("\\\\", "\0").replace("\\n", "\n").replace("\\r", "\r")
    return plain.replace("\0", "\\"), checksum[1:]
