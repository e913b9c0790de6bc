"""Records -> Archive: the order inside the phase. Only here is the whole corpus in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newsarchive.cache import Cache
from newsarchive.model import (
    Archive,
    ArticleId,
    Link,
    Reason,
    Record,
    Rejected,
    Story,
)
from newsarchive.relate.dates import newest_first
from newsarchive.relate.entities import entity_files
from newsarchive.relate.keys import Keys, record_keys
from newsarchive.relate.reasons import reasons
from newsarchive.relate.reprints import reprints
from newsarchive.relate.similar import Features, neighbours
from newsarchive.relate.stories import stories
from newsarchive.relate.vectors import vector
from newsarchive.relate.weights import weigh

Alike = Mapping[ArticleId, Mapping[ArticleId, float]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles and what was made of each to compare them."""

    records: Mapping[ArticleId, Record]  # newest first
    keys: Mapping[ArticleId, Keys]
    features: Mapping[ArticleId, Features]


def assemble(records: Sequence[Record], rejected: Sequence[Rejected], *, cache: Cache) -> Archive:
    """The archive: every article linked to those it belongs with, each link explained."""
    del cache
    corpus = _corpus(records)
    near = neighbours(corpus.features)
    copies = reprints(list(corpus.records.values()))
    told = stories(corpus.records, _pairs(near, copies))
    return Archive(
        records=corpus.records,
        links=_links(corpus, near, copies, told),
        stories=told,
        entities=entity_files(list(corpus.records.values())),
        rejected=tuple(rejected),
    )


def _corpus(records: Sequence[Record]) -> Corpus:
    ordered = {record.article.id: record for record in newest_first(list(records))}
    keys = {name: record_keys(record) for name, record in ordered.items()}
    features = {
        name: Features(
            language=ordered[name].article.language,
            within=vector(weigh(found.within)),
            across=vector(weigh(found.across)),
        )
        for name, found in keys.items()
    }
    return Corpus(ordered, keys, features)


def _pairs(near: Alike, copies: Alike) -> list[tuple[ArticleId, ArticleId, float]]:
    """Each pair that is alike, once; copies tell of one event for certain."""
    pairs = {
        (min(one, other), max(one, other)): score
        for one in near
        for other, score in near[one].items()
    }
    pairs |= {(one, other): 1.0 for one in copies for other in copies[one] if one < other}
    return [(one, other, score) for (one, other), score in sorted(pairs.items())]


def _links(
    corpus: Corpus, near: Alike, copies: Alike, told: Sequence[Story]
) -> Mapping[ArticleId, tuple[Link, ...]]:
    story_of = {name: story.id for story in told for name in story.articles}
    links = {}
    for one in corpus.records:
        found = []
        for other, score in {**near[one], **copies.get(one, {})}.items():
            if other in copies.get(one, {}):
                found.append(Link(one, other, "reprint", score, (Reason("same passages"),)))
                continue
            same = one in story_of and story_of[one] == story_of.get(other)
            kind: Literal["same story", "related"] = "same story" if same else "related"
            found.append(Link(one, other, kind, score, _reasons(corpus, one, other)))
        links[one] = tuple(sorted(found, key=lambda link: (-link.score, link.target)))
    return links


def _reasons(corpus: Corpus, one: ArticleId, other: ArticleId) -> tuple[Reason, ...]:
    ours, theirs = corpus.records[one], corpus.records[other]
    same_language = ours.article.language == theirs.article.language
    counts = [
        corpus.keys[name].within if same_language else corpus.keys[name].across
        for name in (one, other)
    ]
    return reasons(ours, theirs, (weigh(counts[0]), weigh(counts[1])), corpus.keys[one])
