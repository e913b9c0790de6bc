"""Pages with known articles -> examples for the line model: features and labels.

A label is the share of a line's word triples that the article holds. Knows no network.
"""

import argparse
import hashlib
import json
import lzma
import re
import unicodedata
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


def fold(site: str, of: int) -> int:
    """0 to `of` - 1: pages of one domain fall into the same fold."""
    return int(hashlib.md5(f"x{domain(site)}".encode()).hexdigest()[:8], 16) % of  # noqa: S324


def ask_fold(ask: argparse.ArgumentParser) -> None:
    """--fold and --of: the domains that training sets aside, and that are measured then."""
    ask.add_argument("--fold", type=int, help="the domains set aside: the fold of this number, ..")
    ask.add_argument("--of", type=int, default=5, help="of so many")


def learnt_from(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The records of `options.data` outside the fold that is set aside."""
    aside = options.fold
    return [
        one for one in read(options.data) if aside is None or fold(one["site"], options.of) != aside
    ]


def set_aside(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The records of the fold; all, when none is named."""
    aside = options.fold
    return [
        one for one in read(options.data) if aside is None or fold(one["site"], options.of) == aside
    ]


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
    """What the network learns from: labels are pulled to 0 and 1, titles do not count."""
    labels = np.array([row.label for row in rows], np.float32)
    words = np.array([0 if row.title else row.words for row in rows], np.float32)
    sheet = measure([row.line for row in rows])
    return Example(sheet, np.clip((labels - 0.2) / 0.6, 0, 1), words)


def standard(examples: Sequence[Example]) -> tuple[Floats, npt.NDArray[np.float32]]:
    """Mean and deviation of each feature."""
    values = np.vstack([one.sheet.values for one in examples])
    return values.mean(0), values.std(0) + np.float32(1e-3)
