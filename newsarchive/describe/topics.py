"""Which topics of the vocabulary an article is about, by their terms, weighted by place.

A topic that is only touched on is none: the terms must recur, or more than one of them stand.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.describe.authority import Authority
from newsarchive.describe.phrases import Phrases, by_language, stemmed
from newsarchive.model import Article, EntityId, Tag

RULE = "terms of the topic"
TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0  # the first paragraph
ENOUGH = 3.0  # weight of all places where terms stand; a term counts at most three times
PER_WORDS = 300  # in a text longer than this many words, more is needed
SHARE = 0.25  # of the strongest topic's weight: less is an aside
MOST = 5  # topics an article may have
_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Score:
    topic: EntityId
    weight: float
    count: int  # places where its terms stand
    terms: tuple[str, ...]  # as printed, the most telling first


def topics(article: Article, authority: Authority) -> tuple[Tag, ...]:
    """Tags for what the article is about, the strongest first."""
    scores = [one for one in _scores(article, authority) if _is_enough(one, article)]
    scores.sort(key=lambda one: (-one.weight, one.topic))
    return tuple(
        Tag(one.topic, "topic", RULE, one.count, ", ".join(f"“{t}”" for t in one.terms[:4]))
        for one in scores[:MOST]
        if one.weight >= SHARE * scores[0].weight and one.topic not in article.editorial.not_tags
    )


def _is_enough(score: _Score, article: Article) -> bool:
    length = sum(paragraph.text.count(" ") + 1 for paragraph in article.paragraphs)
    needed = ENOUGH * max(1.0, (length / PER_WORDS) ** 0.5)
    return score.weight >= needed and (len(score.terms) > 1 or score.count > _TIMES)


def _scores(article: Article, authority: Authority) -> Iterable[_Score]:
    phrases = _vocabulary(authority, article.language)
    weights: dict[EntityId, Counter[str]] = {}
    counts: dict[EntityId, Counter[str]] = {}
    printed: dict[tuple[EntityId, str], str] = {}
    for text, weight in _weighted(article):
        for (topic, term), words in phrases.find(stemmed(text, article.language)):
            seen = counts.setdefault(topic, Counter())
            seen[term] += 1
            if seen[term] <= _TIMES:
                weights.setdefault(topic, Counter())[term] += weight  # type: ignore[assignment]
            printed.setdefault((topic, term), words)
    for topic, by_term in weights.items():
        ranked = sorted(by_term, key=lambda term: (-by_term[term], term))
        shown = tuple(printed[topic, term] for term in ranked)
        yield _Score(topic, sum(by_term.values()), sum(counts[topic].values()), shown)


def _weighted(article: Article) -> Iterable[tuple[str, float]]:
    if article.title:
        yield article.title.text, TITLE_WEIGHT
    for number, paragraph in enumerate(article.paragraphs):
        yield paragraph.text, 1.0 if number else LEAD_WEIGHT


@lru_cache(maxsize=16)
def _vocabulary(authority: Authority, lang: str) -> Phrases[tuple[EntityId, str]]:
    """All terms in `lang`, each with its topic; two of one stem are one."""
    terms = {
        (entry.entity.id, " ".join(stemmed(term, lang).stems)): term
        for entry in authority.entries.values()
        if entry.terms and not entry.blocked
        for term in by_language(entry.terms).get(lang, ())
    }
    return Phrases(((term, key) for key, term in terms.items()), lang)
