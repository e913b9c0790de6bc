"""Why two articles are linked: what they share, the most telling first."""

from collections.abc import Mapping

from newsarchive.model import EntityId, Reason, Record
from newsarchive.relate.keys import Keys

MOST = 5  # words or entities named in one reason


def reasons(
    one: Record, other: Record, weights: tuple[Mapping[str, float], Mapping[str, float]], keys: Keys
) -> tuple[Reason, ...]:
    """What two articles share; `weights` of the keys compared, `keys` has words of the first."""
    ours, theirs = weights
    shared = sorted(ours.keys() & theirs.keys(), key=lambda key: (-ours[key] * theirs[key], key))
    words = tuple(keys.printed[key] for key in shared if key[:2] in {"s:", "n:", "l:", "d:"})
    numbers = tuple(keys.printed[key] for key in shared if key[:2] == "#:")
    names, topics = _entities(one, other)
    found = (
        Reason("both name", entities=names[:MOST]),
        Reason("same topic", entities=topics[:MOST]),
        Reason("same numbers", words=numbers[:MOST]),
        Reason("same words", words=words[:MOST]),
    )
    return tuple(reason for reason in found if reason.entities or reason.words)


def _entities(one: Record, other: Record) -> tuple[tuple[EntityId, ...], tuple[EntityId, ...]]:
    """The names and the topics that both are tagged with."""
    kinds = {tag.entity: tag.kind for tag in one.tags}
    shared = sorted(kinds.keys() & {tag.entity for tag in other.tags})
    return (
        tuple(entity for entity in shared if kinds[entity] != "topic"),
        tuple(entity for entity in shared if kinds[entity] == "topic"),
    )
