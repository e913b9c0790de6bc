"""Pictures made at build time: inline SVG whose marks are links, each with its words.

Only numbers and addresses are worked out here; the drawing itself stands in the templates. The map
of places has a room of its own, worldmap.py.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from newsarchive.publish.addresses import address, month_path, year_path
from newsarchive.publish.edition import Edition
from newsarchive.publish.when import When
from newsarchive.publish.words import Words

MONTHS_SHOWN = 36  # a longer stretch of time is drawn by years
FEWEST = 12  # steps of time in a picture: a single bar would say nothing
WIDEST = 46.0  # of a bar

Target = Callable[[int, int | None], str]  # where a bar of a year, or of its month, leads


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a drawing, in its own units; the foot holds the labels."""

    width: int
    height: int
    foot: int
    labels: int  # at most, below the bars


WIDE, SMALL = Frame(720, 120, 24, labels=12), Frame(360, 96, 20, labels=5)


@dataclass(frozen=True, slots=True)
class Step:
    """One month or year, before it is drawn."""

    label: str  # "September 2018"
    short: str  # "2018-09", for under the bar
    exact: int  # articles dated so
    bound: int  # articles of which it is only a bound
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month or year as drawn; `bound` stands on top of what is exact."""

    label: str
    short: str  # "" where there is no room
    count: int
    address: str
    x: float
    width: float
    exact_y: float
    exact_height: float
    bound_y: float
    bound_height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles over time; only such as have a date or a bound."""

    bars: tuple[Bar, ...]
    frame: Frame

    @property
    def has_bounds(self) -> bool:
        return any(bar.bound_height for bar in self.bars)

    @property
    def most(self) -> Bar:
        """The step with the most articles, the earliest of several."""
        return max(self.bars, key=lambda bar: bar.count)


def timeline(edition: Edition, base: str) -> Timeline | None:
    """The picture of an archive's dates; None where nothing has a date."""

    def target(year: int, month: int | None) -> str:
        return base + address(month_path(year, month) if month else year_path(year))

    dates = [edition.dates[name] for name in edition.dated]
    return picture(edition.words, dates, target)


def picture(
    words: Words, dates: Sequence[When], target: Target, frame: Frame = WIDE
) -> Timeline | None:
    """The picture of `dates`, which come oldest first; None where there are none."""
    if not dates:
        return None
    first, last = _ordinal(dates[0]), _ordinal(dates[-1])
    whole = all(d.month for d in dates)
    steps = _months if whole and last - first < MONTHS_SHOWN else _years
    return _drawn(steps(words, dates, target), frame)


def _ordinal(known: When) -> int:
    """Months since the year 0."""
    return (known.year or 0) * 12 + (known.month or 1) - 1


def _padded(first: int, last: int) -> range:
    """At least FEWEST steps, with what is known in the middle."""
    lack = max(0, FEWEST - (last - first + 1))
    return range(max(0, first - lack // 2), last + 1 + lack - lack // 2)


def _months(words: Words, dates: Sequence[When], target: Target) -> list[Step]:
    exact = Counter(_ordinal(d) for d in dates if d.certainty == "exact")
    bound = Counter(_ordinal(d) for d in dates if d.certainty != "exact")
    steps = []
    for n in _padded(_ordinal(dates[0]), _ordinal(dates[-1])):
        year, month = divmod(n, 12)
        label = words.month(date(year, month + 1, 1))
        short = f"{year}-{month + 1:02d}"
        leads = target(year, month + 1 if exact[n] else None)
        steps.append(Step(label, short, exact[n], bound[n], leads))
    return steps


def _years(_: Words, dates: Sequence[When], target: Target) -> list[Step]:
    exact = Counter(d.year or 0 for d in dates if d.certainty == "exact")
    bound = Counter(d.year or 0 for d in dates if d.certainty != "exact")
    years = _padded(dates[0].year or 0, dates[-1].year or 0)
    return [Step(str(y), str(y), exact[y], bound[y], target(y, None)) for y in years]


def _drawn(steps: Sequence[Step], frame: Frame) -> Timeline:
    most = max(step.exact + step.bound for step in steps)
    bars = (_bar(n, step, len(steps), most, frame) for n, step in enumerate(steps))
    return Timeline(tuple(bars), frame)


def _bar(n: int, step: Step, count: int, most: int, frame: Frame) -> Bar:
    pitch, floor = frame.width / count, float(frame.height - frame.foot)
    room = floor - 8
    width = min(pitch * 0.8, WIDEST)
    exact, bound = room * step.exact / most, room * step.bound / most
    return Bar(
        label=step.label,
        short=step.short if n % -(-count // frame.labels) == 0 else "",
        count=step.exact + step.bound,
        address=step.address,
        x=round(n * pitch + (pitch - width) / 2, 1),
        width=round(width, 1),
        exact_y=round(floor - exact, 1),
        exact_height=round(exact, 1),
        bound_y=round(floor - exact - bound, 1),
        bound_height=round(bound, 1),
    )
