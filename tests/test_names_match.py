"""Spellings of one name in two scripts, by the shipped coefficients."""

from pathlib import Path

import pytest

from newsarchive.describe.names.match import (
    LIKELY,
    align,
    alignment,
    fold_cyrillic,
    fold_latin,
    likeness,
    load,
)
from newsarchive.errors import ModelError

ONE = [
    ("Ильхам Алиев", "Ilham Aliyev"),
    ("Михаил Горбачёв", "Mikhail Gorbachev"),
    ("Анна-Мария Петрова", "Anna-Maria Petrova"),
    ("Анна Шмидт", "Anna Schmidt"),
    ("Сергей Щербаков", "Sergei Shcherbakov"),
    ("Джеймс Томпсон", "James Thompson"),
    ("Ilham Aliyev", "Ilham Alieff"),
]
TWO = [
    ("Ильхам Алиев", "Ilham Kadyrov"),
    ("Ильхам Алиев", "Vagif Aliyev"),
    ("Анна Шмидт", "Hanno Schmieder"),
    ("Алиев", "Aliyev"),
    ("Ли Бо", "Li Bo"),
]


@pytest.mark.parametrize(("name", "other"), ONE)
def test_spellings_of_one_name_are_likely_one(name: str, other: str) -> None:
    assert likeness(name, other) >= LIKELY


@pytest.mark.parametrize(("name", "other"), TWO)
def test_different_or_short_names_are_not(name: str, other: str) -> None:
    assert likeness(name, other) < LIKELY


def test_an_alignment_spells_both_names_and_costs_what_align_says() -> None:
    costs = load().costs
    cyrillic, latin = fold_cyrillic("Щербаков"), fold_latin("Shcherbakov")
    cost, path = alignment(cyrillic, latin, costs)
    assert "".join(x for x, _ in path) == cyrillic
    assert "".join(y for _, y in path) == latin
    assert cost == pytest.approx(align(cyrillic, latin, costs))


def test_a_damaged_model_is_reported_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        load(tmp_path / "model.json")
