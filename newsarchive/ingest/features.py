"""What a line looks like, in numbers: 52 features, made for the whole page at once.

Everything is counted in numpy over the page's characters. Knows no language and no word.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from newsarchive.ingest.characters import (
    ALPHA,
    BULLET,
    CJK,
    CLOSER,
    COMMA,
    DIGIT,
    DIVIDER,
    LEADER,
    LOWER,
    QUOTE,
    SPACE,
    STOP,
    UPPER,
    WORD,
    Characters,
    Flags,
    Floats,
)
from newsarchive.ingest.layout import Line

# Begins with one digit in all its branches: the search then passes over what is none by itself.
_DATE = re.compile(
    r"\d(?:\d?[./-]\d{1,2}[./-]\d{2,4}|月\d+日"
    r"|(?<=\b\d)(?:\d{3}[./-]\d{1,2}[./-]\d{1,2}|\d?:\d{2})\b"
    r"|(?:(?<=\b1)9|(?<=\b2)0)\d\d\b)"
)
_ADDRESS_PARTS = ("http", "www.", "@")
_ADDRESS = re.compile(r"https?:|www\.|@")
_FAR = 6.0  # stands for "there is none", above the logarithm of any real distance

LONG = 100  # characters from which a line's words count as the page's own vocabulary
PROSE = 80  # characters from which a line that ends in a stop is surely a sentence
SHORT = 60

NAMES = (
    "characters", "words", "word length", "sentences", "sentence rate", "ends in stop",
    "ends in leader", "commas", "digits", "capitals", "capitalised words", "letters", "bullet",
    "quotes", "date", "address", "gap before", "gap after", "copies", "cjk", "indent",
    "begins small", "dividers", "has a stop", "ellipsis", "question", "begins with digit",
    "words of the body", "block lines", "block characters", "block sentences", "place in block",
    "place", "place by characters", "lines before", "lines after", "share of longest", "rank",
    "page lines", "page characters", "page sentences", "copies but for numbers", "short",
    "since prose", "until prose", "before all prose", "after all prose", "in dense part",
    "since dense part", "until its end", "prose above", "prose below",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A page as the line model sees it. Not slotted: remembers how many words a line has."""

    tokens: tuple[tuple[str, ...], ...]  # the words of each line, in small letters
    values: Floats  # one row a line, one column a name in NAMES

    @cached_property
    def weights(self) -> Floats:
        """Words a line, as floats."""
        return np.array([len(row) for row in self.tokens], np.float32)


def measure(lines: Sequence[Line]) -> Sheet:
    """The features of all lines of one page."""
    if not lines:
        return Sheet((), np.zeros((0, len(NAMES)), np.float32))
    page = Characters([line.text for line in lines])
    tokens = page.tokens()
    shape = _shape(page, lines)
    columns: dict[str, Floats | float] = {
        **shape,
        **_vocabulary(shape["effective"], tokens),
        **_blocks(shape, lines),
        **_place(shape),
        **_prose(shape),
    }
    values = np.zeros((len(NAMES), len(lines)), np.float32)
    for number, name in enumerate(NAMES):
        values[number] = columns[name]
    return Sheet(tokens, np.ascontiguousarray(values.T))


def _sentence_ends(page: Characters) -> Flags:
    """A stop, closing marks after it allowed, then white space; a CJK stop needs none."""
    bits = np.full(len(page.bits) + 2, SPACE, np.uint16)
    bits[:-2] = page.bits
    after, second = bits[1:-1], bits[2:]
    closed = ((after & CLOSER) > 0) & ((second & (SPACE | CLOSER)) > 0)
    return page.has(STOP) & (((after & SPACE) > 0) | closed | (page.codes >= 0x3000))


def _shape(page: Characters, lines: Sequence[Line]) -> dict[str, Floats]:
    """What each line shows by itself."""
    length = (page.stops - page.starts).astype(np.float32)
    wordly, cjk = page.has(WORD), page.has(CJK)
    starts = wordly & cjk
    starts[0] = wordly[0]
    starts[1:] |= wordly[1:] > wordly[:-1]
    letters, words = page.count(page.has(ALPHA)), page.count(starts)
    effective = length + 1.5 * page.count(cjk)
    hundreds = effective / 100 + 1
    sentences = page.count(_sentence_ends(page))
    first = page.bits[page.starts]
    capitalised = page.count(starts & page.has(UPPER))
    digits = page.count(page.has(DIGIT))
    return {
        "effective": effective,
        "characters": np.log1p(effective),
        "words": np.log1p(words),
        "word length": page.count(wordly) / np.maximum(words, 1),
        "all sentences": sentences,
        "sentences": np.minimum(sentences, 10),
        "sentence rate": sentences / hundreds,
        "ends in stop": _ends_in_stop(page),
        "ends in leader": page.at_end(LEADER).astype(np.float32),
        "commas": page.count(page.has(COMMA)) / hundreds,
        "digits": digits / length,
        "capitals": page.count(page.has(UPPER)) / np.maximum(letters, 1),
        "capitalised words": capitalised / np.maximum(page.count(starts & page.has(ALPHA)), 1),
        "letters": letters / length,
        "bullet": ((first & BULLET) > 0).astype(np.float32),
        "quotes": np.minimum(page.count(page.has(QUOTE)), 3),
        "date": _matches(_DATE, page),
        "address": _addresses(page),
        "copies": np.minimum(_counts(page.texts) - 1, 3),
        "copies but for numbers": np.log1p(np.minimum(_counts(page.without_numbers()) - 1, 20)),
        "cjk": page.count(cjk) / length,
        "indent": np.array([line.indent for line in lines], np.float32),
        "begins small": ((first & LOWER) > 0).astype(np.float32),
        "dividers": np.minimum(page.count(page.has(DIVIDER)), 6) / hundreds,
        "has a stop": (sentences > 0).astype(np.float32),
        "ellipsis": _ellipsis(page),
        "question": (page.count(page.codes == 63) > 0).astype(np.float32),
        "begins with digit": ((first & DIGIT) > 0).astype(np.float32),
    }


def _ends_in_stop(page: Characters) -> Floats:
    """The line ends in a stop, at most two closing marks after it."""
    one, two = page.at_end(CLOSER), page.at_end(CLOSER, 2)
    inner = page.at_end(STOP, 2) | (two & page.at_end(STOP, 3))
    ends: Floats = (page.at_end(STOP) | (one & inner)).astype(np.float32)
    return ends


def _ellipsis(page: Characters) -> Floats:
    last, before = page.codes[page.stops - 1], page.codes[np.maximum(page.stops - 2, 0)]
    dots: Floats = ((last == 0x2026) | ((last == 46) & (before == 46))).astype(np.float32)
    return dots


def _matches(pattern: re.Pattern[str], page: Characters) -> Floats:
    """Which lines hold what `pattern` describes, which is never more than a line."""
    found = np.zeros(len(page.texts), np.float32)
    if at := [match.start() for match in pattern.finditer(page.joined)]:
        found[page.stops.searchsorted(at)] = 1
    return found


def _addresses(page: Characters) -> Floats:
    if not any(part in page.joined for part in _ADDRESS_PARTS):
        return np.zeros(len(page.texts), np.float32)
    return _matches(_ADDRESS, page)


def _counts(texts: Sequence[str]) -> Floats:
    """How often each text stands among all."""
    times = Counter(texts)
    return np.array([times[text] for text in texts], np.float32)


def _vocabulary(effective: Floats, tokens: Sequence[Sequence[str]]) -> dict[str, Floats]:
    """How many of a line's first words stand in the page's long lines."""
    body: set[str] = set()
    for number in np.flatnonzero(effective >= LONG).tolist():
        body.update(tokens[number])
    known = body.__contains__
    share = np.array([bool(row) for row in tokens], np.float32)  # a long line knows its own words
    for number in np.flatnonzero(effective < LONG).tolist():
        row = tokens[number][:40]
        share[number] = sum(map(known, row)) / len(row) if row else 0.0
    return {"words of the body": share}


def _blocks(shape: dict[str, Floats], lines: Sequence[Line]) -> dict[str, Floats]:
    """What surrounds a line between two blank lines."""
    before = np.array([line.gap for line in lines], np.bool_)
    before[0] = True
    starts = np.flatnonzero(before)
    block = np.cumsum(before) - 1
    sizes = np.diff(np.append(starts, len(lines)))
    sentences = np.minimum(np.add.reduceat(shape["all sentences"], starts), 20)
    inside = (np.arange(len(lines)) - starts[block]) / sizes[block]
    return {
        "gap before": before.astype(np.float32),
        "gap after": np.append(before[1:], True).astype(np.float32),
        "block lines": np.log1p(sizes)[block],
        "block characters": np.log1p(np.add.reduceat(shape["effective"], starts))[block],
        "block sentences": sentences[block],
        "place in block": inside.astype(np.float32),
    }


def _place(shape: dict[str, Floats]) -> dict[str, Floats | float]:
    """Where a line stands on the page, and how it compares with the others."""
    effective = shape["effective"]
    count, total = len(effective), float(effective.sum())
    number = np.arange(count, dtype=np.float32)
    rank = np.argsort(np.argsort(-effective, kind="stable"), kind="stable")
    return {
        "place": number / count,
        "place by characters": (np.cumsum(effective) - effective) / total,
        "lines before": np.log1p(number),
        "lines after": np.log1p(count - 1 - number),
        "share of longest": effective / effective.max(),
        "rank": np.log1p(rank).astype(np.float32),
        "page lines": math.log(count + 1),
        "page characters": math.log1p(total),
        "page sentences": float(shape["all sentences"].sum() / count),
        "short": (effective < SHORT).astype(np.float32),
    }


def _prose(shape: dict[str, Floats]) -> dict[str, Floats]:
    """How far it is to the lines that are surely sentences, and to the page's densest part."""
    effective = shape["effective"]
    number = np.arange(len(effective))
    prose = (effective >= PROSE) & (shape["ends in stop"] > 0)
    characters = effective * prose
    above = np.cumsum(characters)
    first, last = densest(effective - SHORT)
    return {
        **_distances(prose, number),
        "prose above": _logs(above - characters),
        "prose below": _logs(characters.sum() - above),
        "in dense part": ((number >= first) & (number <= last)).astype(np.float32),
        "since dense part": _tens(number - first),
        "until its end": _tens(last - number),
    }


def _distances(prose: Flags, number: npt.NDArray[np.int64]) -> dict[str, Floats]:
    names = ("since prose", "until prose", "before all prose", "after all prose")
    at = np.flatnonzero(prose)
    if not len(at):
        return dict.fromkeys(names, np.full(len(prose), _FAR, np.float32))
    before = np.searchsorted(at, number, "left") - 1
    after = np.searchsorted(at, number, "right")
    since = np.where(before >= 0, np.log1p(np.abs(number - at[np.maximum(before, 0)])), _FAR)
    nearest = at[np.minimum(after, len(at) - 1)]
    until = np.where(after < len(at), np.log1p(np.abs(nearest - number)), _FAR)
    sides = (_logs(at[0] - number), _logs(number - at[-1]))
    return dict(
        zip(names, (since.astype(np.float32), until.astype(np.float32), *sides), strict=True)
    )


def _logs(values: npt.NDArray[np.generic]) -> Floats:
    """log(1 + x), nothing below 0."""
    logs: Floats = np.log1p(np.maximum(values.astype(np.float32), 0))
    return logs


def _tens(lines: npt.NDArray[np.int64]) -> Floats:
    """Tens of lines, at most three in either direction."""
    return (np.minimum(np.maximum(lines, -30), 30) / 10).astype(np.float32)


def densest(gains: Floats) -> tuple[int, int]:
    """First and last index of the stretch with the greatest sum."""
    total = np.zeros(len(gains) + 1)
    np.cumsum(gains, out=total[1:])
    lowest = np.minimum.accumulate(total[:-1])
    last = int(np.argmax(total[1:] - lowest))
    return int(np.argmin(total[: last + 1])), last
