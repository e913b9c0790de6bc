"""One entry as it is written in a file -> Entry. Knows nothing of other entries."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsarchive.describe.names import files
from newsarchive.describe.names.entry import Entry, Said
from newsarchive.errors import ConfigError
from newsarchive.model import KIND_FOLDERS, Entity, EntityId, Kind

_KINDS: Mapping[str, Kind] = {folder: kind for kind, folder in KIND_FOLDERS.items()}  # type: ignore[misc]


def entry(placed: files.Placed, path: Path) -> Entry:
    """What one entry of the file at `path` says.

    Raises ConfigError where its id does not belong into that file.
    """
    raw = placed.raw
    key = EntityId(raw["id"])
    kind = _KINDS[path.stem]
    if not key.startswith(path.stem + "/"):
        raise ConfigError(
            f"{path}:{placed.place('id').rpartition(':')[2]}: id: {key!r} does not belong in this "
            f"file; move the entry to {key.partition('/')[0]}.yml or let its id begin with "
            f"'{path.stem}/'"
        )
    entity = _entity(raw, key, kind)
    acronyms = _many(raw.get("acronyms"))
    return Entry(
        entity,
        place=placed.place("id"),
        forms=() if kind == "topic" else _forms(entity, raw),
        surnames=_surnames(raw, entity) if kind == "person" else (),
        office=_many(raw.get("office")),
        country=tuple(EntityId(one) for one in raw.get("country", ())),
        beside=tuple(EntityId(one) for one in raw.get("beside", ())),
        alone=raw.get("alone", False),
        never=tuple(EntityId(one) for one in raw.get("not", ())),
        was=tuple(EntityId(one) for one in raw.get("was", ())),
        blocked=raw.get("blocked", False),
        terms=tuple(sorted({*_many(raw.get("terms")), *acronyms})) if kind == "topic" else (),
    )


def _entity(raw: Mapping[str, Any], key: EntityId, kind: Kind) -> Entity:
    coordinates = raw.get("coordinates")
    return Entity(
        id=key,
        kind=kind,
        names=tuple(sorted(raw["name"].items())),
        variants=tuple(sorted({*_many(raw.get("variants")), *_many(raw.get("acronyms"))})),
        description=tuple(sorted(raw.get("description", {}).items())),
        broader=EntityId(raw["broader"]) if "broader" in raw else None,
        coordinates=(coordinates[0], coordinates[1]) if coordinates else None,
        identifiers=tuple(
            (one["scheme"], one["value"], one["source"]) for one in raw.get("identifiers", ())
        ),
    )


def _forms(entity: Entity, raw: Mapping[str, Any]) -> Said:
    """Names that are enough by themselves: a person's name of one word is not."""
    said = {*entity.names, *entity.variants}
    if entity.kind == "person" and "surname" not in raw:
        said = {(lang, form) for lang, form in said if " " in form}
    return tuple(sorted(said))


def _surnames(raw: Mapping[str, Any], entity: Entity) -> Said:
    if "surname" in raw:
        return _many(raw["surname"])
    said = {*entity.names, *entity.variants}
    return tuple(sorted({(lang, form.split()[-1]) for lang, form in said}))


def _many(raw: Mapping[str, list[str]] | None) -> Said:
    return tuple(sorted((lang, form) for lang, forms in (raw or {}).items() for form in forms))
