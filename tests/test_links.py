"""Links made of the graph, and their reasons."""

from newsarchive.cards import carded
from newsarchive.model import ArticleId, Link, Record
from newsarchive.relate.entities import entity_files
from newsarchive.relate.graph import Near, Node
from newsarchive.relate.links import Links
from newsarchive.relate.nodes import Nodes
from tests.related import record

A, B = ArticleId("a"), ArticleId("b")
WORDS = Near(B, 4000, 0.2, words=("мост", "река"), numbers=("4332",))


def link(one: Record, other: Record, near: Near = WORDS, copy: Near | None = None) -> Link:
    records = carded([one, other])
    cards = {card.id: card for card in records.glances}
    graph = {A: Node("", ((near,), (), (copy,) if copy else ())), B: Node("")}
    files = entity_files(cards, records.entities)
    (found,) = Links(cards, Nodes({}, graph), (), files)[A]
    return found


def country(name: str) -> Record:
    """An article that names nothing but a country."""
    return record(name, "x", tagged=("norway",), kind="place")


def test_names_stand_before_numbers_and_words() -> None:
    found = link(record("a", "x", tagged=("talmov",)), record("b", "y", tagged=("talmov",)))
    assert [reason.key for reason in found.reasons] == ["both name", "same numbers", "same words"]


def test_a_country_alone_is_no_reason_where_there_is_another() -> None:
    found = link(country("a"), country("b"))
    assert "both name" not in [reason.key for reason in found.reasons]


def test_a_country_is_a_reason_where_there_is_no_other() -> None:
    found = link(country("a"), country("b"), near=Near(B, 3000))
    assert [reason.key for reason in found.reasons] == ["both name"]


def test_a_copy_that_is_also_alike_is_linked_once_as_a_reprint() -> None:
    found = link(record("a", "x"), record("b", "y"), copy=Near(B, 9000))
    assert (found.kind, found.score) == ("reprint", 0.9)
