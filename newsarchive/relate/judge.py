"""Do two articles tell of the same event? Coefficients: training/related.py.

Much alike is not enough: reports of two fires, or of one fire's two days, are alike too. What tells
them apart is a name in one's headline or opening that the other lacks.
"""

import hashlib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from newsarchive.relate.background import UNKNOWN, background, rarities
from newsarchive.relate.grams import Numbers, counted, numbers
from newsarchive.relate.keys import name_keys
from newsarchive.relate.vectors import found

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
    """What the judge looks at in one article, as bytes of numbers: uint64, ascending, each once."""

    grams: bytes  # runs of 3 and 4 letters of the title and the opening
    weights: bytes  # of each, float64; length 1
    words: bytes  # how all words begin
    title_names: bytes
    lead_names: bytes  # of title and opening, never printed with a small letter
    # names of the title that the body prints too, and all words with a capital, as they compare
    # between scripts: of the title each by both its keys, either of which will do
    title_keys: bytes
    name_keys: bytes


def traits(title: str, body: str, lang: str) -> Traits:
    """The traits of a text in `lang`."""
    read = body[:READ]
    whole = f"{title}. {read}"
    words = _WORD.findall(whole)
    inside = _NAME.findall(whole)
    names = frozenset(_begin(name) for name in inside if name[0].isupper())
    never_small = names - {_begin(word) for word in words if word[0].islower()}
    grams, weights = _weighted(f"{title} {title} {read[:OPENING]}", lang)
    title_keys = _keyed(_WORD.findall(title), lang) & _keyed(_NAME.findall(read), lang)
    return Traits(
        grams=grams.tobytes(),
        weights=weights.tobytes(),
        words=_filed(map(_begin, words)),
        title_names=_filed(names & _begins(title)),
        lead_names=_filed(never_small & _begins(f"{title} {read[:NAMING]}")),
        title_keys=_pairs(title_keys),
        name_keys=_filed(key for keys in _keyed(words, lang) for key in keys),
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
    ours, theirs = _read(one.title_keys), _read(other.title_keys)
    lacking = _unknown(ours, _read(other.name_keys)) + _unknown(theirs, _read(one.name_keys))
    names = (len(ours) + len(theirs)) // 2  # of two keys each
    return min(1.0, max(0.0, likeness - NO_NAME_ACROSS * lacking / max(1, names)) / SURE_ACROSS)


def measures(one: Traits, other: Traits) -> tuple[float, float, float]:
    """Likeness of the openings; share of title names, then of opening names, that the other lacks
    (of the opening's, the share on the worse side).
    """
    words, others = _read(one.words), _read(other.words)
    titles = _read(one.title_names), _read(other.title_names)
    lacking = _missing(titles[0], others) + _missing(titles[1], words)
    leads = (_read(one.lead_names), others), (_read(other.lead_names), words)
    return (
        _product(one, other),
        lacking / max(1, sum(map(len, titles))),
        max(_missing(names, known) / (len(names) + 0.5) for names, known in leads),
    )


def _product(one: Traits, other: Traits) -> float:
    ours, theirs = _read(one.grams), _read(other.grams)
    shared, places = found(ours, theirs)
    weights, others = (np.frombuffer(t.weights, np.float64) for t in (one, other))
    # fsum: the same result whichever article comes first
    return math.fsum((weights[shared] * others[places[shared]]).tolist())


def _weighted(text: str, lang: str) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """The runs of letters in `text`, and the weight of each; together of length 1."""
    runs, counts = counted(text)
    known, rarity = _rarities(lang)
    met, places = found(runs, known)
    rare = np.where(met, rarity[places], UNKNOWN) if len(known) else UNKNOWN
    weights = np.array([1 + math.log(count) for count in counts.tolist()]) * rare
    length = math.sqrt(math.fsum((weights * weights).tolist())) or 1.0
    return runs, weights / length


@cache
def _rarities(lang: str) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """The runs of letters that are common in `lang`, ascending, and how rare each is."""
    known = rarities(f"{lang} grams")
    runs = numbers(tuple(known))
    order = np.argsort(runs)
    return runs[order], np.array(tuple(known.values()), np.float64)[order]


def _missing(names: Numbers, words: Numbers) -> int:
    """How many of `names` are not among `words`."""
    return len(names) - int(np.count_nonzero(found(names, words)[0]))


def _unknown(keys: Numbers, known: Numbers) -> int:
    """How many names, of two keys each, have none among those `known`."""
    either = found(keys, known)[0].reshape(-1, 2).any(axis=1)
    return int(np.count_nonzero(~either))


def _keyed(words: Iterable[str], lang: str) -> frozenset[tuple[str, ...]]:
    """The words with a capital, each by its keys."""
    return frozenset(name_keys(word, lang) for word in words if word[0].isupper())


def _pairs(names: Iterable[tuple[str, ...]]) -> bytes:
    """The keys of names, two for each."""
    pairs = sorted((_number(keys[0]), _number(keys[-1])) for keys in names)
    return np.array(pairs, np.uint64).tobytes()


def _filed(words: Iterable[str]) -> bytes:
    return np.array(sorted(set(map(_number, words))), np.uint64).tobytes()


def _read(filed: bytes) -> Numbers:
    return np.frombuffer(filed, np.uint64)


@lru_cache(1 << 17)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())


def _begins(text: str) -> frozenset[str]:
    return frozenset(map(_begin, _WORD.findall(text)))


@lru_cache(1 << 17)
def _begin(word: str) -> str:
    """The beginning of `word`, which its inflected forms share."""
    plain = word.lower().replace("ё", "е")
    return plain[: max(3, min(6, len(plain) - 2))] if len(plain) > 3 else plain
