"""Which articles report one event: alike enough, and near in time where that is known."""

from collections import Counter
from collections.abc import Mapping, Sequence

from newsarchive.model import ArticleId, EntityId, Record, Story, StoryId
from newsarchive.relate.dates import days, oldest_first

SAME = 0.5  # likeness from which two articles tell of one event
WINDOW = 14  # days that the reports of one event may lie apart


def stories(
    records: Mapping[ArticleId, Record], pairs: Sequence[tuple[ArticleId, ArticleId, float]]
) -> tuple[Story, ...]:
    """Groups of articles on one event, by id. `pairs` are alike, with how much."""
    group = {name: {name} for name in records}
    for one, other, score in sorted(pairs, key=lambda pair: (-pair[2], pair[:2])):
        ours, theirs = group[one], group[other]
        if score >= SAME and ours is not theirs and _within_days(records, ours, theirs):
            ours |= theirs
            group.update(dict.fromkeys(theirs, ours))
    found = {min(members): members for members in group.values() if len(members) > 1}
    return tuple(_story(records, found[first]) for first in sorted(found))


def _within_days(
    records: Mapping[ArticleId, Record], ours: set[ArticleId], theirs: set[ArticleId]
) -> bool:
    """Whether no two articles of the two groups are known to lie too far apart."""
    one = [days(records[name].article.published.edtf) for name in ours]
    other = [days(records[name].article.published.edtf) for name in theirs]
    return all(a.gap(b) <= WINDOW for a in one for b in other)


def _story(records: Mapping[ArticleId, Record], members: set[ArticleId]) -> Story:
    ordered = oldest_first([records[name].article for name in sorted(members)])
    counts: Counter[EntityId] = Counter(
        entity for name in members for entity in {tag.entity for tag in records[name].tags}
    )
    common = [entity for entity, count in counts.items() if count > 1]
    return Story(
        id=StoryId(min(members)),  # ids follow file names, so this one rarely changes
        articles=tuple(article.id for article in ordered),
        entities=tuple(sorted(common, key=lambda entity: (-counts[entity], entity))),
    )
