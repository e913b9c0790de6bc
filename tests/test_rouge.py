"""Our ROUGE against values worked out by hand."""

import pytest

from benchmarks.rouge import rouge, tokens


def test_values_worked_out_by_hand() -> None:
    reference = ["the", "cat", "sat", "on", "the", "mat"]
    candidate = ["the", "cat", "lay", "on", "a", "mat"]
    # 4 words shared of 6 and 6; 1 pair (the cat) of 5 and 5; the cat on mat in order
    assert rouge(reference, candidate) == pytest.approx((4 / 6, 1 / 5, 4 / 6))


def test_words_count_no_more_often_than_they_stand() -> None:
    assert rouge(["a"], ["a", "a", "a"])[0] == pytest.approx(2 / 4)


def test_order_matters_for_the_longest_common_subsequence_alone() -> None:
    assert rouge(["a", "b", "c"], ["c", "b", "a"]) == pytest.approx((1.0, 0.0, 1 / 3))


def test_nothing_in_common_and_nothing_at_all_are_zero() -> None:
    assert rouge(["a"], ["b"]) == (0.0, 0.0, 0.0)
    assert rouge([], []) == (0.0, 0.0, 0.0)


def test_inflected_forms_are_one() -> None:
    assert tokens("Cats sat", "en") == tokens("cat sat", "en")
    assert tokens("договоры", "ru") == tokens("договора", "ru")
