"""Runs of letters."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.grams import counted, grams, numbers


def test_the_edges_of_a_word_count_as_letters() -> None:
    assert list(grams("Дом, a")) == ["_до", "дом", "ом_", "_дом", "дом_", "_a_", "_a_"]


@given(st.text())
def test_in_arrays_they_are_the_same_runs_as_often(text: str) -> None:
    runs = Counter(grams(text))
    known = sorted(zip(numbers(tuple(runs)).tolist(), runs.values(), strict=True))
    found, counts = counted(text)
    assert list(zip(found.tolist(), counts.tolist(), strict=True)) == known


def test_other_runs_have_other_numbers() -> None:
    runs = sorted(set(grams("Губернатор Тальмов осмотрел дамбу и пообещал насосы к четвергу 𐐨𐐩𐐪")))
    assert len(set(numbers(runs).tolist())) == len(runs)
