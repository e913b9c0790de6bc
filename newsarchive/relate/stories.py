"""Which articles report one event, in any language: alike enough, and near in time where known."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from newsarchive.cards import is_topic
from newsarchive.model import ArticleId, Card, Entity, EntityId, Reason, Story, StoryId
from newsarchive.relate.dates import WINDOW, Days, days, oldest_first
from newsarchive.relate.features import is_country
from newsarchive.relate.graph import COPIES, ONE, WITHIN, Close

# How sure the judge must be that two articles tell of one event.
SAME_WITHIN, SAME_ACROSS = 0.6, 0.55
# ... where nothing that both name bears it out. Of the 65,000 pairs of 790 press articles in five
# languages, almost all on different events, some hundreds pass .6, most of them in a language whose
# rarities nobody learnt; few pass .8, and those are right.
SAME_NAMELESS = 0.8
WITNESSES = 2  # pairs that must agree before two groups become one
NAMED = 5  # entities given as the reason for a story

Pair = tuple[ArticleId, ArticleId]


def stories(
    cards: Mapping[ArticleId, Card],
    entities: Mapping[EntityId, Entity],
    close: Mapping[ArticleId, Sequence[Close]],
) -> tuple[Story, ...]:
    """Groups of articles on one event, by id. `close`: the neighbours that may tell of it too."""
    strengths = _strengths(close, cards, entities)
    linked: defaultdict[ArticleId, set[ArticleId]] = defaultdict(set)
    for one, other in strengths:
        linked[one].add(other)
        linked[other].add(one)
    dated = {name: days(cards[name].heading.published) for name in linked}
    group = {name: {name} for name in linked}
    for one, other in sorted(strengths, key=lambda pair: (-strengths[pair], pair)):
        ours, theirs = group[one], group[other]
        if ours is not theirs and _one_event(ours, theirs, linked, dated):
            ours |= theirs
            group.update(dict.fromkeys(theirs, ours))
    found = {min(members): members for members in group.values() if len(members) > 1}
    return tuple(_story(cards, found[first]) for first in sorted(found))


def _one_event(
    ours: set[ArticleId],
    theirs: set[ArticleId],
    linked: Mapping[ArticleId, set[ArticleId]],
    dated: Mapping[ArticleId, Days],
) -> bool:
    """Whether enough pairs agree, and none of the two groups are known to lie too far apart."""
    agreeing = sum(len(linked[name] & theirs) for name in ours)
    return agreeing >= min(WITNESSES, len(ours), len(theirs)) and all(
        dated[one].gap(dated[other]) <= WINDOW for one in ours for other in theirs
    )


def _strengths(
    close: Mapping[ArticleId, Sequence[Close]],
    cards: Mapping[ArticleId, Card],
    entities: Mapping[EntityId, Entity],
) -> dict[Pair, float]:
    """The pairs that tell of one event, with how surely; 1 is just enough."""
    found: dict[Pair, float] = {}
    silent = {key for key, one in entities.items() if is_topic(key) or is_country(one)}
    named = cache(lambda name: frozenset(cards[name].entities) - silent)
    for name, nears in close.items():
        for kind, other, score, same in nears:
            strength = _strength(kind, score, same)
            if strength >= 1 and kind == WITHIN and named(name).isdisjoint(named(other)):
                strength = same / SAME_NAMELESS
            if strength >= 1:
                pair = (min(name, other), max(name, other))
                found[pair] = max(strength, found.get(pair, 0.0))
    return found


def _strength(kind: int, score: int, same: float) -> float:
    """How surely both tell of one event, where something that both name bears it out."""
    if kind == COPIES:
        return 1 + score / ONE
    return same / (SAME_WITHIN if kind == WITHIN else SAME_ACROSS)


def _story(cards: Mapping[ArticleId, Card], members: set[ArticleId]) -> Story:
    ordered = oldest_first(cards[name].heading for name in sorted(members))
    counts = Counter(chain.from_iterable(dict(cards[name].naming.tags) for name in members))
    common = [entity for entity, count in counts.items() if count > 1]
    named = tuple(sorted(common, key=lambda entity: (-counts[entity], entity)))
    return Story(
        id=StoryId(min(members)),  # ids follow file names, so a later article rarely changes it
        articles=tuple(heading.id for heading in ordered),
        entities=named,
        reasons=(Reason("both name", entities=named[:NAMED]),) if named else (),
    )
