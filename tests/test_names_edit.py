"""Merge, split, rename and block: the files say it afterwards, and nothing else changed."""

from pathlib import Path

import pytest

from newsarchive.describe.authority import Authority, load
from newsarchive.describe.names.edit import Edit, block, entry_text, merge, rename, split, texts
from newsarchive.errors import ConfigError
from newsarchive.model import Entity, EntityId

PEOPLE = """# People of the archive.

- id: people/ilham-aliyev  # the president
  name: {en: Ilham Aliyev, ru: Ильхам Алиев}
  variants:
    en:
      - Ilham Aliev  # an older spelling
      - I. H. Aliyev
  country: [places/azerbaijan]

# found twice
- id: people/ilkham-aliev
  name: {en: Ilkham Aliev, az: İlham Əliyev}
  variants: {ru: [Алиев Ильхам]}

- id: people/assistant
  name: {en: Some Assistant}
  beside: [people/ilkham-aliev]
"""
KEPT, GONE = EntityId("people/ilham-aliyev"), EntityId("people/ilkham-aliev")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.yml").write_text(PEOPLE, "utf-8")
    return tmp_path


def applied(edit: Edit, folder: Path) -> Authority:
    for name, text in edit.files.items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


def test_a_merge_takes_over_names_and_leaves_an_address(folder: Path) -> None:
    edit = merge(texts(folder), GONE, KEPT, authority=load(folder))
    authority = applied(edit, folder)
    assert edit.affected == (KEPT, GONE)
    assert authority.moved == {GONE: KEPT}
    assert ("az", "İlham Əliyev") in authority.entity(KEPT).variants
    assert ("ru", "Алиев Ильхам") in authority.entity(KEPT).variants
    assert authority.entries[EntityId("people/assistant")].beside == (KEPT,)


def test_an_edit_keeps_comments_and_order(folder: Path) -> None:
    edit = merge(texts(folder), GONE, KEPT, authority=load(folder))
    text = edit.files["people.yml"]
    for line in ("# People of the archive.", "# the president", "# an older spelling"):
        assert line in text
    assert text.index("people/ilham-aliyev") < text.index("people/assistant")


def test_a_merge_that_an_editor_forbade_is_refused(folder: Path) -> None:
    text = PEOPLE + "  not: [people/ilham-aliyev]\n"
    (folder / "people.yml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="never"):
        merge(texts(folder), KEPT, EntityId("people/assistant"), authority=load(folder))


def test_different_kinds_do_not_merge(folder: Path) -> None:
    with pytest.raises(ConfigError, match="alike"):
        merge(texts(folder), KEPT, EntityId("places/armenia"), authority=load(folder))


def test_a_name_found_in_a_text_merges_into_one_on_file(folder: Path) -> None:
    found = Entity(EntityId("people/i-aliyev"), "person", (("en", "Ilhaam Aliyev"),))
    edit = merge(texts(folder), found.id, KEPT, authority=load(folder), found={found.id: found})
    authority = applied(edit, folder)
    assert ("en", "Ilhaam Aliyev") in authority.entity(KEPT).variants
    assert authority.moved == {found.id: KEPT}


def test_a_country_built_in_gets_an_entry_when_it_is_edited(folder: Path) -> None:
    edit = block(texts(folder), EntityId("places/jersey"), authority=load(folder))
    assert edit.files == {
        "places.yml": "- id: places/jersey\n  name: {en: Jersey}\n  blocked: true\n"
    }


def test_a_split_makes_two_things_that_never_merge(folder: Path) -> None:
    edit = split(texts(folder), KEPT, ["I. H. Aliyev"], "Ibrahim Aliyev", authority=load(folder))
    authority = applied(edit, folder)
    new = EntityId("people/ibrahim-aliyev")
    assert authority.entity(new).variants == (("en", "I. H. Aliyev"),)
    assert authority.entity(KEPT).variants == (("en", "Ilham Aliev"),)
    assert authority.entries[new].never == (KEPT,)
    assert authority.entries[KEPT].never == (new,)


def test_a_split_of_the_last_variant_takes_the_list_away(folder: Path) -> None:
    edit = split(texts(folder), GONE, ["Алиев Ильхам"], "Another", authority=load(folder))
    assert applied(edit, folder).entity(GONE).variants == ()


def test_a_form_that_is_no_variant_cannot_be_split_off(folder: Path) -> None:
    with pytest.raises(ConfigError, match="'Nobody'"):
        split(texts(folder), KEPT, ["Nobody"], "Another", authority=load(folder))


def test_an_english_name_changes_the_address_and_the_old_one_leads_there(folder: Path) -> None:
    edit = rename(texts(folder), GONE, "Ilqar Aliyev", authority=load(folder))
    authority = applied(edit, folder)
    new = EntityId("people/ilqar-aliyev")
    assert authority.moved == {GONE: new}
    assert ("en", "Ilkham Aliev") in authority.entity(new).variants
    assert authority.entries[EntityId("people/assistant")].beside == (new,)


def test_a_name_in_another_language_keeps_the_address(folder: Path) -> None:
    edit = rename(texts(folder), KEPT, "Алиев И. Г.", authority=load(folder), lang="ru")
    authority = applied(edit, folder)
    assert edit.affected == (KEPT,)
    assert authority.entity(KEPT).name("ru") == "Алиев И. Г."
    assert ("ru", "Ильхам Алиев") in authority.entity(KEPT).variants


def test_a_name_found_in_a_text_can_be_blocked(folder: Path) -> None:
    found = Entity(EntityId("organisations/no"), "organisation", (("en", "No: it's 5"),))
    edit = block(texts(folder), found.id, authority=load(folder), found={found.id: found})
    assert applied(edit, folder).entries[found.id].blocked


def test_an_unknown_id_is_refused(folder: Path) -> None:
    with pytest.raises(ConfigError, match="people/nobody"):
        block(texts(folder), EntityId("people/nobody"), authority=load(folder))


def test_an_entry_ready_to_paste_is_an_entry(tmp_path: Path) -> None:
    entity = Entity(
        EntityId("people/x"), "person", (("en", 'A "B": C'), ("ru", "Икс")), (("ru", "Иксик"),)
    )
    (tmp_path / "people.yml").write_text(entry_text(entity), "utf-8")
    assert load(tmp_path).entity(entity.id) == entity
