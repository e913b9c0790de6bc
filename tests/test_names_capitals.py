"""Names in languages without a finder of their own: few, and no junk."""

import pytest

from newsarchive.describe.names.by_capitals import find
from newsarchive.describe.names.passage import Text

PLAIN = " rozmowy o pracy i szkole oraz o tym jak zimą pomóc ludziom na wsi gdy nie ma prądu"


def found(text: str) -> list[tuple[str, str]]:
    whole = text + PLAIN + "."
    (findings,) = find([(Text(0, whole, ((0, len(whole)),)),)], "pl")
    return [(one.base, one.kind) for one in findings]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Przyszedł minister Ondrej Brzęczkow i", [("Ondrej Brzęczkow", "person")]),
        ("Przyszła Marie Dupont i", [("Marie Dupont", "person")]),
        ("Przyszła Anna Brzęczkow a potem Brzęczkow i", [("Anna Brzęczkow", "person")]),
        ("Podała Polska Agencja Prasowa i", [("Polska Agencja Prasowa", "organisation")]),
        ("Wczoraj Rada Miasta przyjęła", []),
        ("Wczoraj Mapa Drogowa i", []),
    ],
)
def test_only_what_cues_speak_for_is_found(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


def test_where_every_noun_has_a_capital_nothing_is_found() -> None:
    assert find([(Text(0, "Der Minister Anna Meier Sagt Nichts.", ((0, 36),)),)], "de") == [[]]
