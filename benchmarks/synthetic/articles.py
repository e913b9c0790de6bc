"""Article number n: which event it tells, in which language, its title, paragraphs and date."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.synthetic.events import Event, Teller, event
from benchmarks.synthetic.grammar import expand
from benchmarks.synthetic.world import Thing, grammar

BLOCK = 10  # articles laid out together, so that number n never depends on how many there are
# how the articles of a block share events
SHARES = (
    (1, 1, 1, 1, 1, 1, 1, 3),
    (1, 1, 1, 1, 1, 1, 2, 2),
    (1, 1, 1, 1, 2, 4),
    (1, 1, 1, 1, 1, 5),
    (1, 1, 2, 3, 3),
)
RUSSIAN = 0.6  # share of articles in Russian
REPRINTS = 0.3  # share of later articles of an event that copy the first in their language


@dataclass(frozen=True, slots=True)
class Report:
    """One article as it ought to come out of cleaning, with everything known of it."""

    number: int
    lang: str
    event: Event
    title: str
    paragraphs: tuple[str, ...]
    published: dt.date
    forms: tuple[tuple[str, tuple[str, ...]], ...]  # entity id -> forms printed, sorted
    reprint_of: int | None  # number of the article it copies


@dataclass(frozen=True, slots=True)
class Place:
    """What the layout of a block decides about one article."""

    event: int
    lang: str
    reprint_of: int | None


def report(seed: int, number: int) -> Report:
    """Article `number` of the archive grown from `seed`."""
    place = _layout(seed, number // BLOCK)[number % BLOCK]
    if place.reprint_of is not None:
        return _reprinted(seed, number, report(seed, place.reprint_of))
    rng = Random(f"{seed}/article/{number}")
    told = event(seed, place.event)
    teller = Teller(told, place.lang)
    title, paragraphs = _text(teller, rng)
    return Report(
        number=number,
        lang=place.lang,
        event=told,
        title=title,
        paragraphs=paragraphs,
        published=told.day + dt.timedelta(days=rng.randrange(3)),
        forms=_forms(teller.printed, (title, *paragraphs)),
        reprint_of=None,
    )


def retold(seed: int, told: Report, lang: str) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of a telling of the same event in `lang`, as a translation might be."""
    return _text(Teller(told.event, lang), Random(f"{seed}/retold/{told.number}"))


def things(report: Report) -> tuple[Thing, ...]:
    """The people, places and organisations that the article names."""
    told = report.event
    named = {name for name, _ in report.forms}
    return tuple(
        thing for thing in (told.a, told.b, told.city, told.country, told.org) if thing.id in named
    )


def _layout(seed: int, block: int) -> tuple[Place, ...]:
    rng = Random(f"{seed}/block/{block}")
    places: list[Place] = []
    for share, size in enumerate(rng.choice(SHARES)):
        first: dict[str, int] = {}  # language -> number of the first report in it
        for _ in range(size):
            number = block * BLOCK + len(places)
            lang = "ru" if rng.random() < RUSSIAN else "en"
            copied = first.get(lang) if rng.random() < REPRINTS else None
            first.setdefault(lang, number)
            places.append(Place(block * BLOCK + share, lang, copied))
    return tuple(places)


def _text(teller: Teller, rng: Random) -> tuple[str, tuple[str, ...]]:
    tables = grammar(teller.lang)
    rules, kind = tables["rules"], tables["event"][teller.event.kind]

    def say(template: str) -> str:
        return expand(template, rules=rules, slot=teller.slot, rng=rng)

    body = [*kind["body"], *rng.sample(rules["generic"], rng.randrange(3, 12))]
    if rng.random() < 0.6:
        body.append(rng.choice(rules["founded"]))
    rng.shuffle(body)
    sentences = [rng.choice(kind["lead"]), rng.choice(rules["introduce"]), *body]
    title = say(rng.choice(kind["title"]))
    return title, _paragraphs([say(template) for template in sentences], rng)


def _forms(
    printed: Mapping[str, set[str]], texts: Sequence[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The forms of each entity that stand in what was kept; a choice may have dropped some."""
    whole = "\n".join(texts)
    found = {
        name: sorted(form for form in forms if form in whole) for name, forms in printed.items()
    }
    return tuple((name, tuple(forms)) for name, forms in sorted(found.items()) if forms)


def _paragraphs(sentences: list[str], rng: Random) -> tuple[str, ...]:
    paragraphs = []
    while sentences:
        taken = rng.choice((1, 1, 2, 2, 3))
        paragraphs.append(" ".join(sentences[:taken]))
        sentences = sentences[taken:]
    return tuple(paragraphs)


def _reprinted(seed: int, number: int, first: Report) -> Report:
    """The same article in another paper: a day or two later, lightly cut, another headline."""
    rng = Random(f"{seed}/article/{number}")
    teller = Teller(first.event, first.lang)
    tables = grammar(first.lang)
    template = rng.choice(tables["event"][first.event.kind]["title"])
    kept = list(first.paragraphs)
    if len(kept) > 4:
        del kept[rng.randrange(2, len(kept))]
    title = expand(template, rules=tables["rules"], slot=teller.slot, rng=rng)
    printed = {name: teller.printed.get(name, set()) | set(forms) for name, forms in first.forms}
    return replace(
        first,
        number=number,
        title=title,
        paragraphs=tuple(kept),
        forms=_forms(printed, (title, *kept)),
        published=first.published + dt.timedelta(days=rng.randrange(3)),
        reprint_of=first.number,
    )
