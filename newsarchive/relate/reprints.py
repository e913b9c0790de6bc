"""Which articles print the same text: MinHash picks candidates, shared passages decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import rensa

from newsarchive import text
from newsarchive.model import ArticleId, Record

PASSAGE = 5  # words
ENOUGH = 0.5  # of the shorter text's passages: a reprint
PERMUTATIONS = 128
BAND = 2  # values that must agree: finds texts that share a third of all passages


def passages(record: Record) -> frozenset[str]:
    """Every run of five words of the body, in lower case."""
    body = " ".join(paragraph.text for paragraph in record.article.paragraphs)
    words = text.words(body.lower())
    starts = range(max(1, len(words) - PASSAGE + 1)) if words else range(0)
    return frozenset(" ".join(words[i : i + PASSAGE]) for i in starts)


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's passages that stand in the longer one."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def reprints(records: Sequence[Record]) -> Mapping[ArticleId, Mapping[ArticleId, float]]:
    """For each article those that print its text, with the share of passages in common."""
    runs = {record.article.id: passages(record) for record in records}
    found: defaultdict[ArticleId, dict[ArticleId, float]] = defaultdict(dict)
    for one, other in sorted(_candidates(runs)):
        shared = containment(runs[one], runs[other])
        if shared >= ENOUGH:
            found[one][other] = found[other][one] = round(shared, 4)
    return found


def _candidates(
    runs: Mapping[ArticleId, frozenset[str]],
) -> set[tuple[ArticleId, ArticleId]]:
    """Pairs whose MinHash agrees in some band."""
    bands: defaultdict[tuple[int, ...], list[ArticleId]] = defaultdict(list)
    for name in sorted(runs):
        sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(runs[name]))
        values = sketch.digest()
        for i in range(0, PERMUTATIONS, BAND):
            bands[(i, *values[i : i + BAND])].append(name)
    groups = (group for group in bands.values() if len(group) > 1)
    return {(a, b) for group in groups for n, a in enumerate(group) for b in group[n + 1 :]}
