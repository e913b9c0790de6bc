"""Short whole-number vectors."""

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.vectors import EMPTY, LENGTH, SCALE, Matrix, vector

WEIGHTS = st.dictionaries(st.text(max_size=4), st.floats(0.1, 9.0), max_size=12)


@given(st.lists(WEIGHTS, max_size=6), WEIGHTS)
def test_scanning_and_looking_up_give_the_same_products(
    rows: list[dict[str, float]], query: dict[str, float]
) -> None:
    matrix = Matrix.of([vector(row) for row in rows])
    asked = vector(query)
    assert matrix.scan(asked).tolist() == matrix.look_up(asked).tolist()


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
