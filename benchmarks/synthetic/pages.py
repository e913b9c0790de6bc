"""A report dressed as a scraped page: menus, counters, the title twice, comments, sidebars."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.synthetic.articles import Report, report
from benchmarks.synthetic.events import Teller
from benchmarks.synthetic.grammar import expand
from benchmarks.synthetic.world import grammar, world

DATED, BOUNDED = 0.5, 0.3  # shares of pages that print their date, and that only comments date
COMMENTED = 0.3  # share of the dated pages that have comments besides
SIDEBARS = 0.5


@dataclass(frozen=True, slots=True)
class Dressed:
    """A page, and what its date ought to come out as."""

    text: str
    edtf: str | None


def dressed(seed: int, told: Report) -> Dressed:
    """The page of one report; furniture is drawn from the report's own number."""
    rng = Random(f"{seed}/page/{told.number}")
    words = grammar(told.lang)["furniture"]
    chance = rng.random()
    printed = chance < DATED
    bounded = DATED <= chance < DATED + BOUNDED
    commented = bounded or (printed and rng.random() < COMMENTED)
    first_comment = told.published + dt.timedelta(days=rng.randrange(3))
    lines = [*rng.choice(words["top"]), "", told.title, ""]
    if rng.random() < 0.4:
        lines += [told.title, ""]
    if printed:
        lines += [_date_line(told, rng), ""]
    lines += _filled(rng.sample(words["counters"], rng.randrange(3)), told, rng)
    lines += [line for paragraph in told.paragraphs for line in ("", paragraph)]
    lines += ["", *rng.sample(words["rights"], rng.randrange(3))]
    if commented:
        lines += _comments(told, first_comment, words, rng)
    if rng.random() < SIDEBARS:
        lines += _sidebar(seed, told, words, rng)
    edtf = told.published.isoformat() if printed else None
    return Dressed("\n".join(lines) + "\n", f"[..{first_comment}]" if bounded else edtf)


def _date_line(told: Report, rng: Random) -> str:
    day, time = told.published, f"{rng.randrange(24):02}:{rng.randrange(60):02}"
    russian, english = world().months[day.month - 1]
    if told.lang == "ru":
        return rng.choice((f"{day.day} {russian} {day.year}, {time}", f"{day:%d.%m.%Y} {time}"))
    return rng.choice(
        (f"{english} {day.day}, {day.year}", f"{day.day} {english} {day.year}, {time}")
    )


def _filled(templates: list[str], told: Report, rng: Random) -> list[str]:
    return [_say(template, told, rng) for template in templates]


def _say(template: str, told: Report, rng: Random) -> str:
    rules = grammar(told.lang)["rules"]
    return expand(template, rules=rules, slot=Teller(told.event, told.lang).slot, rng=rng)


def _comments(told: Report, first: dt.date, words: dict[str, Any], rng: Random) -> list[str]:
    count = rng.randrange(2, 5)
    lines = ["", words["comments"].format(count=count)]
    day = first
    for i in range(1, count + 1):
        remark = rng.choice(grammar(told.lang)["rules"]["comment"])
        stamp = f"{day:%d.%m.%Y} {8 + i:02}:{rng.randrange(60):02}"
        lines += [words["comment_head"].format(i=i), rng.choice(words["nicks"]), stamp]
        lines += [_say(remark, told, rng), f"+{rng.randrange(9)}", words["report"]]
        day += dt.timedelta(days=rng.randrange(2))
    return [*lines, words["form"]]


def _sidebar(seed: int, told: Report, words: dict[str, Any], rng: Random) -> list[str]:
    """Headlines of other articles, with the time and the number of comments above each."""
    lines = ["", rng.choice(words["sidebar"])]
    others = {rng.randrange(max(told.number, 50)) for _ in range(rng.randrange(4, 12))}
    for number in sorted(others - {told.number}):
        other = report(seed, number)
        if other.lang == told.lang and other.event.id != told.event.id:
            stamp = f"{rng.randrange(1, 28):02}.{rng.randrange(1, 13):02} {rng.randrange(24):02}:0"
            lines += [f"  • {stamp}{rng.randrange(10)}", f"  • {rng.randrange(300)}", other.title]
    return lines
