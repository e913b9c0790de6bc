"""Which articles are indexed together: everything once, and little of it again."""

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model import ArticleId
from newsarchive.publish.search.segments import (
    FULL,
    RECENT,
    Plan,
    Segment,
    is_live,
    plan,
    stale_rows,
)


def articles(count: int, *, start: int = 0, digest: str = "a") -> dict[ArticleId, str]:
    return {ArticleId(f"{n:06}"): digest for n in range(start, start + count)}


def live(planned: Plan, wanted: dict[ArticleId, str]) -> list[ArticleId]:
    rows = [row for segment in planned.segments for row in segment.rows]
    return [article for article, digest in rows if is_live((article, digest), wanted)]


def test_a_first_build_fills_segments() -> None:
    planned = plan([], articles(FULL + 10))
    assert [len(segment.rows) for segment in planned.made] == [FULL, 10]


def test_nothing_new_makes_nothing() -> None:
    first = plan([], articles(500))
    assert plan(first.segments, articles(500)) == Plan(first.segments, ())


def test_a_new_article_is_indexed_with_the_recent_ones_alone() -> None:
    first = plan([], articles(FULL + 30))
    again = plan(first.segments, articles(FULL + 31))
    assert [len(segment.rows) for segment in again.made] == [31]
    assert again.kept == first.segments[:1]


def test_an_edited_article_is_stale_where_it_stood() -> None:
    first = plan([], articles(FULL))
    wanted = articles(FULL) | {ArticleId("000007"): "b"}
    again = plan(first.segments, wanted)
    assert [segment.rows for segment in again.made] == [((ArticleId("000007"), "b"),)]
    assert sorted(live(again, wanted)) == sorted(wanted)


def test_a_segment_that_is_mostly_stale_is_given_up() -> None:
    first = plan([], articles(FULL))
    wanted = articles(FULL) | articles(FULL // 2, digest="b")
    again = plan(first.segments, wanted)
    assert again.kept == ()
    assert sorted(live(again, wanted)) == sorted(wanted)


def test_a_segment_with_a_removed_article_is_given_up() -> None:
    first = plan([], articles(FULL))
    wanted = articles(FULL - 1)
    again = plan(first.segments, wanted)
    assert again.kept == ()
    assert sorted(live(again, wanted)) == sorted(wanted)


def test_an_article_in_two_segments_is_found_in_one() -> None:
    wanted = articles(3)
    first, both, last = wanted.items()
    existing = (Segment("one", (first, both)), Segment("two", (both, last)))
    assert stale_rows(existing, wanted) == {"one": (), "two": (0,)}


@given(st.lists(st.integers(min_value=1, max_value=RECENT * 3), max_size=12))
def test_growing_keeps_every_article_live_once_and_segments_few(steps: list[int]) -> None:
    segments: tuple[Segment, ...] = ()
    total = 0
    for step in steps:
        total += step
        planned = plan(segments, articles(total))
        segments = planned.segments
        assert sorted(live(planned, articles(total))) == sorted(articles(total))
    assert len(segments) <= 1 + 3 * 3 + total // FULL


def test_the_name_of_a_segment_says_what_is_in_it() -> None:
    first, second = plan([], articles(3)), plan([], articles(3, digest="b"))
    assert first.made[0].name != second.made[0].name
    assert first == plan([], dict(reversed(articles(3).items())))
