"""Cleaning: laws that hold for any page."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.ingest.clean import Cleaned, clean
from newsarchive.ingest.layout import INVISIBLE, iter_lines
from newsarchive.ingest.lines import load
from newsarchive.ingest.tidy import is_tidy

SENTENCE = (
    "The council voted on Tuesday to repair the old bridge, which had been closed since the flood."
)
LINES = st.one_of(
    st.sampled_from(
        [
            "", " ", "Log in", "Share this", "1465", "4 comments", "14.09.2018 20:53", "Reply",
            "The old bridge", "Photo of the bridge. Photo: Anna Ode", "By Anna Ode", "• More",
            "1. Repair the bridge", "12 May 2019", "Читайте также", "Ilham_Aliev",
            "an unfinished line which somebody wrapped by hand at seventy letters", "so. So. So.",
            SENTENCE, SENTENCE + " " + SENTENCE, "The end. The end. And at the end. " + SENTENCE,
        ]
    ),
    st.text(max_size=120),
)  # fmt: skip
PAGES = st.lists(LINES, max_size=30).map("\n".join)


def as_text(cleaned: Cleaned) -> str:
    title = [cleaned.title.text] if cleaned.title else []
    return "\n\n".join(title + [paragraph.text for paragraph in cleaned.paragraphs])


@settings(deadline=None, max_examples=120)
@given(PAGES)
def test_cleaning_what_is_clean_changes_nothing(page: str) -> None:
    once = as_text(clean(page, load()))
    assert as_text(clean(once, load())) == once


@settings(deadline=None, max_examples=120)
@given(PAGES)
def test_kept_and_removed_together_cover_the_page(page: str) -> None:
    cleaned = clean(page, load())
    spans = [span for paragraph in cleaned.paragraphs for span in paragraph.spans]
    spans += [removal.span for removal in cleaned.removals]
    spans += [found.span for found in (cleaned.title, cleaned.caption) if found and found.span]
    spans.sort()
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(page)]
    between = "".join(page[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not INVISIBLE.sub("", between).strip()


@settings(deadline=None, max_examples=120)
@given(PAGES)
def test_spans_quote_what_they_point_at(page: str) -> None:
    cleaned = clean(page, load())
    for paragraph in cleaned.paragraphs:
        pieces = (page[span.start : span.end] for span in paragraph.spans)
        quoted = " ".join(INVISIBLE.sub("", piece).strip() for piece in pieces)
        assert quoted == paragraph.text
    for removal in cleaned.removals:
        assert removal.quote in {None, page[removal.span.start : removal.span.end]}


def test_comments_without_a_heading_are_not_quoted_either() -> None:
    body = "\n\n".join(SENTENCE + f" That was day {n}." for n in range(5))
    thread = "Bob\nI never liked that bridge at all\nReply\nAda\nNor did I\nReply\n"
    cleaned = clean(f"The old bridge reopens\n\n{body}\n\n{thread}", load())
    assert [removal.quote for removal in cleaned.removals] == [None]
    assert cleaned.published.edtf is None


def test_counters_and_a_page_s_own_tags_are_no_paragraphs() -> None:
    body = "\n\n".join(SENTENCE + f" That was day {n}." for n in range(5))
    tag = '<img height="1" width="1" src="https://e.example/p?c=1" />'
    cleaned = clean(f"{tag}\n\nThe old bridge reopens\n\n6,184\n\n75\n\n{body}", load())
    assert [len(paragraph.text) > 20 for paragraph in cleaned.paragraphs] == [True] * 5
    rules = {removal.quote: removal.rule for removal in cleaned.removals}
    assert rules == {tag: "markup left in the text", "6,184\n\n75": "counters"}


def test_a_byline_and_a_date_below_the_title_leave_a_page_tidy() -> None:
    body = "\n\n".join(SENTENCE + f" That was day {n}." for n in range(5))
    page = f"The old bridge reopens\n\nFrom our reporter\n\nEastmouth\n\n{body}"
    assert is_tidy(tuple(iter_lines(page)))
    assert not is_tidy(tuple(iter_lines(page.replace("Eastmouth", "Eastmouth\n\nHome"))))
