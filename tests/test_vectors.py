"""Short whole-number vectors."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.vectors import EMPTY, LENGTH, SCALE, Matrix, vector

WEIGHTS = st.dictionaries(st.text(max_size=4), st.floats(0.1, 9.0), max_size=12)


@given(st.lists(WEIGHTS, max_size=40))
def test_scanning_and_multiplying_give_the_same_products(rows: list[dict[str, float]]) -> None:
    vectors = [vector(row) for row in rows]
    matrix = Matrix.of(vectors)
    products = matrix.products(np.arange(len(vectors))).tolist()
    assert products == [matrix.scan(one).tolist() for one in vectors]


@given(WEIGHTS.filter(bool))
def test_a_vector_is_as_long_as_the_scale(weights: dict[str, float]) -> None:
    one = vector(weights)
    (product,) = Matrix.of([one]).scan(one).tolist()
    assert abs(product - SCALE * SCALE) <= SCALE * len(weights)


def test_a_vector_keeps_the_heaviest_keys() -> None:
    weights = {f"key{i}": float(i + 1) for i in range(LENGTH + 40)}
    assert len(vector(weights).keys) // 4 <= LENGTH


def test_no_keys_make_an_empty_vector() -> None:
    assert vector({}) == EMPTY
