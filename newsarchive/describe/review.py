"""What waits for an editor among the translations, and where in which file to do something.

Nothing is judged here: the status of a sentence was settled when it was translated.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from newsarchive.describe.memory import Entry, Memory, normalise, primary
from newsarchive.model import (
    ArticleId,
    Finding,
    Record,
    Status,
    TranslatedSentence,
    Translation,
)

Pair = tuple[str, str]  # languages of the original and of the reader
Held = Mapping[Pair, Mapping[str, Entry]]  # by normalised sentence
Unit = tuple[str, TranslatedSentence]  # an original and what there is of it

# A reader is led astray most by a title or summary that is wrong or not there.
_PLACES = ("title", "summary", "body", "caption")
_STATUSES: tuple[Status, ...] = ("missing", "doubtful", "machine")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sentence that no person has translated or accepted."""

    status: Status
    article: ArticleId  # the first that holds it
    place: str  # "title", "summary", "body" or "caption"
    number: int  # of the sentence in that article, from 1; 0 in a title or caption
    languages: tuple[str, str]  # of the original and of the reader
    source: str
    target: str | None
    findings: tuple[Finding, ...]
    file: Path  # the PO file it stands or belongs in
    line: int | None  # None: the file has no entry for it yet, see `invite`
    articles: int = 1  # how many hold it


def waiting(records: Sequence[Record], *, memory: Memory) -> tuple[Waiting, ...]:
    """Every distinct sentence that waits, the worst first."""
    held = _held(records, memory)
    found = [one for r in records for one in _of(r, memory, held) if one.status != "accepted"]
    found.sort(key=lambda one: (one.languages, normalise(one.source), _badness(one)))
    distinct: list[Waiting] = []
    for _, same in groupby(found, key=lambda one: (one.languages, normalise(one.source))):
        group = list(same)
        distinct.append(replace(group[0], articles=len({one.article for one in group})))
    return tuple(sorted(distinct, key=_badness))


def invite(found: Sequence[Waiting], *, memory: Memory) -> int:
    """Put an empty entry into the PO files for each missing sentence that has none.

    Gives how many; an editor fills them in where they stand.
    """
    homeless = [one for one in found if one.line is None]
    for languages in sorted({one.languages for one in homeless}):
        own = [_empty(one) for one in homeless if one.languages == languages]
        memory.add(own, *languages)
    return len(homeless)


def _held(records: Sequence[Record], memory: Memory) -> Held:
    """What the memory has of all that can be translated, looked up at once."""
    texts: defaultdict[Pair, set[str]] = defaultdict(set)
    for record in records:
        for made in record.translations:
            pair = primary(record.article.language), primary(made.language)
            texts[pair].update(unit[0] for _, unit in _units(record, made))
    return {pair: memory.find_each(own, *pair) for pair, own in texts.items()}


def _of(record: Record, memory: Memory, held: Held) -> Iterator[Waiting]:
    for made in record.translations:
        pair = primary(record.article.language), primary(made.language)
        for (place, number), (source, own) in _units(record, made):
            entry = held[pair].get(normalise(source))
            yield Waiting(
                status=own.status,
                article=record.article.id,
                place=place,
                number=number,
                languages=pair,
                source=source,
                target=own.text,
                findings=own.findings,
                file=memory.path(*pair),
                line=entry.line if entry else None,
            )


def _units(record: Record, made: Translation) -> Iterator[tuple[tuple[str, int], Unit]]:
    """Everything that has a translation, with its place and number."""
    article = record.article
    if article.title and made.title:
        yield ("title", 0), (article.title.text, made.title)
    if article.caption and made.caption:
        yield ("caption", 0), (article.caption.text, made.caption)
    for number, (sentence, own) in enumerate(zip(record.sentences, made.sentences, strict=True)):
        place = "summary" if number in record.summary.sentences else "body"
        yield (place, number + 1), (sentence.text, own)


def _badness(one: Waiting) -> tuple[int, int, int, int, ArticleId, int]:
    telling = one.place in ("title", "summary")
    return (
        0 if telling and one.status != "machine" else 1,
        _STATUSES.index(one.status),
        _PLACES.index(one.place),
        -len(one.findings),
        one.article,
        one.number,
    )


def _empty(one: Waiting) -> Entry:
    where = f"sentence {one.number}" if one.number else one.place
    return Entry(one.source, "", accepted=False, place=f"{one.article}, {where}")
