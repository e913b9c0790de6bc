"""Names in English by the shipped coefficients: what the model sees, and what it makes of it."""

import pytest

from newsarchive.describe.names import crf, sequence
from newsarchive.describe.names.lexicon import lexicon_of, model_path
from newsarchive.describe.names.observe import observe, runs, truecased


def found(text: str, *before: str) -> list[tuple[str, str]]:
    lines = [one.split() for one in (*before, text)]
    spans = sequence.find(lines, "en")[-1]
    return [(" ".join(lines[-1][span.start : span.end]), span.label) for span in spans]


NEWS = [
    ("Finance minister Carla Menendes met Hugo Brandt in Lisbon .",
     [("Carla Menendes", "PER"), ("Hugo Brandt", "PER"), ("Lisbon", "LOC")]),
    ("Shares in Tarvo Motors fell , said an analyst at Delmar Bank .",
     [("Tarvo Motors", "ORG"), ("Delmar Bank", "ORG")]),
    ("OSLO , Norway 2014-03-02", [("OSLO", "LOC"), ("Norway", "LOC")]),
    ("4. Zelka Orvanic ( Croatia ) 23.75", [("Zelka Orvanic", "PER"), ("Croatia", "LOC")]),
    ("EASTERN CONFERENCE", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NEWS)
def test_names_are_found_with_their_kind(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_a_surname_alone_is_its_bearers() -> None:
    assert found("Zorbek left .", "The lawyer Amina Zorbek came from Ghent .") == [
        ("Zorbek", "PER")
    ]


def test_a_small_word_keeps_its_capital_inside_a_known_name() -> None:
    shown, heading = truecased(["NEW", "TALKS", "OPEN", "IN", "NEW", "YORK"], lexicon_of("en"))
    assert heading == 1
    assert shown == ["new", "talks", "open", "in", "NEW", "York"]


def test_small_linking_words_stand_inside_a_run_and_not_at_its_end() -> None:
    tokens = ["Bank", "of", "England", "and", "of", "Wales", "of"]
    assert runs(tokens, lexicon_of("en")) == [(0, 3), (5, 6)]


def test_each_label_has_its_probability() -> None:
    chain, lexicon = crf.load(model_path("en")), lexicon_of("en")
    decoded = crf.decode(observe(["Bank", "of", "Norway"], (0, 3), 0, lexicon), chain)
    assert all(0 < sure <= 1 for _, sure in decoded)
    assert [label for label, _ in decoded] == ["B-ORG", "I-ORG", "I-ORG"]


def test_what_is_remembered_changes_nothing() -> None:
    text = "Hugo Brandt of Delmar Bank flew to Oslo ."
    assert found(text) == found(text)
