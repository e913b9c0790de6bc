"""What two neighbours share."""

from newsarchive.cards import Shelf, carded
from newsarchive.model import ArticleId
from newsarchive.relate.compare import Comparer
from newsarchive.relate.graph import Near
from newsarchive.relate.prepared import prepare
from tests.related import record

A, B, C = (ArticleId(name) for name in "abc")
RECORDS = (
    record("a", "Река Сулажа поднялась на 43 сантиметра, губернатор Тальмов осмотрел дамбу."),
    record("b", "Губернатор Тальмов у дамбы, река Сулажа прибыла на 43 сантиметра."),
    record(
        "c", "Governor Talmov visited the dam, the river Sulazha rose by 43 centimetres.", lang="en"
    ),
)
PREPARED = {one.article.id: prepare(one) for one in RECORDS}
NEAR = [Near(B, 5000), Near(C, 3000)]


def comparer(*prepared: ArticleId) -> Comparer:
    """One that is shown what was made of these articles, and reads the records of the others."""
    return Comparer(
        Shelf(carded(RECORDS), range(len(RECORDS))),
        {name: one.features for name, one in PREPARED.items()},
        {name: PREPARED[name].shown for name in prepared},
    )


def test_what_is_shared_is_said_in_words_and_numbers() -> None:
    report, translated = comparer().compare(A, NEAR)
    assert {"Река", "Сулажа"} <= set(report.words)
    assert report.numbers == translated.numbers == ("43",)
    assert report.same > 0.5


def test_what_was_prepared_compares_as_the_records_do() -> None:
    read = comparer().compare(A, NEAR)
    assert comparer(A, B, C).compare(A, NEAR) == comparer(B).compare(A, NEAR) == read


def test_one_pair_is_judged_alike_whoever_comes_first() -> None:
    (one,) = comparer().compare(A, [Near(C, 3000)])
    (other,) = comparer().compare(C, [Near(A, 3000)])
    assert one.same == other.same
