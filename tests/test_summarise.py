"""Which sentences make a summary, and which never may."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.describe.catalogue import split
from newsarchive.describe.quotations import quoted
from newsarchive.describe.summarise import choose, suitable_length, summarise, unfit
from newsarchive.errors import ConfigError
from newsarchive.model import Editorial
from tests.catalogued import article, sentences

STORY = (
    "The parliament of Freedonia passed the budget on Monday after a long debate.",
    "He said nothing more about it in the evening.",
    "The opposition of Freedonia had asked the parliament for lower taxes in the budget.",
    "Two questions remain open:",
    "1. Who pays for the new railway to the coast?",
    "Ministers expect that the railway will cost the budget three billion crowns by 2030.",
)


def test_a_summary_is_as_long_as_suits_the_text() -> None:
    assert [suitable_length(n) for n in (1, 4, 8, 19, 31, 1000)] == [1, 1, 2, 3, 4, 7]


def test_what_announces_a_list_and_its_items_are_never_chosen() -> None:
    assert unfit(sentences(*STORY)) == {3: "announces what follows", 4: "list item"}


def test_a_sentence_that_leans_on_one_left_out_is_not_chosen() -> None:
    for length in (1, 2, 3):
        chosen = choose(sentences(*STORY), "en", length)
        assert 1 not in chosen or 0 in chosen


def test_no_sentence_of_a_quotation_that_runs_on_is_chosen() -> None:
    story = sentences(
        "The minister spoke in the harbour on Friday.",
        '"The harbour of Freedonia will be rebuilt by the spring of next year.',
        'The harbour was always the heart of the city," the minister said.',
        "Ships will use the harbour of the neighbouring city until the spring.",
    )
    assert quoted(story) == {1, 2}
    assert choose(story, "en", 4) == (0, 3)


@pytest.mark.parametrize(
    ("texts", "inside"),
    [
        (('"One.', "Two.", 'Three," he said.', "Four."), {0, 1, 2}),
        (("«Один.", "Два «и»", "три», - сказал он."), {0, 1, 2}),
        (('Of "Azerbaijan Airlines" CJSC.', "Next."), set()),
        (('Aliyev"s spirit was high.', "Next."), set()),
        (('A quotation "never closed.', "Next.", "More."), {0}),
        (("„Eins.", "Zwei“, sagte er."), {0, 1}),
    ],
)
def test_quotations_are_followed_to_their_end(texts: tuple[str, ...], inside: set[int]) -> None:
    assert quoted(sentences(*texts)) == inside


def test_the_editors_numbers_are_taken_as_they_are() -> None:
    one = article("Первое дело. Второе дело. Третье дело.", summary=(3, 1))
    made = summarise(one, split(one))
    assert (made.sentences, made.method) == ((0, 2), "chosen by the editor")


def test_an_editors_number_that_is_not_there_is_an_error_with_the_place() -> None:
    one = article("Первое дело.")
    one = replace(one, editorial=Editorial(summary=(2,)))
    with pytest.raises(ConfigError, match=r"a\.txt: .* sentence 2, the article has 1"):
        summarise(one, split(one))


def test_a_language_without_any_list_has_a_summary() -> None:
    one = article(
        "Bugün Bakıda görüş keçirildi. Nazirlər iqtisadiyyatı müzakirə etdilər.", lang="az"
    )
    assert len(summarise(one, split(one)).sentences) == 1


def test_a_text_of_which_nothing_is_fit_still_has_a_summary() -> None:
    one = article("Да.")
    assert summarise(one, split(one)).sentences == (0,)


def test_an_article_without_sentences_has_an_empty_summary() -> None:
    assert summarise(article(), ()).sentences == ()


@given(st.lists(st.text(min_size=1), min_size=1, max_size=30), st.integers(1, 8))
def test_what_is_chosen_is_there_once_and_in_order(texts: list[str], length: int) -> None:
    chosen = choose(sentences(*texts), "ru", length)
    assert list(chosen) == sorted(set(chosen))
    assert 1 <= len(chosen) <= length
    assert all(0 <= number < len(texts) for number in chosen)
