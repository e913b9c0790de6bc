"""An old address leads to the entity's address of now."""

from dataclasses import replace

from newsarchive.config import Config
from newsarchive.model import Archive, EntityId
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.moved import moved_pages
from tests.factory import make_archive, make_entity, make_record

OLD, NOW = EntityId("people/anna-orlov"), EntityId("people/anna-orlova")


def archive(now: EntityId) -> Archive:
    person = make_entity(NOW, en="Anna Orlova")
    return replace(make_archive(make_record(named={"the": person})), moved=((OLD, now),))


def test_an_old_address_leads_to_the_new_one() -> None:
    (page,) = moved_pages(Edition(archive(NOW), Config()))
    assert page.path == "people/anna-orlov.md"
    assert 'href="../../people/anna-orlova/"' in page.text
    assert r"content=\"0; url=../../people/anna-orlova/\"" in page.text


def test_an_address_of_nothing_in_the_archive_gets_no_page() -> None:
    gone = EntityId("people/nobody")
    assert list(moved_pages(Edition(archive(gone), Config()))) == []
