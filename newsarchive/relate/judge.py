"""Do two articles tell of the same event? Coefficients: training/related.py.

Much alike is not enough: reports of two fires, or of one fire's two days, are alike too. What tells
them apart is a name in one's headline or opening that the other lacks.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsarchive.relate.background import UNKNOWN, background, rarities
from newsarchive.relate.keys import name_keys

OPENING = 400  # characters of the body whose likeness counts: the news stands first
NAMING = 300  # characters of the body whose names must not be missing in the other article
# Of 77 English articles, the likeness to the nearest of 400 Russian ones on something else was .20
# at most, to a translation of their other half .25 in the median.
SURE_ACROSS, NO_NAME_ACROSS = 0.54, 0.12
READ = 4000  # characters that are read at all
_WORD = re.compile(r"\w[\w-]*")
_NAME = re.compile(r"(?<![.!?…:]\s)(?<![.!?…:]\s[«\"“„])(?<!^)(?<!\n)\b([^\W\d_a-z][\w-]+)")


@dataclass(frozen=True, slots=True)
class Traits:
    """What the judge looks at in one article."""

    grams: Mapping[str, float]  # runs of 3 and 4 letters, weighted; length 1
    words: frozenset[str]  # how all words begin
    title_names: frozenset[str]
    lead_names: frozenset[str]  # of title and opening, never printed with a small letter
    # names of the title that the body prints too, and all words with a capital, as they compare
    # between scripts: of the title each by all its keys, any of which will do
    title_keys: frozenset[tuple[str, ...]]
    name_keys: frozenset[str]


def traits(title: str, body: str, lang: str) -> Traits:
    """The traits of a text in `lang`."""
    read = body[:READ]
    whole = f"{title}. {read}"
    words = _WORD.findall(whole)
    names = frozenset(_begin(name) for name in _NAME.findall(whole) if name[0].isupper())
    never_small = names - {_begin(word) for word in words if word[0].islower()}
    return Traits(
        grams=_weighted(gram_counts(f"{title} {title} {read[:OPENING]}"), lang),
        words=frozenset(map(_begin, words)),
        title_names=names & _begins(title),
        lead_names=never_small & _begins(f"{title} {read[:NAMING]}"),
        title_keys=_keyed(_WORD.findall(title), lang) & _keyed(_NAME.findall(read), lang),
        name_keys=frozenset(key for keys in _keyed(words, lang) for key in keys),
    )


def same_event(one: Traits, other: Traits) -> float:
    """Probability that both tell of one event; order does not matter."""
    learnt = background().judge
    likeness, title_clash, lead_clash = measures(one, other)
    total = (
        learnt.bias
        + learnt.likeness * likeness
        + learnt.title_clash * title_clash
        + learnt.lead_clash * lead_clash
    )
    return 1 / (1 + math.exp(-total))


def same_event_across(one: Traits, other: Traits, likeness: float) -> float:
    """How surely both tell of one event, 0..1, in two languages; `likeness` of their shared keys.

    Half sure at a likeness of .27, or of .39 where no name of the titles stands in the other.
    """
    names = len(one.title_keys) + len(other.title_keys)
    lacking = _unknown(one.title_keys, other.name_keys) + _unknown(other.title_keys, one.name_keys)
    return min(1.0, max(0.0, likeness - NO_NAME_ACROSS * lacking / max(1, names)) / SURE_ACROSS)


def measures(one: Traits, other: Traits) -> tuple[float, float, float]:
    """Likeness of the openings; share of title names, then of opening names, that the other lacks
    (of the opening's, the share on the worse side).
    """
    title_names = len(one.title_names) + len(other.title_names)
    lacking = len(one.title_names - other.words) + len(other.title_names - one.words)
    return (
        _product(one.grams, other.grams),
        lacking / max(1, title_names),
        max(_lacking(one.lead_names, other.words), _lacking(other.lead_names, one.words)),
    )


def gram_counts(text: str) -> Counter[str]:
    """Runs of 3 and 4 letters of `text` and how often each stands in it."""
    return Counter(_grams(text))


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    fewer, more = sorted((one, other), key=len)
    # fsum: the same result whichever article comes first
    return math.fsum(weight * more[gram] for gram, weight in fewer.items() if gram in more)


def _lacking(names: frozenset[str], words: frozenset[str]) -> float:
    return len(names - words) / (len(names) + 0.5) if names else 0.0


def _weighted(counts: Counter[str], lang: str) -> dict[str, float]:
    rarity = rarities(f"{lang} grams")
    weights = {
        gram: (1 + math.log(count)) * rarity.get(gram, UNKNOWN) for gram, count in counts.items()
    }
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}


def _grams(text: str) -> Iterable[str]:
    """Runs of 3 and 4 letters, the edges of a word counted as one."""
    for word in re.findall(r"\w+", text.lower()):
        edged = f"_{word}_"
        for size in (3, 4):
            yield from (edged[i : i + size] for i in range(max(1, len(edged) - size + 1)))


def _unknown(names: Iterable[tuple[str, ...]], known: frozenset[str]) -> int:
    """How many of `names` have no key among those `known`."""
    return sum(known.isdisjoint(keys) for keys in names)


def _keyed(words: Iterable[str], lang: str) -> frozenset[tuple[str, ...]]:
    """The words with a capital, each by its keys."""
    return frozenset(name_keys(word, lang) for word in words if word[0].isupper())


def _begins(text: str) -> frozenset[str]:
    return frozenset(map(_begin, _WORD.findall(text)))


def _begin(word: str) -> str:
    """The beginning of `word`, which its inflected forms share."""
    plain = word.lower().replace("ё", "е")
    return plain[: max(3, min(6, len(plain) - 2))] if len(plain) > 3 else plain
