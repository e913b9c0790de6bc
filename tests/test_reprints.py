"""The same text printed again."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.reprints import containment, estimated_containment, passages, sketch
from newsarchive.relate.vectors import Matrix

WORDS = [f"слово{i}" for i in range(400)]


def estimate(one: str, other: str) -> float:
    ours, theirs = passages(one), passages(other)
    agreeing = Matrix.of([sketch(theirs)]).scan(sketch(ours))
    (share,) = estimated_containment(agreeing, len(ours), np.array([len(theirs)])).tolist()
    return float(share)


def test_a_text_cut_by_a_third_is_contained_whole() -> None:
    assert containment(passages(" ".join(WORDS)), passages(" ".join(WORDS[:260]))) == 1.0


def test_other_words_share_no_passage() -> None:
    assert containment(passages(" ".join(WORDS[:200])), passages(" ".join(WORDS[200:]))) == 0.0


def test_a_text_without_words_is_contained_in_nothing() -> None:
    assert containment(passages("…"), passages("раз два три")) == 0.0


@given(st.integers(60, 200))
def test_minhash_finds_a_copy_cut_to_a_share_worth_finding(kept: int) -> None:
    whole, cut = " ".join(WORDS[:200]), " ".join(WORDS[:kept])
    assert estimate(whole, cut) >= 0.5


def test_minhash_does_not_take_others_for_copies() -> None:
    assert estimate(" ".join(WORDS[:200]), " ".join(WORDS[200:])) < 0.1
