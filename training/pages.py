"""Pages with known articles -> examples for the line model: features, labels, spliced copies.

A label is the share of a line's word triples that the article holds. Knows no network.
"""

import dataclasses
import hashlib
import json
import lzma
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive.ingest.characters import Floats
from newsarchive.ingest.features import Sheet, measure
from newsarchive.ingest.layout import Line, iter_lines

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_]+")
_TITLE_CUT = re.compile(r"\s[|\-–—»:·]\s")
_SITE_CUT = re.compile(r"\s[|\-–—»:·]\s|\s*[|»·]\s*")
_SHARED_ENDINGS = {"co", "com", "org", "ac", "gov"}
LEAST_LINES = 5  # of a page worth splicing
BODY = 0.5  # label from which a line is the article's
_BULLETS = "•* "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page and what is known of it."""

    line: Line
    label: float  # 0..1: how much of it the article holds
    words: int  # as scored
    title: bool  # it is the stated title, which articles may or may not repeat


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the data, labelled."""

    site: str
    lang: str
    variant: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A page as the network sees it."""

    sheet: Sheet
    labels: Floats
    words: Floats  # 0 for lines that are not to count
    weights: Floats


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of one JSON object a line, packed or not."""
    with path.open("rb") as raw, lzma.open(raw) if path.suffix == ".xz" else raw as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def domain(site: str) -> str:
    """The registrable domain of a host name."""
    parts = site.split(".")
    size = 3 if len(parts) > 2 and parts[-2] in _SHARED_ENDINGS else 2
    return ".".join(parts[-size:])


def half(site: str) -> int:
    """0 or 1: pages of one domain fall into the same half."""
    return int(hashlib.md5(f"x{domain(site)}".encode()).hexdigest()[:8], 16) % 2  # noqa: S324


def tokens(text: str) -> list[str]:
    """The words that scores count."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def labelled(record: dict[str, Any]) -> Page:
    """`record`: {id, site, lang, variant, text, gold, html_title, og_title}."""
    gold = tokens(record["gold"])
    triples = set(zip(gold, gold[1:], gold[2:], strict=False))
    whole = {tuple(tokens(line)) for line in record["gold"].split("\n")}
    titles = stated_titles(record)
    rows = []
    for line in iter_lines(record["text"]):
        said = tokens(line.text)
        rows.append(Row(line, _label(said, triples, whole), len(said), tuple(said) in titles))
    return Page(record["site"], record["lang"], record["variant"], tuple(rows))


def stated_titles(record: dict[str, Any]) -> set[tuple[str, ...]]:
    """The titles that the page's own markup states, whole and without the site's name."""
    stated = [record.get(name) or "" for name in ("html_title", "og_title")]
    parts = [part for title in stated for part in (title, *_TITLE_CUT.split(title))]
    return {tuple(tokens(part)) for part in parts} - {()}


def whole_titles(record: dict[str, Any]) -> set[tuple[str, ...]]:
    """What counts as the right title: a stated one whole, or without the site's name."""
    found: set[tuple[str, ...]] = set()
    for title in (record.get("html_title") or "", record.get("og_title") or ""):
        whole = tuple(tokens(title))
        parts = [tuple(tokens(part)) for part in _SITE_CUT.split(title)]
        long = [part for part in parts if len(part) >= max(3, 0.4 * len(whole))]
        found |= {whole} if len(whole) >= 2 else set()
        found |= {max(long, key=len)} if long else set()
    return found


def _label(
    said: Sequence[str], triples: set[tuple[str, str, str]], whole: set[tuple[str, ...]]
) -> float:
    if len(said) < 3:
        return float(bool(said) and tuple(said) in whole)
    found = [triple in triples for triple in zip(said, said[1:], said[2:], strict=False)]
    return sum(found) / len(found)


def example(rows: Sequence[Row]) -> Example:
    """What the network learns from: short labels are pulled to 0 and 1, titles do not count."""
    labels = np.array([row.label for row in rows], np.float32)
    words = np.array([0 if row.title else row.words for row in rows], np.float32)
    sheet = measure([row.line for row in rows])
    return Example(sheet, np.clip((labels - 0.2) / 0.6, 0, 1), words, np.sqrt(words))


def spliced(pages: Sequence[Page], chance: random.Random) -> Iterator[tuple[Row, ...]]:
    """Copies of `pages` with heads and tails of others of the same language and kind, blank lines
    and bullets lost, and some with nothing but the article left.
    """
    alike: defaultdict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in pages:
        alike[page.lang, page.variant].append(page)
    for page in pages:
        if len(page.rows) >= LEAST_LINES and _body(page.rows):
            other = chance.choice(alike[page.lang, page.variant])
            yield _spliced(page.rows, other.rows, chance)


def _body(rows: Sequence[Row]) -> tuple[int, int] | None:
    """First and last line of the article."""
    at = [i for i, row in enumerate(rows) if row.label >= BODY]
    return (at[0], at[-1]) if at else None


def _spliced(rows: Sequence[Row], other: Sequence[Row], chance: random.Random) -> tuple[Row, ...]:
    first, last = _body(rows) or (0, len(rows) - 1)
    head, body, tail = rows[:first], rows[first : last + 1], rows[last + 1 :]
    theirs = _body(other)
    their_head, their_tail = (other[: theirs[0]], other[theirs[1] + 1 :]) if theirs else ((), ())
    dice = chance.random()
    if dice < 0.35:
        head = (*their_head[:-1], *head[-chance.randint(1, 6) :])
    elif dice < 0.5:
        head = head[-chance.randint(1, 12) :]
    dice = chance.random()
    if dice < 0.35:
        tail = (*tail[: chance.randint(1, 6)], *their_tail)
    elif dice < 0.5:
        tail = tail[: chance.randint(1, 12)]
    if chance.random() < 0.06:  # what is clean stays clean
        return tuple(_gapped(row, gap=True) for row in body if row.label >= BODY)
    return tuple(_roughened((*head, *body, *tail), chance))


def _roughened(rows: Sequence[Row], chance: random.Random) -> Iterator[Row]:
    """Blank lines and bullets come and go with the tool that saved a page."""
    dice, no_bullets = chance.random(), chance.random() < 0.12
    for row in rows:
        changed = row
        if dice < 0.2:
            changed = _gapped(changed, gap=dice >= 0.12)
        bare = row.line.text.lstrip(_BULLETS)
        if no_bullets and bare:
            line = dataclasses.replace(changed.line, text=bare, indent=0)
            changed = dataclasses.replace(changed, line=line)
        yield changed


def _gapped(row: Row, *, gap: bool) -> Row:
    return dataclasses.replace(row, line=dataclasses.replace(row.line, gap=gap))


def standard(examples: Sequence[Example]) -> tuple[Floats, npt.NDArray[np.float32]]:
    """Mean and deviation of each feature."""
    values = np.vstack([one.sheet.values for one in examples])
    return values.mean(0), values.std(0) + np.float32(1e-3)
