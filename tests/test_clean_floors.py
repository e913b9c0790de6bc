"""Quality has floors: whole pages of our own making, whose articles are known, in four languages
(`golden/pages/`: a page and its article).

May be raised freely. The figures on real pages are in benchmarks/RESULTS.md.
"""

import time
from collections import Counter
from pathlib import Path

import pytest

from newsarchive.errors import ReadError
from newsarchive.ingest.clean import clean
from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.lines import load
from newsarchive.ingest.making import make_article
from newsarchive.model import Editorial, Origin, Seed, Stated

FLOOR = 0.97  # F1 of words; all four stood at 1.0 on 2026-11-22

SECONDS = 4  # a megabyte: half a second on an idle machine, but those that test are busy

PAGES = sorted((Path(__file__).parent / "golden" / "pages").iterdir())
SENTENCE = "The council voted on Tuesday to repair the bridge, closed since the flood. "


def words(text: str) -> Counter[str]:
    return Counter(text.lower().split())


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_articles_are_found_in_whole_pages(folder: Path) -> None:
    title, _, body = (folder / "article.txt").read_text("utf-8").partition("\n\n")
    cleaned = clean((folder / "page.txt").read_text("utf-8"), load())
    found = words("\n".join(paragraph.text for paragraph in cleaned.paragraphs))
    gold = words(body)
    assert 2 * (found & gold).total() / (found.total() + gold.total()) >= FLOOR
    assert cleaned.title is not None
    assert cleaned.title.text == title


@pytest.mark.parametrize(
    "page",
    [
        "word " * 200_000,
        SENTENCE * 13_000,
        "ab. " * 250_000,
        "\n" * 1_000_000,
        ('"' * 50 + "\n") * 20_000,
        "\u202e\u2066" * 100_000 + SENTENCE,
    ],
    ids=["one line", "sentences", "repeats", "blank", "quotes", "bidi"],
)
def test_a_megabyte_takes_bounded_time(page: str) -> None:
    load()
    began = time.thread_time()
    clean(page, load())
    assert time.thread_time() - began < SECONDS


def test_a_million_lines_are_refused_with_a_reason() -> None:
    origin = Origin("a.txt", "", 2_000_000, "utf-8", "valid UTF-8", "text")
    with pytest.raises(ReadError, match="split it"):
        make_article(Seed(origin, "a\n" * 1_000_000), Stated(), Editorial())


def test_right_to_left_overrides_leave_no_trace() -> None:
    line = next(iter(iter_lines("The \u202eold\u202c bridge\u200b")))
    assert line.text == "The old bridge"
