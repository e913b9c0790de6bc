"""Folding keeps lengths, so that offsets in folded text hold in printed text."""

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.describe.names.fold import folded, unmasked


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(folded(text)) == len(text) == len(unmasked(text))


def test_look_alikes_take_the_script_of_the_word() -> None:
    assert unmasked("\u0041лиев") == "Алиев"
    assert unmasked("P\u0443tin") == "Pytin"  # a Cyrillic у among Latin letters


def test_an_initial_takes_the_script_of_its_surname() -> None:
    assert unmasked("\u0041.Гараев") == "А.Гараев"
    assert unmasked("A. Smith") == "A. Smith"


def test_case_and_yo_are_folded() -> None:
    assert folded("СОЛОВЬЁВ") == folded("Соловьев")
    assert folded("İlham") == "ilham"
