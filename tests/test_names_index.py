"""Many names looked for among many, by the shipped coefficients."""

import numpy as np
import pytest

from newsarchive.describe.names.index import Index, _Table
from newsarchive.describe.names.match import NEVER, align, fold_cyrillic, fold_latin, load

# a floor for the shipped coefficients on names that nobody trained them on
POOL = [
    "Abramson", "Baryshnikova", "Chernyshevsky", "Dzhaparidze", "Eisenhower", "Fyodorov",
    "Grigoryan", "Huseynov", "Ivanishvili", "Jankowski", "Khachaturian", "Lyubimova",
    "Mammadov", "Nazarbayev", "Ovechkin", "Petrosyan", "Rzayeva", "Sargsyan", "Tsereteli",
    "Umarov", "Voronezhsky", "Yushchenko", "Zhirkov", "Schroeder", "Churchill",
]  # fmt: skip
QUERIES = {
    "Гусейнов": "Huseynov", "Хачатурян": "Khachaturian", "Саргсян": "Sargsyan",
    "Джапаридзе": "Dzhaparidze", "Эйзенхауэр": "Eisenhower", "Ющенко": "Yushchenko",
    "Шрёдер": "Schroeder", "Черчилль": "Churchill", "Церетели": "Tsereteli",
    "Мамедов": "Mammadov", "Рзаева": "Rzayeva", "Чернышевский": "Chernyshevsky",
}  # fmt: skip


def test_the_right_name_is_found_among_others() -> None:
    model = load()
    found = Index(POOL, model.costs).best_each(list(QUERIES), model)
    right = [
        one is not None and one[0] == QUERIES[q] for q, one in zip(QUERIES, found, strict=True)
    ]
    assert sum(right) >= 11


def test_all_at_once_cost_what_each_costs_alone() -> None:
    costs = load().costs
    plain = [fold_cyrillic(one) for one in (*QUERIES, "Ы", "Ъэщ")]
    folded = [fold_latin(one) for one in POOL]
    near = np.arange(len(POOL))[None, :].repeat(len(plain), axis=0)
    given = _Table(folded, costs).costs(plain, near)
    alone = [[align(one, other, costs) for other in folded] for one in plain]
    assert np.minimum(given, NEVER) == pytest.approx(np.array(alone), rel=1e-5)


def test_what_has_no_cyrillic_letter_is_nobody() -> None:
    model = load()
    assert Index(POOL, model.costs).best_each(["Smith", ""], model) == [None, None]


def test_among_no_names_there_is_none() -> None:
    model = load()
    assert Index([], model.costs).best_each(["Шмидт"], model) == [None]


def test_one_name_alone_can_be_found() -> None:
    model = load()
    (found,) = Index(["Schroeder"], model.costs).best_each(["Шрёдер"], model)
    assert found is not None
    assert found[0] == "Schroeder"
