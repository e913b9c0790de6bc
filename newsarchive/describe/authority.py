"""Authority files -> what is known of people, places, organisations, events and topics.

An editor's entry wins over what is built in (countries, cities, organisations, topics) and
completes it. Nothing is found in texts here: see describe/tag.py.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import babel
import msgspec

from newsarchive import languages, revision
from newsarchive.cache import Cache
from newsarchive.describe.names import files
from newsarchive.describe.names.built_in import DATA as BUILT_IN
from newsarchive.describe.names.built_in import built_in
from newsarchive.describe.names.cities import DATA as CITIES
from newsarchive.describe.names.cities import cities
from newsarchive.describe.names.countries import countries
from newsarchive.describe.names.entry import Entry
from newsarchive.describe.names.fold import folded
from newsarchive.describe.names.keys import name_key
from newsarchive.describe.names.written import entry as written_entry
from newsarchive.errors import ConfigError
from newsarchive.model import KIND_FOLDERS, Entity, EntityId

SHELF = "authority"  # of the cache
MADE_BY = ("describe/authority.py", "describe/names", "cards.py")  # a change of it: other entries
FILES = tuple(f"{folder}.yml" for folder in sorted(KIND_FOLDERS.values()))

_LANGUAGE_DATA = (
    "bodies",
    "countries",
    "declension",
    "case_endings",
    "stopwords",
    "titles",
    "name_words",
    "names_model",
)


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """Everything on file. Two are equal when they were read from the same words."""

    entries: Mapping[EntityId, Entry]  # by id, sorted
    moved: Mapping[EntityId, EntityId]  # an id something had before -> the one it has now
    digest: str  # of all that it was made from, for cache keys

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Authority) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def entities(self) -> Mapping[EntityId, Entity]:
        """Every entity by id, the built-in ones included."""
        return {key: entry.entity for key, entry in self.entries.items()}

    @property
    def people_by_key(self) -> Mapping[str, tuple[EntityId, ...]]:
        """Who may be meant by a full name, under the key its spellings share."""
        return _people_by_key(self)

    def entity(self, key: EntityId) -> Entity:
        """The entity with this id."""
        return self.entries[key].entity


@lru_cache(maxsize=4)
def _people_by_key(authority: Authority) -> Mapping[str, tuple[EntityId, ...]]:
    found: dict[str, set[EntityId]] = {}
    for entry in authority.entries.values():
        if entry.entity.kind == "person":
            for _, form in entry.forms:
                found.setdefault(name_key(form), set()).add(entry.entity.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items() if " " in key}


@dataclass(frozen=True, slots=True)
class _Kept:
    """An authority as it was last loaded."""

    basis: str
    entries: tuple[Entry, ...]
    moved: tuple[tuple[EntityId, EntityId], ...]


def load(folder: Path, cache: Cache | None = None) -> Authority:
    """What the files in `folder` say, on top of what is built in.

    A missing folder or file is no error. Raises ConfigError, naming file, line and key, for
    anything that cannot be meant; nothing is loaded then. Files that are as they were when `cache`
    kept what they say are not checked again.
    """
    read = [folder / name for name in FILES if (folder / name).is_file()]
    digest = _digest(read)
    basis = f"{digest} {babel.__version__}"
    kept = _kept(cache) if cache else None
    if kept and kept.basis == basis:
        return Authority({one.entity.id: one for one in kept.entries}, dict(kept.moved), digest)
    made = _made(folder, read, digest)
    if cache:
        kept = _Kept(basis, tuple(made.entries.values()), tuple(made.moved.items()))
        cache.keep(SHELF, {SHELF: msgspec.msgpack.encode(kept)})
    return made


def _kept(cache: Cache) -> _Kept | None:
    try:
        return msgspec.msgpack.decode(cache.kept(SHELF).get(SHELF, b""), type=_Kept)
    except msgspec.DecodeError:
        return None  # none, damaged or of an older shape


def _made(folder: Path, read: Sequence[Path], digest: str) -> Authority:
    placed = [(path, one) for path in read for one in files.read(path)]
    written = [written_entry(one, path) for path, one in placed]
    _refuse_doubles(written, folder)
    _refuse_shared_forms(written, folder)
    entries = _with_built_in(written)
    _refuse_unknown_ids(written, entries, folder)
    _refuse_circles(written, folder)
    moved = {old: entry.entity.id for entry in written for old in entry.was}
    return Authority(dict(sorted(entries.items())), moved, digest)


# ---------------------------------------------------------------- all of them together


def _with_built_in(written: Iterable[Entry]) -> dict[EntityId, Entry]:
    entries = {entry.entity.id: entry for entry in (*cities(), *countries(), *built_in())}
    for entry in written:
        below = entries.get(entry.entity.id)
        entries[entry.entity.id] = _completed(entry, below) if below else entry
    return entries


def _completed(entry: Entry, below: Entry) -> Entry:
    """The editor's entry with what it leaves out taken from the built-in one."""
    own, other = entry.entity, below.entity
    names = {**dict(other.names), **dict(own.names)}
    variants = {*own.variants, *other.variants, *other.names} - set(names.items())
    descriptions = {**dict(other.description), **dict(own.description)}
    entity = replace(
        own,
        names=tuple(sorted(names.items())),
        variants=tuple(sorted(variants)),
        description=tuple(sorted(descriptions.items())),
        broader=own.broader or other.broader,
        coordinates=own.coordinates or other.coordinates,
        identifiers=tuple(sorted({*own.identifiers, *other.identifiers})),
    )
    return replace(
        entry,
        entity=entity,
        forms=tuple(sorted({*entry.forms, *below.forms})),
        terms=entry.terms or below.terms,  # an editor may want fewer
    )


def _refuse_doubles(written: Iterable[Entry], folder: Path) -> None:
    seen: dict[EntityId, str] = {}
    for entry in written:
        for key in (entry.entity.id, *entry.was):
            if key in seen:
                raise ConfigError(
                    f"{folder / entry.place}: {key!r} stands at {seen[key]} as well; "
                    "give one of them another id, or merge them"
                )
            seen[key] = entry.place


def _refuse_shared_forms(written: Iterable[Entry], folder: Path) -> None:
    """Two entries must not claim the same name: nobody could say which is meant."""
    owner: dict[tuple[str, str], Entry] = {}
    for entry in written:
        for lang, form in entry.forms:
            other = owner.setdefault((lang, folded(form)), entry)
            if other is not entry:
                raise ConfigError(
                    f"{folder / entry.place}: {form!r} ({lang}) is claimed by {other.entity.id} "
                    f"at {other.place} as well; take it out of one, or merge the two"
                )


def _refuse_unknown_ids(
    written: Iterable[Entry], entries: Mapping[EntityId, Entry], folder: Path
) -> None:
    for entry in written:
        broader = (entry.entity.broader,) if entry.entity.broader else ()
        # `not` may name what is found in texts and is on no file
        fields = {"country": entry.country, "beside": entry.beside}
        for field, keys in {"broader": broader, **fields}.items():
            for key in keys:
                if key not in entries:
                    raise ConfigError(
                        f"{folder / entry.place}: {field}: there is no {key!r}; "
                        "add it, or correct the id"
                    )


def _refuse_circles(written: Iterable[Entry], folder: Path) -> None:
    broader = {e.entity.id: (e.entity.broader, e.place) for e in written if e.entity.broader}
    for start, (_, place) in broader.items():
        chain = [start]
        while (step := broader.get(chain[-1])) and step[0] is not None:
            chain.append(step[0])
            if chain[-1] == start:
                raise ConfigError(
                    f"{folder / place}: broader: {' -> '.join(chain)} is a circle; cut it"
                )
            if len(chain) > len(broader) + 1:
                break  # a circle further up: reported where it is met itself


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256(f"{revision.of(*MADE_BY)} {languages.digest(*_LANGUAGE_DATA)}".encode())
    for path in (CITIES, *BUILT_IN):
        total.update(path.read_bytes())
    for path in paths:
        total.update(f"{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()
