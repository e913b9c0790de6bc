"""Reading authority files: what they mean, and that a broken one says where it is broken."""

from pathlib import Path

import pytest

from newsarchive.describe.authority import load
from newsarchive.describe.names.built_in import built_in
from newsarchive.errors import ConfigError
from newsarchive.model import EntityId

BAKU = "- id: places/baku\n  name: {en: Baku, ru: Баку}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def refusal(folder: Path, **files: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(write(folder, **files))
    return str(caught.value)


def test_a_missing_folder_gives_what_is_built_in(tmp_path: Path) -> None:
    entities = load(tmp_path / "nowhere").entities
    assert entities[EntityId("places/azerbaijan")].name("ru") == "Азербайджан"
    assert not any(key.startswith("people/") for key in entities)


def test_an_editors_entry_keeps_the_names_that_cldr_has_besides(tmp_path: Path) -> None:
    text = "- id: places/iran\n  name: {en: Iran, az: İran}\n  description: {en: A country}\n"
    iran = load(write(tmp_path, places=text)).entity(EntityId("places/iran"))
    assert iran.name("ru") == "Иран"
    assert iran.name("az") == "İran"
    assert iran.description == (("en", "A country"),)


def test_every_archive_knows_the_iptc_topics_and_the_organisations_of_the_world_press(
    tmp_path: Path,
) -> None:
    known = load(tmp_path)
    assert len([key for key in known.entries if key.startswith("topics/")]) == 17
    union = known.entries[EntityId("organisations/european-union")]
    assert {("en", "EU"), ("ru", "ЕС"), ("ru", "Евросоюз")} <= set(union.forms)
    assert union.entity.rule == "built in"


def test_no_two_built_in_things_are_called_the_same() -> None:
    owner: dict[tuple[str, str], EntityId] = {}
    for entry in built_in():
        for said in entry.forms:
            assert owner.setdefault(said, entry.entity.id) == entry.entity.id


def test_an_editor_may_give_a_built_in_topic_fewer_terms_or_block_it(tmp_path: Path) -> None:
    text = """
- id: topics/weather
  name: {en: Weather}
  terms: {en: [heat wave]}
- id: topics/religion
  name: {en: Religion}
  blocked: true
"""
    entries = load(write(tmp_path, topics=text)).entries
    assert entries[EntityId("topics/weather")].terms == (("en", "heat wave"),)
    assert entries[EntityId("topics/weather")].entity.name("ru") == "Погода"
    assert entries[EntityId("topics/religion")].blocked


def test_the_digest_changes_with_a_word_of_a_file(tmp_path: Path) -> None:
    before = load(write(tmp_path, places=BAKU))
    again = load(tmp_path)
    after = load(write(tmp_path, places=BAKU.replace("Баку", "Бакы")))
    assert before == again
    assert before.digest != after.digest


def test_an_old_id_is_known_to_have_moved(tmp_path: Path) -> None:
    authority = load(write(tmp_path, places=BAKU + "  was: [places/bakou]\n"))
    assert authority.moved == {"places/bakou": "places/baku"}


def test_broken_yaml_names_file_and_line(tmp_path: Path) -> None:
    assert "places.yml:3" in refusal(tmp_path, places=BAKU + "  variants: {en: [Bakou}\n")


def test_an_unknown_key_names_its_line_and_the_nearest_real_one(tmp_path: Path) -> None:
    message = refusal(tmp_path, places=BAKU + "  varants: {en: [Bakou]}\n")
    assert "places.yml:3" in message
    assert "'varants'" in message
    assert "'variants'" in message


def test_a_value_of_the_wrong_type_names_its_key(tmp_path: Path) -> None:
    message = refusal(tmp_path, places=BAKU + "  coordinates: [here, there]\n")
    assert "places.yml:3" in message
    assert "coordinates" in message


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert "places.yml:3" in refusal(tmp_path, places=BAKU + "  name: {en: Bakou}\n")


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    assert "- id:" in refusal(tmp_path, places="baku: {}\n")


def test_an_entry_in_the_wrong_file_is_refused(tmp_path: Path) -> None:
    assert "people.yml:1" in refusal(tmp_path, people=BAKU)


def test_two_entries_that_claim_one_form_are_reported_with_both_places(tmp_path: Path) -> None:
    other = "- id: organisations/baku-club\n  name: {en: Baku Club}\n  variants: {ru: [БАКУ]}\n"
    message = refusal(tmp_path, places=BAKU, organisations=other)
    assert "places.yml:1" in message
    assert "organisations.yml:1" in message


def test_the_same_id_twice_is_reported_with_both_places(tmp_path: Path) -> None:
    message = refusal(tmp_path, places=BAKU + BAKU)
    assert "places.yml:1" in message
    assert "places.yml:3" in message


def test_a_circle_of_broader_is_refused(tmp_path: Path) -> None:
    circle = (
        "- id: places/one\n  name: {en: One}\n  broader: places/two\n"
        "- id: places/two\n  name: {en: Two}\n  broader: places/three\n"
        "- id: places/three\n  name: {en: Three}\n  broader: places/two\n"
    )
    message = refusal(tmp_path, places=circle)
    assert "places.yml:4" in message
    assert "places/two -> places/three -> places/two" in message


def test_an_id_that_nobody_has_is_refused(tmp_path: Path) -> None:
    assert "'places/nowhere'" in refusal(tmp_path, places=BAKU + "  broader: places/nowhere\n")


def test_norwegian_is_a_language_and_no_truth_value(tmp_path: Path) -> None:
    text = "- id: places/baku\n  name: {en: Baku, no: Baku i Norge}\n"
    assert load(write(tmp_path, places=text)).entity(EntityId("places/baku")).name("no")
