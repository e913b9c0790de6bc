"""The table of names that the browser asks before it asks the index.

It leads from the key of a name's last word, in any case, spelling or script, to the entities so
called, and from an entity to the articles that name it. So a search for ОДКБ finds pages that say
CSTO, whatever became of the words in between. Split by first letter and by entity, because a
reader needs only a little of it. What counts as a name is decided by the authority files and by
`describe`; nothing is matched here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsarchive.model import EntityFile, EntityId
from newsarchive.publish.search.fold import keys, normal, tokens

MANY = 9  # mentions; more say no more about how much an article is about somebody
_BUCKET = 40  # entities a file, about


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An article that names an entity."""

    row: int  # the article's number in the whole index
    count: int  # mentions in it


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A way to write an entity's name, found by the key of its last word."""

    entity: str
    before: str  # keys of the words before the last: "whole/stem whole/stem"
    whole: bool  # found by the key of the whole last word, not only of its stem


Shard = dict[str, list[Form]]  # key of the last word -> forms, sorted


def shards(entities: Mapping[EntityId, EntityFile]) -> dict[str, Shard]:
    """First letter -> forms whose last word begins with it."""
    table: dict[str, dict[str, set[Form]]] = defaultdict(lambda: defaultdict(set))
    for file in entities.values():
        for *words, (whole, stem) in _forms(file):
            before = " ".join("/".join(dict.fromkeys(word)) for word in words)
            table[whole[:1]][whole].add(Form(file.entity.id, before, whole=True))
            if stem != whole:
                table[stem[:1]][stem].add(Form(file.entity.id, before, whole=False))
    return {
        letter: {key: _sorted(found) for key, found in sorted(table[letter].items())}
        for letter in sorted(table)
    }


def _sorted(forms: Iterable[Form]) -> list[Form]:
    """A form found by its whole need not be found by its stem as well."""
    known = set(forms)
    return sorted(
        form for form in known if form.whole or Form(form.entity, form.before, True) not in known
    )


def buckets(
    entities: Mapping[EntityId, EntityFile],
    occurrences: Mapping[EntityId, Sequence[Occurrence]],
) -> list[dict[str, object]]:
    """The entities' own lines, spread evenly over a power of two of files."""
    number = 1
    while number * _BUCKET < len(entities):
        number *= 2
    lines: list[dict[str, object]] = [{} for _ in range(number)]
    for entity, file in entities.items():
        lines[bucket(entity, number)][entity] = _line(file, occurrences.get(entity, ()))
    return lines


def bucket(entity: str, number: int) -> int:
    """Which of `number` files an entity stands in; the browser sums up alike."""
    total = 0
    for byte in entity.encode():
        total = (total * 31 + byte) % 65_521
    return total % number


def _line(file: EntityFile, occurrences: Sequence[Occurrence]) -> dict[str, object]:
    ordered = sorted(occurrences, key=lambda one: one.row)
    before = [0, *(one.row for one in ordered)]
    return {
        "names": dict(file.entity.names),
        "rows": [one.row - last for one, last in zip(ordered, before, strict=False)],
        "counts": "".join(str(min(one.count, MANY)) for one in ordered),
    }


def _forms(file: EntityFile) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every way to write the entity's name, as the keys of its words; each way once."""
    entity = file.entity
    written = [form for _, form in (*entity.names, *entity.variants)]
    written += [surface for surface, _ in file.surfaces]
    forms = (tuple(keys(token) for token in tokens(normal(form))) for form in written)
    yield from (form for form in dict.fromkeys(forms) if form and all(form[-1]))
