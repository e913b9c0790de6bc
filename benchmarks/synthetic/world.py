"""The invented world: people, cities, organisations with all their forms. Nobody in it exists."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import pymorphy3

HERE = Path(__file__).parent
LANGUAGES = ("ru", "en")
CASES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
MODEL_WOMAN = {"ов": "ова", "ин": "ина", "ский": "ская", "енко": "енко"}

# Latin letters for the letters of a name; "_" prints nothing
_SOUNDS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _SOUNDS.split(), strict=True))

Forms = Mapping[str, str]  # case -> form


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, place or organisation of the invented world, in both languages."""

    id: str  # "people/alexei-talmov"
    kind: Literal["person", "place", "organisation"]
    ru: Forms  # full name in each case
    en: str
    short_ru: Forms  # surname alone; the full name where there is no shorter one
    short_en: str
    acronyms: tuple[str, str] = ("", "")  # Russian, English
    female: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """Everything an event can be about."""

    people: tuple[Thing, ...]
    cities: tuple[Thing, ...]
    countries: tuple[Thing, ...]
    organisations: tuple[Thing, ...]
    roles: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str], ...]


def pick(things: tuple[Thing, ...], rng: Random) -> Thing:
    """One of them; the first are in the news far more often than the last."""
    return things[int(len(things) * rng.random() ** 2.2)]


@cache
def grammar(lang: str) -> dict[str, Any]:
    """The tables of `lang`.toml."""
    return tomllib.loads((HERE / f"{lang}.toml").read_text("utf-8"))


@cache
def world() -> World:
    """The world; always the same one."""
    table = tomllib.loads((HERE / "world.toml").read_text("utf-8"))
    return World(
        people=_people(table),
        cities=_cities(table),
        countries=tuple(_place(ru, en, _inflected(ru, "Geox")) for ru, en in table["countries"]),
        organisations=_organisations(table),
        roles=tuple((ru, en) for ru, en in table["roles"]),
        months=tuple((ru, en) for ru, en in table["months"]),
    )


def latin(text: str) -> str:
    """`text` in Latin letters, as English-language press would spell it."""
    letters = "".join(LATIN.get(letter, letter) for letter in text.lower()).replace("_", "")
    return letters[:1].upper() + letters[1:]


def slug(text: str) -> str:
    return "-".join(text.lower().split())


def _people(table: dict[str, Any]) -> tuple[Thing, ...]:
    rng = Random("people")
    surnames = [
        (stem, ending, model)
        for stem in table["surname_stems"]
        for ending, model in table["surname_endings"]
    ]
    made = [
        _person(given, surname, female=sex == "women")
        for surname in surnames
        for sex in ("men", "women")
        for given in rng.sample(table[sex], 2)  # so that a surname alone does not say who
    ]
    rng.shuffle(made)
    return tuple(made)


def _person(given: tuple[str, str], surname: tuple[str, str, str], *, female: bool) -> Thing:
    stem, ending, model = surname
    model_word = model.removesuffix(ending) + MODEL_WOMAN[ending] if female else model
    forms = _like(stem, model.removesuffix(ending), model_word, "femn" if female else "masc")
    given_forms = _inflected(given[0], "Name")
    english = latin(forms["nom"]).replace("iy", "y")
    full = {case: f"{given_forms[case]} {forms[case]}" for case in CASES}
    name = f"{given[1]} {english}"
    return Thing(f"people/{slug(name)}", "person", full, name, forms, english, female=female)


def _cities(table: dict[str, Any]) -> tuple[Thing, ...]:
    rng = Random("cities")
    made = []
    for stem in table["city_stems"]:
        for ending, model in table["city_endings"]:
            forms = _like(stem, model.removesuffix(ending), model, "masc")
            made.append(_place(forms["nom"], latin(forms["nom"]), forms))
    rng.shuffle(made)
    return tuple(made)


def _place(russian: str, english: str, forms: Forms) -> Thing:
    assert forms["nom"] == russian
    return Thing(f"places/{slug(english)}", "place", forms, english, forms, english)


def _organisations(table: dict[str, Any]) -> tuple[Thing, ...]:
    rng = Random("organisations")
    made = [
        _organisation(adjective, head, tail)
        for adjective in table["org_adjectives"]
        for head in table["org_heads"]
        for tail in table["org_tails"]
    ]
    rng.shuffle(made)
    taken: set[str] = set()
    unique = []
    for thing in made:  # an acronym belongs to one organisation
        if not taken & set(thing.acronyms):
            taken.update(thing.acronyms)
            unique.append(thing)
    return tuple(unique)


def _organisation(
    adjective: tuple[str, str], head: tuple[str, str], tail: tuple[str, str]
) -> Thing:
    adjectives, heads = _inflected(adjective[0], "ADJF", "PRTF"), _inflected(head[0], "NOUN")
    forms = {case: f"{adjectives[case].capitalize()} {heads[case]} {tail[0]}" for case in CASES}
    english = f"{adjective[1]} {head[1]} for {tail[1]}"
    acronyms = (_acronym(forms["nom"]), _acronym(english.replace(" for ", " ")))
    thing_id = f"organisations/{slug(english)}"
    return Thing(thing_id, "organisation", forms, english, forms, english, acronyms)


def _acronym(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()


@cache
def _morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@cache
def _inflected(word: str, *grammemes: str) -> Forms:
    """`word` (a dictionary form) in every case; capitals as they were."""
    parses = (p for p in _morph().parse(word) if {"nomn", "sing"} <= p.tag.grammemes)
    parse = next(p for p in parses if p.tag.grammemes & set(grammemes))
    # an adjective must be told that what it describes is no living thing: Северный, not Северного
    lifeless = set() if "NOUN" in parse.tag.grammemes else {"inan"}
    forms = {
        name: parse.inflect({case} | (lifeless if case == "accs" else set())).word
        for name, case in CASES.items()
    }
    if word[0].isupper():
        return {case: form.capitalize() for case, form in forms.items()}
    return forms


def _like(stem: str, model_stem: str, model: str, gender: str) -> Forms:
    """`stem` with the endings that `model` takes, so that made-up names decline as real ones."""
    parses = _morph().parse(model)
    parse = next(p for p in parses if {"nomn", "sing"} <= p.tag.grammemes and _fits(p, gender))
    return {
        name: stem + parse.inflect({case}).word.removeprefix(model_stem.lower())
        for name, case in CASES.items()
    }


def _fits(parse: Any, gender: str) -> bool:
    grammemes = parse.tag.grammemes
    return bool({"Surn", "Geox"} & grammemes) and bool({gender, "ms-f"} & grammemes)
