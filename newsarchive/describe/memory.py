"""The translation memory: PO files that people edit, one for each pair of languages.

`translations/ru-en.po` holds sentences of Russian articles in English. An entry that is not
`fuzzy` is the archive's own and always wins; only an editor changes it. What an engine made is
`fuzzy`, with the engine and the gate's findings in its comments. Files are only ever added to:
entries keep their place, so a diff shows what is new. Nothing is translated or judged here.
"""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import polib

from newsarchive import disk, revision
from newsarchive.cache import Cache
from newsarchive.describe import contents, po
from newsarchive.describe.contents import Contents, Numbers, normalise
from newsarchive.describe.po import Entry
from newsarchive.disk import Stamp
from newsarchive.errors import MemoryFileError

__all__ = ["Entry", "Memory", "load", "normalise", "primary"]

SHELF = "translation memory"  # of the cache
MADE_BY = ("describe/contents.py", "describe/po.py")  # a change of it: other tables

_FILE_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})\.po")


def primary(lang: str) -> str:
    """The language of a BCP 47 tag without script or region: "pt" for "pt-BR"."""
    return lang.partition("-")[0].lower()


def load(folder: Path, cache: Cache | None = None) -> "Memory":
    """All `SOURCE-TARGET.po` of `folder`, which need not exist; `cache` keeps what was found where.

    Raises MemoryFileError, with file and line, for a file that cannot be trusted.
    """
    return Memory(folder, cache or Cache(None))


class Memory:
    """The PO files of one folder, held open for look-up and for adding."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        self.folder = folder
        paths = sorted(folder.glob("*.po")) if folder.is_dir() else []
        kept = cache.kept(SHELF) if paths else {}
        self._pairs = {_pair(path): _Book(path, kept.get(path.name, b"")) for path in paths}
        cache.keep(SHELF, {b.path.name: b.written() for b in self._pairs.values() if b.is_new})

    def __bool__(self) -> bool:
        """Whether it holds anything at all."""
        return any(self._pairs.values())

    def path(self, source: str, target: str) -> Path:
        """The file that holds, or would hold, sentences of `source` in `target`."""
        return self.folder / f"{primary(source)}-{primary(target)}.po"

    def holds(self, source: str, target: str) -> bool:
        """Whether there is any sentence of `source` in `target`."""
        return bool(self._pairs.get((primary(source), primary(target))))

    def find(self, sentence: str, source: str, target: str) -> Entry | None:
        """The entry for `sentence`; None when the file has none."""
        return self.find_each([sentence], source, target).get(normalise(sentence))

    def find_each(
        self, sentences: Collection[str], source: str, target: str
    ) -> Mapping[str, Entry]:
        """By normalised sentence the entries of all that have one: for many, far quicker."""
        pair = self._pairs.get((primary(source), primary(target)))
        return pair.find(sentences) if pair else {}

    def parts(self, keys: Numbers, source: str, target: str) -> Numbers:
        """For each of `keys` (see contents.key) a number that changes with its entry."""
        pair = self._pairs.get((primary(source), primary(target)))
        return pair.table.parts(keys) if pair else np.zeros(len(keys), np.uint64)

    def add(self, entries: Sequence[Entry], source: str, target: str) -> None:
        """Put `entries` at the end of their file, at once and whole, or not at all.

        A sentence that an editor has translated is left alone; one that waits is filled in.
        """
        names = primary(source), primary(target)
        pair = self._pairs.get(names)
        fresh = {normalise(entry.source): entry for entry in entries}
        known = pair.find(fresh) if pair else {}
        waiting = [k for k, entry in known.items() if not entry.target]
        new = [entry for k, entry in fresh.items() if k not in known]
        if not waiting and not new:
            return
        path = self.path(source, target)
        if waiting:
            _fill_in(path, {k: fresh[k] for k in waiting})
        # what stands there is kept byte for byte, also what an editor wrote since it was read
        old = path.read_bytes() if path.is_file() else po.header(*names)
        disk.write(path, po.with_more(old, new))
        self._pairs[names] = _Book(path, pair.written() if pair else b"")


class _Book:
    """One PO file."""

    def __init__(self, path: Path, kept: bytes) -> None:
        """`kept`: what `written` gave, in a build before this one maybe."""
        self.path = path
        self._content, self._stamp = _read(path)
        before, stamp = _kept(kept)
        self.is_new = before is None or stamp != self._stamp
        same = before is not None and (not self.is_new or contents.is_of(before, self._content))
        self.table = before if before and same else contents.contents(path, self._content, before)

    def __bool__(self) -> bool:
        return bool(len(self.table.key))

    def find(self, sentences: Collection[str]) -> Mapping[str, Entry]:
        return contents.find(self.table, self.path, self._content, sentences)

    def written(self) -> bytes:
        table = contents.written(self.table)
        return msgspec.msgpack.encode(_Kept(revision.of(*MADE_BY), self._stamp, table))


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A table as the cache keeps it."""

    made_by: str  # digest of the code
    stamp: Stamp  # of the file: while it is the same, so is what it holds
    table: bytes


def _kept(raw: bytes) -> tuple[Contents | None, Stamp | None]:
    """The table that was kept, and of which file; None for what is damaged or by other code."""
    try:
        found = msgspec.msgpack.decode(raw, type=_Kept)
    except msgspec.DecodeError:
        return None, None
    if found.made_by != revision.of(*MADE_BY):
        return None, None
    return contents.read(found.table), found.stamp


def _pair(path: Path) -> tuple[str, str]:
    name = _FILE_NAME.fullmatch(path.name)
    if not name:
        raise MemoryFileError(
            f"{path}: the name says no pair of languages; call it SOURCE-TARGET.po, e.g. ru-en.po"
        )
    return name[1], name[2]


def _read(path: Path) -> tuple[bytes, Stamp]:
    """What the file holds, and the file as it stood then."""
    try:
        with path.open("rb") as file:
            now = os.fstat(file.fileno())
            return file.read(), Stamp(now.st_size, now.st_mtime_ns)
    except OSError as error:
        raise MemoryFileError(f"{path}: {error.strerror}; check its permissions") from error


def _fill_in(path: Path, fresh: dict[str, Entry]) -> None:
    text = path.read_text("utf-8-sig")
    po.check(path, text)
    file = polib.pofile(text, wrapwidth=0)
    for found in file:
        entry = fresh.get(normalise(found.msgid))
        if entry and not found.msgstr.strip():
            made = po.made(entry)
            found.msgstr, found.flags, found.comment = made.msgstr, made.flags, made.comment
    disk.write(path, (file.__unicode__().rstrip("\n") + "\n").encode())
