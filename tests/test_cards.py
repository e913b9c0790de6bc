"""What is known at a glance is what reading the whole article would tell."""

from pathlib import Path

import pytest

from newsarchive import cards
from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, memory
from newsarchive.describe.catalogue import catalogue
from newsarchive.ingest.accession import accession
from newsarchive.model import Record
from tests.factory import make_article, make_entity, make_record, make_translation

ROOT = Path(__file__).parent.parent
BAKU = make_entity("places/baku", en="Baku")


@pytest.fixture(scope="module")
def ours() -> cards.Records:
    """Our own archive as a build reads it."""
    cache = Cache(None)
    articles, _ = accession(ROOT / "seeds", cache=cache, workers=1)
    return catalogue(
        articles,
        config=Config(workers=1),
        authority=authority.load(ROOT / "authority"),
        memory=memory.load(ROOT / "translations"),
        engine=None,
        cache=cache,
    )


def test_a_card_says_of_a_record_what_the_record_says(ours: cards.Records) -> None:
    for known, record in zip(ours.glances, ours, strict=True):
        again = cards.carded([record]).glances[0]
        assert known.heading == again.heading
        assert known.naming.tags == again.naming.tags
        assert cards.forms(known.naming) == cards.forms(again.naming)
        assert known.telling == again.telling


def test_every_entity_of_a_record_is_known_without_reading_it(ours: cards.Records) -> None:
    for record in ours:
        assert all(ours.entities[entity.id] == entity for entity in record.entities)


def test_a_member_is_read_when_it_is_asked_for_and_not_before() -> None:
    read: list[int] = []

    def word(place: int) -> str:
        read.append(place)
        return "abc"[place]

    filed = cards.Filed([1, 2, 3], word)
    assert (len(filed), filed.glances, read) == (3, [1, 2, 3], [])
    assert (filed[-1], filed[0:2]) == ("c", ("a", "b"))
    assert read == [2, 0, 1]


def changed(record: Record) -> list[Record]:
    article = record.article
    longer = make_article(paragraphs=(article.paragraphs[0].text + " More.",))
    return [
        make_record(longer),
        make_record(article, named={"One": BAKU}),
        make_record(article, translations=[make_translation("ru", ["Раз.", None])]),
        make_record(article, summary=(1,)),
    ]


def test_any_change_of_a_record_changes_its_digest() -> None:
    record = make_record()
    digests = [cards.carded([one]).glances[0].digest for one in (record, *changed(record))]
    assert len(set(digests)) == len(digests)
    assert cards.carded([make_record()]).glances[0].digest == digests[0]


def test_records_that_have_cards_keep_them(ours: cards.Records) -> None:
    assert cards.carded(ours) is ours
    articles = cards.headed([make_article()])
    assert cards.headed(articles) is articles


def test_to_ask_whether_it_is_there_reads_no_record() -> None:
    read: list[int] = []
    known = cards.carded([make_record()])
    records = cards.Records(known.glances, read.append, {})  # type: ignore[arg-type]
    shelf = cards.Shelf(records, range(1))
    assert "a1" in shelf
    assert "b1" not in shelf
    assert not read
