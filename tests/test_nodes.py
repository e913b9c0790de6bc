"""Nodes come out of the cache as they were put in, and only those of articles that stayed."""

from newsarchive.model import ArticleId
from newsarchive.relate.graph import ACROSS, MOST, Near, Node, close, least
from newsarchive.relate.nodes import Nodes, read, written

A, B, C = (ArticleId(name) for name in "abc")
NODES = {
    A: Node("1", ((Near(B, 5000, 0.9, ("паводок",), ("43",)), Near(C, 4000)), (), ())),
    B: Node("2", ((), (), (Near(A, 9000),))),
    C: Node("3"),
}
DIGESTS = {A: "1", B: "2", C: "3"}


def test_nodes_come_back_as_they_were() -> None:
    found = read(written(NODES), DIGESTS)
    assert dict(found) == NODES
    assert found.close() == {name: close(node) for name, node in NODES.items()}
    assert found.least() == {name: least(node) for name, node in NODES.items()}


def test_only_a_full_list_asks_for_a_score() -> None:
    full = tuple(Near(ArticleId(f"{n}"), 5000 - n) for n in range(MOST[ACROSS]))
    assert least(Node("", (full, full, ()))) == (0, 4997, 0)


def test_only_those_that_may_tell_of_one_event_are_close() -> None:
    found = read(written(NODES), DIGESTS).close()
    assert found == {A: ((0, B, 5000, 0.9),), B: ((2, A, 9000, 0.0),), C: ()}


def test_an_article_that_changed_or_went_is_left_out() -> None:
    assert set(read(written(NODES), {A: "1", B: "changed"})) == {A}


def test_a_damaged_node_is_left_out_before_anybody_asks_for_it() -> None:
    stored = written(NODES)
    stored[A] = stored[A][:-1] + bytes([stored[A][-1] ^ 1])
    stored[B] = b"\xc1"
    assert set(read(stored, DIGESTS)) == {C}


def test_new_nodes_take_the_place_of_old_ones() -> None:
    found = read(written(NODES), DIGESTS)
    assert found[A] == NODES[A]
    changed = found.with_new({A: Node("4")})
    assert dict(changed) == {**NODES, A: Node("4")}
    assert changed.close()[A] == ()


def test_a_node_that_changed_rests_on_something_else_and_others_do_not() -> None:
    found = read(written(NODES), DIGESTS)
    assert found[A] == NODES[A]
    changed = found.with_new({A: Node("1", ((Near(C, 4000),), (), ()))})
    assert changed.others() == {A: (C,), B: (A,), C: ()}
    assert [changed.basis(name) == found.basis(name) for name in (A, B, C)] == [False, True, True]


def test_a_new_node_rests_on_what_it_will_rest_on_when_it_is_read_again() -> None:
    found = read(written(NODES), DIGESTS)
    assert all(Nodes({}, NODES).basis(name) == found.basis(name) for name in NODES)
