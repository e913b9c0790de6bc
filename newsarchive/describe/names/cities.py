"""The larger cities of the world, from GeoNames: built in, with coordinates and names.

Data: GeoNames (https://www.geonames.org/), CC BY 4.0, distilled by training/places.py.
"""

from functools import cache
from pathlib import Path

from newsarchive.describe.names.countries import countries
from newsarchive.describe.names.entry import Entry
from newsarchive.model import Entity, EntityId

DATA = Path(__file__).parent / "cities.tsv"


@cache
def cities() -> tuple[Entry, ...]:
    """An entry a city, in the order of the table."""
    lines = DATA.read_text("utf-8").splitlines()
    country = {
        value: entry.entity.id for entry in countries() for _, value, _ in entry.entity.identifiers
    }
    return tuple(_entry(line.split("\t"), country) for line in lines if line[:1] != "#")


def _entry(row: list[str], country: dict[str, EntityId]) -> Entry:
    slug, number, name, russian, cyrillic, code, latitude, longitude, _ = row
    names = (("en", name), ("ru", russian)) if russian else (("en", name),)
    entity = Entity(
        id=EntityId("places/" + slug),
        kind="place",
        names=names,
        variants=(("und", cyrillic),) if cyrillic else (),
        broader=country.get(code),
        coordinates=(float(latitude), float(longitude)),
        identifiers=(("GeoNames", number, "GeoNames"),),
        rule="GeoNames",
    )
    return Entry(entity, place=f"GeoNames {number}", forms=(*entity.names, *entity.variants))
