"""Threads of readers' comments: where they begin, in several languages, and what is none."""

import time

import pytest

from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.threads import Thread, find_thread

STORY = "The council voted on Tuesday to repair the old bridge, closed since the flood of 1998."


def thread(*lines: str) -> Thread | None:
    return find_thread(tuple(iter_lines("\n".join(lines))))


@pytest.mark.parametrize(
    ("cue", "mark"),
    [
        ("4 comments", "14.09.2018 20:53"),
        ("38 Comments on “The old bridge”", "by Bob on May 23, 2011 at 12:12 am"),
        ("Komentarze (2)", "odpowiedz"),
        ("网友评论", "回复"),
        ("Комментарии: 2", "25 мая 2012, 12:30"),
    ],
)
def test_a_cue_and_marks_make_a_thread(cue: str, mark: str) -> None:
    assert thread(STORY, cue, "So true!", mark, "Not at all", mark) == Thread(1, 5)


def test_a_link_to_the_comments_above_a_dated_article_is_none() -> None:
    assert thread(STORY, "Comments", STORY, STORY, STORY, "Placed on May 23, 2011 at 12:12") is None
    assert thread(STORY, "Comments", "Print", "Placed on May 23, 2011 at 12:12") is None


def test_nothing_above_the_first_prose_is_a_thread() -> None:
    assert thread("4 comments", "Reply", "Reply", STORY) is None


def test_a_page_of_nothing_but_cues_takes_no_time() -> None:
    began = time.thread_time()
    assert thread(STORY, *["Comments"] * 20_000) is None
    assert time.thread_time() - began < 2
