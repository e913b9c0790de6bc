"""Remember results of costly pure functions by their inputs. May be deleted at any time.

A key is a digest of the stage's name, its version and its inputs, so a change of any of them is a
change of key; nothing is ever invalidated. A damaged entry is computed again.
Not here: the translation memory and the authority files, which people edit.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from newsarchive.errors import DiskError

Input = TypeVar("Input")
Result = TypeVar("Result")

_KEY = 32  # bytes
BATCH = 512  # results stored at once: what a killed build loses at most

_PATIENCE = 30.0  # seconds to wait while another command stores a batch
_WORTHLESS = ("SQLITE_CORRUPT", "SQLITE_NOTADB")  # of a file that may be deleted

_MAPPED = 1 << 30  # bytes of the file that are read without being copied

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (shelf TEXT, name TEXT, value BLOB, PRIMARY KEY (shelf, name));
"""


def keys_of(
    stage: str, version: int | str, inputs: Iterable[object], *, given: object = ()
) -> list[bytes]:
    """32 bytes for each of `inputs`, which with what is `given` for all say what a result depends
    on: anything msgspec writes; order inside dictionaries is ignored.
    """
    begun = hashlib.blake2b(_written((stage, version, given)), digest_size=_KEY)
    keys = []
    for one in inputs:
        whole = begun.copy()
        whole.update(_written(one))
        keys.append(whole.digest())
    return keys


def _written(value: object) -> bytes:
    return msgspec.msgpack.encode(value, order="deterministic")


class Cache:
    """One SQLite file, or nothing at all (`Cache(None)` remembers for its own lifetime)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._used: set[bytes] = set()
        self._held: sqlite3.Connection | None = self._open()

    def remember(
        self,
        stage: str,
        version: int | str,
        job: Input,
        *,
        kind: type[Result],
        compute: Callable[[Input], Result],
    ) -> Result:
        """What `compute(job)` gives; `job` says all it depends on, `kind` is what it returns."""
        each = self.remember_each(
            stage,
            version,
            [job],
            inputs=[job],
            kind=kind,
            compute=lambda todo: [compute(one) for one in todo],
        )
        return each[0]

    def remember_each(
        self,
        stage: str,
        version: int | str,
        jobs: Sequence[Input],
        *,
        inputs: Sequence[object],
        kind: type[Result],
        compute: Callable[[Sequence[Input]], Iterable[Result]],
    ) -> list[Result]:
        """Results for all `jobs`, in order; `compute` gets only those not yet known.

        `inputs[i]` says what the result of `jobs[i]` depends on. A batch is stored in one
        transaction as soon as it is there, so a killed build keeps whole batches if `compute` gives
        them one by one.
        """
        keys = keys_of(stage, version, inputs)
        self.use(keys)
        found: dict[int, Result] = {}
        for some in self.found_or_made(keys, range(len(jobs)), jobs, kind=kind, compute=compute):
            found |= some
        return [found[place] for place in range(len(jobs))]

    def found_or_made(
        self,
        keys: Sequence[bytes],
        places: Sequence[int],
        jobs: Sequence[Input],
        *,
        kind: type[Result],
        compute: Callable[[Sequence[Input]], Iterable[Result]],
    ) -> Iterator[dict[int, Result]]:
        """The results of the jobs at `places`, by place: first what is remembered, then the rest, a
        batch at a time and stored.
        """
        known = self._known([keys[place] for place in places], kind)
        yield {place: known[keys[place]] for place in places if keys[place] in known}
        todo = [place for place in places if keys[place] not in known]
        fresh = iter(compute([jobs[place] for place in todo]) if todo else ())
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            made = dict(zip(batch, islice(fresh, len(batch)), strict=True))
            self._put({keys[place]: msgspec.json.encode(one) for place, one in made.items()})
            yield made

    def use(self, keys: Iterable[bytes]) -> None:
        """Say that entries are asked for, which are then not forgotten as unused."""
        self._used.update(keys)

    def recall_each(
        self,
        stage: str,
        version: int | str,
        *,
        inputs: Iterable[object],
        kind: type[Result],
        given: object = (),
    ) -> list[Result | None]:
        """What is remembered for each of `inputs`; nothing is computed, and it is no use of it."""
        keys = keys_of(stage, version, inputs, given=given)
        known = self._known(keys, kind)
        return [known.get(k) for k in keys]

    def forget_unused(self) -> int:
        """Remove, beyond recovery from the file, every entry that was not asked for since opening.

        How many went. For articles that are taken down: nothing asks for them any more.
        """
        with _named(self._path):
            self._store.execute("PRAGMA secure_delete = ON")
            stored = {row[0] for row in self._store.execute("SELECT key FROM entry")}
            unused = sorted(stored - self._used)
            with self._store:
                self._store.executemany("DELETE FROM entry WHERE key = ?", [(k,) for k in unused])
            self._store.execute("VACUUM")
            self._store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(unused)

    def kept(self, shelf: str) -> dict[str, bytes]:
        """What the last build kept on `shelf`, by name: for what grows from build to build."""
        try:
            rows = self._store.execute("SELECT name, value FROM kept WHERE shelf = ?", (shelf,))
            return dict(rows.fetchall())
        except sqlite3.DatabaseError:
            return {}  # damaged: grow anew

    def keep(self, shelf: str, changed: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Replace the `changed` values of `shelf` and forget those `gone`, in one transaction."""
        with _named(self._path), self._store:
            self._store.executemany(
                "DELETE FROM kept WHERE shelf = ? AND name = ?", [(shelf, name) for name in gone]
            )
            self._store.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(shelf, name, value) for name, value in changed.items()],
            )

    def close(self) -> None:
        """Give the file back; the cache is not used afterwards."""
        if self._held:
            self._held.close()

    def let_go(self) -> None:
        """Give the file back until something is asked for again; to be called before this process
        is copied, since SQLite's connections must not be in two processes.
        """
        if self._held and self._path:
            self._held.close()
            self._held = None

    @property
    def _store(self) -> sqlite3.Connection:
        if self._held is None:
            self._held = self._open()
        return self._held

    def _known(self, keys: Sequence[bytes], kind: type[Result]) -> dict[bytes, Result]:
        """Those of `keys` that are remembered; what is damaged or of an older shape is not."""
        found: dict[bytes, Result] = {}
        decode = _decoder(cast(Any, kind)).decode
        for start in range(0, len(keys), BATCH):
            for k, value in self._stored(keys[start : start + BATCH]):
                with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                    found[k] = decode(value)
        return found

    def _stored(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        """(key, value) of those there are; one by one where the file is damaged somewhere."""
        try:
            return self._rows(keys)
        except sqlite3.DatabaseError:
            found = []
            for k in keys:
                with contextlib.suppress(sqlite3.DatabaseError):
                    found += self._rows([k])
            return found

    def _rows(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        holes = ",".join("?" * len(keys))
        query = f"SELECT key, value FROM entry WHERE key IN ({holes})"  # noqa: S608 (only holes)
        return self._store.execute(query, keys).fetchall()

    def _put(self, made: Mapping[bytes, bytes]) -> None:
        if made:
            with _named(self._path), self._store:
                self._store.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", made.items())

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            store = sqlite3.connect(":memory:")
            store.executescript(_SCHEMA)
            return store
        parts = [self._path.with_name(self._path.name + end) for end in ("", "-wal", "-shm")]
        with _named(self._path):
            try:
                if not any(part.exists() and not os.access(part, os.W_OK) for part in parts):
                    return _connect(self._path)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorname not in _WORTHLESS:
                    raise
            # what cannot be read or written is worth nothing: begin a new one
            for part in parts:
                part.unlink(missing_ok=True)
            return _connect(self._path)


@contextlib.contextmanager
def _named(path: Path | None) -> Iterator[None]:
    """Turn what SQLite or the disk says inside into a DiskError that names the file."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        where = path or "the cache"
        raise DiskError(
            f"{where}: {error}; free space, mend the folder's permissions or delete the file"
        ) from error


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute(f"PRAGMA mmap_size = {_MAPPED}")  # half the time of reading ten thousand
        store.executescript(_SCHEMA)
    except sqlite3.DatabaseError:
        store.close()
        raise
    return store
