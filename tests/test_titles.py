"""The title line: trees over what a line shows, and the lines among which it is looked for."""

import json
from pathlib import Path

import numpy as np
import pytest

from newsarchive.errors import ModelError
from newsarchive.ingest.features import measure
from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.title_features import View
from newsarchive.ingest.titles import candidates, find_title, load

STORY = "The council voted on Tuesday to repair the old bridge, closed since the flood of 1998."
TREES = {  # one tree: feature 1 up to 2.5 goes to leaf 1, beyond to leaf 2
    "depth": 2,
    "features": [[1, 0, 0]],
    "bounds": [[2.5, 0.0, 0.0]],
    "left": [[1, 1, 2]],
    "right": [[2, 1, 2]],
    "values": [[0.0, -1.0, 4.0]],
}


def view(*lines: str, body: int) -> View:
    page = tuple(iter_lines("\n".join(lines)))
    chosen = np.arange(len(page)) >= body
    likely = chosen.astype(np.float32)
    return View(page, measure(page), likely, chosen, np.zeros(len(page), np.bool_))


def test_a_tree_sends_small_values_left_and_large_ones_right(tmp_path: Path) -> None:
    path = tmp_path / "titles.json"
    path.write_text(json.dumps(TREES))
    table = np.array([[9.0, 2.5], [0.0, 2.6]], np.float32)
    assert load(path).scores(table).tolist() == [-1.0, 4.0]


def test_a_file_that_is_no_ranker_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "titles.json"
    path.write_text('{"depth": 2}')
    with pytest.raises(ModelError, match="train it anew"):
        load(path)


def test_dates_numbers_and_single_words_are_no_titles() -> None:
    page = view("News", "17 February 2014, 22:39", "6,184", "The old bridge reopens", STORY, body=4)
    assert candidates(page, never=()) == [3]


def test_below_the_beginning_of_the_text_no_sentence_is_a_title() -> None:
    page = view("You are here: Eastmouth and all its news of today, day by day", STORY, body=0)
    assert 1 not in candidates(page, never=())


def test_the_headline_above_the_text_is_its_title() -> None:
    page = view("Home", "Log in", "Old bridge to be repaired", STORY, STORY + " It will.", body=3)
    assert find_title(page, never=()) == 2


def test_a_page_without_text_has_no_title() -> None:
    assert find_title(view("The old bridge", "Log in", body=9), never=()) is None
