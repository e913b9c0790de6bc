"""Links between articles, made of the graph: one for each pair, its kind, its reasons as data."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from newsarchive.cards import hashed, is_topic
from newsarchive.model import (
    ArticleId,
    Card,
    EntityFile,
    EntityId,
    Link,
    Reason,
    Story,
)
from newsarchive.relate.features import is_country
from newsarchive.relate.graph import COPIES, ONE, Near, Node
from newsarchive.relate.nodes import Nodes

LinkKind = Literal["reprint", "same story", "related"]
Tags = tuple[frozenset[EntityId], frozenset[EntityId]]  # names, topics

ORDER: tuple[LinkKind, ...] = ("reprint", "same story", "related")
COPIED = (Reason("same passages"),)
MOST = 5  # words or entities named in one reason
COMMON = 8  # an entity in one article of so many says little
FEW = 8  # ... but not in so few articles


class Links(Mapping[ArticleId, tuple[Link, ...]]):
    """The links of each article: copies first, then reports of the same event, then the rest.

    Each article's are worked out when they are asked for: a build that changes little asks little.
    """

    def __init__(
        self,
        cards: Mapping[ArticleId, Card],
        graph: Nodes,
        told: Sequence[Story],
        files: Mapping[EntityId, EntityFile],
    ) -> None:
        self._cards = cards
        self._graph = graph
        self._story_of = {name: story.id for story in told for name in story.articles}
        self._weak = _weak(files, len(cards))
        self._made: dict[ArticleId, tuple[Link, ...]] = {}
        self._tags: dict[ArticleId, Tags] = {}
        self._others = graph.others()

    def __getitem__(self, name: ArticleId) -> tuple[Link, ...]:
        if name not in self._made:
            self._made[name] = self._of(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._cards  # and they are not worked out for it

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def basis(self, name: ArticleId) -> bytes:
        """A digest of all that the links of `name` rest on: whoever wants to know whether they are
        still the same need not have them made.
        """
        told = self._told
        others = [told[one] for one in self._others[name]]
        return hashed(self._graph.basis(name), told[name], *others)

    @cached_property
    def _told(self) -> Mapping[ArticleId, bytes]:
        """Of each article a digest of its story, of its tags, and of which say little."""
        weak = self._weak
        said = {
            name: "\0".join([one + "-+"[one in weak] for one, _ in card.naming.tags])
            for name, card in self._cards.items()
        }
        told = self._story_of.get
        return {name: hashed(f"{told(name)}\0{tags}".encode()) for name, tags in said.items()}

    def _of(self, name: ArticleId) -> tuple[Link, ...]:
        node, tags = self._graph[name], self._tags_of(name)
        found: dict[ArticleId, Link] = {}
        for near in node.near[COPIES]:
            found[near.id] = Link(name, near.id, "reprint", near.score / ONE, COPIED)
        own = self._story_of.get(name)
        for near in sorted(_others(node), key=lambda near: (-near.score, near.id)):
            if near.id not in found:
                same = own is not None and self._story_of.get(near.id) == own
                kind: LinkKind = "same story" if same else "related"
                why = _reasons(near, tags, self._tags_of(near.id), self._weak)
                found[near.id] = Link(name, near.id, kind, near.score / ONE, why)
        return tuple(sorted(found.values(), key=lambda link: ORDER.index(link.kind)))

    def _tags_of(self, name: ArticleId) -> Tags:
        if name not in self._tags:
            self._tags[name] = _tags(self._cards[name])
        return self._tags[name]


def _others(node: Node) -> list[Near]:
    return [near for kind, of_kind in enumerate(node.near) if kind != COPIES for near in of_kind]


def _reasons(near: Near, ours: Tags, theirs: Tags, weak: frozenset[EntityId]) -> tuple[Reason, ...]:
    """Names, topics, numbers and words that both have; a country only where all else fails."""
    names, topics = ours[0] & theirs[0], ours[1] & theirs[1]
    found = []
    if telling := sorted(names - weak):
        found.append(Reason("both name", entities=tuple(telling[:MOST])))
    if topics:
        found.append(Reason("same topic", entities=tuple(sorted(topics)[:MOST])))
    if near.numbers:
        found.append(Reason("same numbers", words=near.numbers[:MOST]))
    if near.words:
        found.append(Reason("same words", words=near.words[:MOST]))
    return tuple(found) or (Reason("both name", entities=tuple(sorted(names)[:MOST])),)


def _tags(card: Card) -> Tags:
    topics = frozenset(filter(is_topic, card.entities))
    return frozenset(card.entities) - topics, topics


def _weak(files: Mapping[EntityId, EntityFile], articles: int) -> frozenset[EntityId]:
    """Countries, and what a great part of the archive names.

    The bound moves only when the archive doubles, so that one more article rarely changes which
    entities are weak, and with them the reasons of other articles' links.
    """
    bound = max(FEW, (1 << articles.bit_length()) // 2 // COMMON)
    return frozenset(
        name
        for name, file in files.items()
        if is_country(file.entity) or len(file.articles) > bound
    )
