"""Remember results of costly pure functions by their inputs. May be deleted at any time.

A key is the sha256 of the stage's name, its version and its inputs as canonical JSON, so a change
of any of them is a change of key; nothing is ever invalidated. A damaged entry is computed again.
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

from newsarchive.cards import Filed
from newsarchive.errors import DiskError

Input = TypeVar("Input")
Result = TypeVar("Result")
Glance = TypeVar("Glance")

BATCH = 512  # results stored at once: what a killed build loses at most

_PATIENCE = 30.0  # seconds to wait while another command stores a batch
_WORTHLESS = ("SQLITE_CORRUPT", "SQLITE_NOTADB")  # of a file that may be deleted

_MAPPED = 1 << 30  # bytes of the file that are read without being copied

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (shelf TEXT, name TEXT, value BLOB, PRIMARY KEY (shelf, name));
"""


def key(stage: str, version: int | str, inputs: object) -> bytes:
    """32 bytes. `inputs`: anything msgspec writes as JSON; order inside dictionaries is ignored."""
    text = msgspec.json.encode((stage, version, inputs), order="deterministic")
    return hashlib.sha256(text).digest()


class Cache:
    """One SQLite file, or nothing at all (`Cache(None)` remembers for its own lifetime)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._used: set[bytes] = set()
        self._store = self._open()

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
        keys = [key(stage, version, one) for one in inputs]
        self._used.update(keys)
        known = self._known(keys, kind)
        todo = [i for i, k in enumerate(keys) if k not in known]
        for made in self._computed(todo, keys, jobs, compute):
            known |= {keys[i]: value for i, value in made.items()}
        return [known[k] for k in keys]

    def file_each(
        self,
        stage: str,
        version: int | str,
        jobs: Sequence[Input],
        *,
        inputs: Sequence[object],
        kind: type[Result],
        glance: Callable[[Result], Glance],
        glances: type[Glance],
        compute: Callable[[Sequence[Input]], Iterable[Result]],
    ) -> Filed[Result, Glance]:
        """As `remember_each`, but of what is remembered only the glance is read at once.

        `glance` says of a result what is always needed; `glances` is what it gives. The result
        itself is read, or where it is lost computed, when it is asked for, before `close`. Glances
        have a shelf of their own: among the results they would be ten thousand pages apart.
        """
        keys = [key(stage, version, one) for one in inputs]
        self._used.update(keys)
        names, shelf = [k.hex() for k in keys], f"{stage}: glances"
        stored = self.kept(shelf)
        seen = _glanced(stored, names, glances)
        unseen = [i for i, name in enumerate(names) if name not in seen]
        known = self._known([keys[i] for i in unseen], kind)
        at_hand: dict[int, Result] = {i: known[keys[i]] for i in unseen if keys[i] in known}
        seen |= self._keep_glances(shelf, {names[i]: glance(one) for i, one in at_hand.items()})
        todo = [i for i in unseen if i not in at_hand]
        for made in self._computed(todo, keys, jobs, compute):
            seen |= self._keep_glances(shelf, {names[i]: glance(one) for i, one in made.items()})
            at_hand |= made
        if gone := sorted(stored.keys() - set(names)):
            self.keep(shelf, {}, gone)

        def read(place: int) -> Result:
            if place not in at_hand:
                found = self._known([keys[place]], kind).get(keys[place])
                if found is None:
                    (found,) = compute([jobs[place]])
                at_hand[place] = found
            return at_hand[place]

        return Filed([seen[name] for name in names], read)

    def _computed(
        self,
        todo: Sequence[int],
        keys: Sequence[bytes],
        jobs: Sequence[Input],
        compute: Callable[[Sequence[Input]], Iterable[Result]],
    ) -> Iterator[dict[int, Result]]:
        """The results of the jobs numbered `todo`, by number, a batch at a time and stored."""
        fresh = iter(compute([jobs[i] for i in todo]) if todo else ())
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            made = dict(zip(batch, islice(fresh, len(batch)), strict=True))
            self._put({keys[i]: msgspec.json.encode(value) for i, value in made.items()})
            yield made

    def _keep_glances(self, shelf: str, made: Mapping[str, Glance]) -> Mapping[str, Glance]:
        if made:
            self.keep(shelf, {name: msgspec.msgpack.encode(one) for name, one in made.items()})
        return made

    def recall_each(
        self, stage: str, version: int | str, *, inputs: Sequence[object], kind: type[Result]
    ) -> list[Result | None]:
        """What is remembered for each of `inputs`; nothing is computed, and it is no use of it."""
        keys = [key(stage, version, one) for one in inputs]
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
        self._store.close()

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


def _glanced(
    stored: Mapping[str, bytes], names: Iterable[str], kind: type[Glance]
) -> dict[str, Glance]:
    """Those of `names` that were kept; what is damaged or of an older shape is not."""
    decode = msgspec.msgpack.Decoder(kind).decode
    found = {}
    for name in names:
        if name in stored:
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                found[name] = decode(stored[name])
    return found


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
