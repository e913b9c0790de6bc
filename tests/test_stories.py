"""Groups of articles on one event."""

from newsarchive.cards import carded
from newsarchive.model import ArticleId
from newsarchive.relate.graph import ACROSS, WITHIN, Near, Node, close
from newsarchive.relate.stories import stories
from tests.related import record


def node(*within: tuple[str, float], across: tuple[tuple[str, float], ...] = ()) -> Node:
    kinds: list[tuple[Near, ...]] = [(), (), ()]
    kinds[WITHIN] = tuple(Near(ArticleId(name), 5000, same) for name, same in within)
    kinds[ACROSS] = tuple(Near(ArticleId(name), 5000, same) for name, same in across)
    return Node("digest", tuple(kinds))


def told(
    graph: dict[str, Node],
    dates: dict[str, str] | None = None,
    naming: dict[str, tuple[str, ...]] | None = None,
) -> list[tuple[str, ...]]:
    """The stories told; all articles name one person unless `naming` says whom."""
    records = carded(
        [
            record(
                name,
                "текст",
                date=(dates or {}).get(name),
                tagged=(naming or {}).get(name, ("talmov",)),
            )
            for name in graph
        ]
    )
    cards = {card.id: card for card in records.glances}
    nodes = {ArticleId(name): close(one) for name, one in graph.items()}
    return [story.articles for story in stories(cards, records.entities, nodes)]


def test_a_story_stands_oldest_first_and_undated_last() -> None:
    graph = {"a": node(("b", 0.9), ("c", 0.9)), "b": node(("c", 0.9)), "c": node()}
    assert told(graph, {"b": "2018-04-01", "c": "2018-04-02"}) == [("b", "c", "a")]


def test_a_pair_the_judge_doubts_is_no_story() -> None:
    assert told({"a": node(("b", 0.5)), "b": node()}) == []


def test_a_pair_that_names_nothing_in_common_must_be_surer() -> None:
    naming: dict[str, tuple[str, ...]] = {"a": ("talmov",), "b": ("darsova",)}
    assert told({"a": node(("b", 0.7)), "b": node()}) == [("a", "b")]
    assert told({"a": node(("b", 0.7)), "b": node()}, naming=naming) == []
    assert told({"a": node(("b", 0.9)), "b": node()}, naming=naming) == [("a", "b")]


def test_articles_in_two_languages_make_a_story() -> None:
    assert told({"a": node(across=(("b", 0.8),)), "b": node()}) == [("a", "b")]


def test_one_pair_does_not_join_two_groups() -> None:
    graph = {
        "a": node(("b", 0.9)),
        "b": node(("c", 0.7)),
        "c": node(("d", 0.9)),
        "d": node(),
    }
    assert told(graph) == [("a", "b"), ("c", "d")]


def test_a_bridge_of_undated_articles_does_not_join_years_that_lie_apart() -> None:
    graph = {"a": node(("b", 0.9)), "b": node(("c", 0.8)), "c": node()}
    assert told(graph, {"a": "2018-04-01", "c": "2021-04-01"}) == [("a", "b")]
