"""Names in translations: lost ones are found, other spellings are brought to the preferred one."""

from pathlib import Path

import pytest

from newsarchive.describe import naming
from newsarchive.describe.authority import Authority, load
from newsarchive.describe.gate import Pair, doubts, judge
from newsarchive.model import Entity, EntityId, Kind

PEOPLE = """
- id: people/nikol-pashinyan
  name: {en: Nikol Pashinyan, ru: Никол Пашинян}
  alone: true
- id: people/ilham-aliyev
  name: {en: Ilham Aliyev, ru: Ильхам Алиев}
  alone: true
"""
ORGANISATIONS = """
- id: organisations/csto
  name: {en: CSTO, ru: ОДКБ}
- id: organisations/osce
  name: {en: OSCE, ru: ОБСЕ}
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder: Path = tmp_path_factory.mktemp("authority")
    (folder / "people.yml").write_text(PEOPLE, "utf-8")
    (folder / "organisations.yml").write_text(ORGANISATIONS, "utf-8")
    return load(folder)


def rules(source: str, target: str, authority: Authority) -> list[str]:
    return [finding.rule for finding in judge(Pair(source, target, "ru", "en", authority))]


def entity(kind: Kind, name: str, *variants: str) -> Entity:
    return Entity(
        EntityId("x"), kind, (("en", name),), tuple(("en", variant) for variant in variants)
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Пашинян встретил Алиева.", "Pashinyan met Aliyev."),
        ("Никола Пашиняна не было.", "Pashinyan was not there."),
        ("Россия и Армения в ОДКБ.", "Russia and Armenia are in the CSTO."),
        ("В России это не так.", "Over there it is otherwise."),
        ("Власти России против.", "The Russian authorities are against it."),
        ("Он живёт в Бордо.", "He lives in Bordeaux."),  # a city on file without a Russian name
        ("Он учится в МГУ.", "He studies at Moscow State University."),
        ("Это немецкая сторона.", "It is Germany's side."),
        ("Встреча будет в Мехико.", "The meeting will be in Mexico."),
    ],
)
def test_a_translation_that_names_the_same_passes(
    source: str, target: str, authority: Authority
) -> None:
    assert rules(source, target, authority) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Пашинян встретил Алиева.", "Pashinyan met him."),
        ("Армения вышла из ОДКБ.", "Armenia has left the OSCE."),
        ("Армения вышла из союза.", "Iran has left the union."),
    ],
)
def test_a_name_that_is_lost_or_swapped_is_found(
    source: str, target: str, authority: Authority
) -> None:
    assert rules(source, target, authority) == ["name"]


def test_a_surname_spelt_otherwise_is_brought_to_its_preferred_form() -> None:
    named = [entity("person", "Nikol Pashinyan")]
    made, changes = naming.prefer("Nicol Pashinian's visit to Baku.", named, "en")
    assert made == "Nikol Pashinyan's visit to Baku."
    assert [change.detail for change in changes] == [
        "Pashinian -> Pashinyan",
        "Nicol -> Nikol",
    ]
    assert doubts(changes) == ()


@pytest.mark.parametrize(
    ("target", "kind", "name"),
    [
        ("The Aliyevs were there.", "person", "Ilham Aliyev"),
        ("Ilham Aliyev was there.", "person", "Ilham Aliyev"),
        ("Heydar Aliyev was there.", "person", "Ilham Aliyev"),
        ("An Armenian delegation came.", "place", "Armenia"),
        ("The Russian Federation agreed.", "place", "Russia"),
        ("Polly was there.", "person", "Paul Poly"),
    ],
)
def test_other_words_are_left_alone(target: str, kind: Kind, name: str) -> None:
    assert naming.prefer(target, [entity(kind, name, "Russian Federation")], "en") == (target, ())


def test_a_place_is_changed_only_from_a_spelling_on_file() -> None:
    named = [entity("place", "Ganja", "Gandja")]
    assert naming.prefer("In Gandja.", named, "en")[0] == "In Ganja."


def test_nothing_is_changed_in_a_language_that_declines_names() -> None:
    named = [entity("person", "Никол Пашинян")]
    assert naming.prefer("О Пашиняне.", named, "ru") == ("О Пашиняне.", ())
