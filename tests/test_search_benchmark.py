"""The benchmark's own truth: what it calls an answer is one."""

from benchmarks.search.corpus import archive, told
from benchmarks.search.queries import KINDS, Truth, queries

ARTICLES = [told(0, number) for number in range(40)]


def test_queries_of_every_kind_have_answers() -> None:
    made = queries(ARTICLES, 2)
    assert {query.kind for query in made} == set(KINDS)
    assert all(query.answers for query in made)
    assert made == queries(ARTICLES, 2)


def test_an_article_answers_to_each_form_of_each_name_in_it() -> None:
    truth = Truth(ARTICLES)
    for one in ARTICLES:
        for thing in one.things:
            assert all(one.id in truth.called(form) for form in thing.short_ru.values())


def test_the_archive_holds_every_name_or_none() -> None:
    named = {thing.id for one in ARTICLES for thing in one.things}
    assert set(archive(ARTICLES, with_names=True).entities) == named
    assert archive(ARTICLES, with_names=False).entities == {}
