"""What happened: the facts of event number n, the same in whatever language it is told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.synthetic.world import Thing, grammar, pick, world

FIRST_DAY = dt.date(2014, 1, 10)
DAYS = 4000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, with everything a report of it can name."""

    id: str
    kind: str  # a table `event.KIND` of the grammars
    a: Thing  # two people
    b: Thing
    city: Thing
    country: Thing
    org: Thing
    role: tuple[str, str]  # Russian, English
    day: dt.date
    numbers: tuple[tuple[str, int], ...]  # what {n}, {k}, {m}, {pct}, {sum} stand for


def event(seed: int, number: int) -> Event:
    """Event `number` of the archive grown from `seed`; always the same one."""
    rng = Random(f"{seed}/event/{number}")
    here = world()
    a, b = _two(here.people, rng)
    return Event(
        id=f"event-{number}",
        kind=rng.choice(sorted(grammar("en")["event"])),
        a=a,
        b=b,
        city=pick(here.cities, rng),
        country=pick(here.countries, rng),
        org=pick(here.organisations, rng),
        role=rng.choice(here.roles),
        day=FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS)),
        numbers=(
            ("k", rng.randrange(2, 10)),
            ("m", rng.randrange(101, 9900)),
            ("n", rng.randrange(11, 99)),
            ("pct", rng.randrange(11, 60)),
            ("sum", rng.randrange(100, 990)),
        ),
    )


class Teller:
    """Fills the slots of a template with the facts of an event, and remembers what it printed."""

    def __init__(self, event: Event, lang: str) -> None:
        self.event = event
        self.lang = lang
        self.printed: dict[str, set[str]] = {}  # entity -> the forms printed

    def slot(self, name: str, form: str, mark: str, argument: str) -> str:
        """What `{name.form}`, `{name?he|she}` or `{name:one/few/many}` stands for."""
        if mark == "?":
            thing = self.event.a if name.lower() == "a" else self.event.b
            return argument.split("|")[thing.female]
        numbers = dict(self.event.numbers)
        if name in numbers:
            return self._number(numbers[name], argument)
        if name == "role":
            word = self.event.role[self.lang == "en"]
            return word.capitalize() if form == "cap" else word
        if name == "day":
            return self._day()
        return self._thing(name, form or "nom")

    def _thing(self, name: str, case: str) -> str:
        e = self.event
        things = {"a": e.a, "b": e.b, "city": e.city, "country": e.country, "org": e.org}
        thing = things["org" if name == "acr" else name.lower()]
        if name == "acr":
            shown = thing.acronyms[self.lang == "en"]
        elif self.lang == "en":
            shown = thing.short_en if name.isupper() else thing.en
        else:
            shown = (thing.short_ru if name.isupper() else thing.ru)[case]
        self.printed.setdefault(thing.id, set()).add(shown)
        return shown

    def _number(self, value: int, argument: str) -> str:
        digits = f"{value:,}" if self.lang == "en" else str(value)
        if not argument:
            return digits
        return f"{digits} {_agreeing(value, argument.split('/'))}"

    def _day(self) -> str:
        month = world().months[self.event.day.month - 1]
        return (
            f"{self.event.day.day} {month[0]}"
            if self.lang == "ru"
            else (f"{month[1]} {self.event.day.day}")
        )


def _agreeing(value: int, forms: Sequence[str]) -> str:
    """The form of a noun that goes with `value`: one/few/many in Russian, one/more in English."""
    if len(forms) == 2:
        return forms[value != 1]
    if value % 10 == 1 and value % 100 != 11:
        return forms[0]
    return forms[1] if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14 else forms[2]


def _two(people: tuple[Thing, ...], rng: Random) -> tuple[Thing, Thing]:
    """Two people whose surnames differ, so that a surname alone means one of them."""
    first = pick(people, rng)
    while (second := pick(people, rng)).short_en[:4] == first.short_en[:4]:
        pass
    return first, second
