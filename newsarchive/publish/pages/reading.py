"""The text of an article, cut for reading: rows of paragraphs, sentences paired, names linked.

Says where links and marks stand; templates say what they look like.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsarchive.model import TITLE, Entity, EntityId, Mention, Record, Status, TranslatedSentence
from newsarchive.publish.edition import Edition

Mark = tuple[int, int, EntityId]  # where in a text an entity is named: start, end


# named tuples: a page has hundreds, and frozen dataclasses take three times as long to make


class Piece(NamedTuple):
    """A stretch of text, linked to an entity or not."""

    text: str
    entity: EntityId | None = None


class Line(NamedTuple):
    """One sentence as it stands in a column."""

    number: int  # 1-based
    pieces: tuple[Piece, ...]
    gap: str = ""  # white space between it and the sentence before
    status: Status | None = None  # of a translation; None: the original
    note: str = ""  # what the gate found, in words


class Row(NamedTuple):
    """One paragraph, original and translated."""

    original: tuple[Line, ...]
    translated: tuple[Line, ...]  # empty where the article is in the reader's language


def rows(edition: Edition, record: Record, lang: str) -> tuple[Row, ...]:
    """The paragraphs of the body, those of the translation into `lang` beside them."""
    translation = record.translation(lang)
    translated = translation.sentences if translation else ()
    mentions = _mentions(edition, record)
    made = []
    for paragraph, numbers in _by_paragraph(record):
        inside = mentions.get(paragraph, [])
        here = [(n, _within(record, n, inside)) for n in numbers]
        original = tuple([_original(record, n, named) for n, named in here])
        beside = [
            _translated(edition, n, translated[n], named, lang)
            for n, named in (here if translated else ())
        ]
        made.append(Row(original, tuple(beside)))
    return tuple(made)


def _mentions(edition: Edition, record: Record) -> dict[int, list[Mention]]:
    """Those of things that the archive holds, by paragraph, as they stand in it."""
    found: dict[int, list[Mention]] = {}
    for mention in sorted(record.mentions, key=lambda m: m.passage):
        paragraph = mention.passage.paragraph
        if paragraph != TITLE and mention.entity in edition.archive.entities:
            found.setdefault(paragraph, []).append(mention)
    return found


def _by_paragraph(record: Record) -> list[tuple[int, list[int]]]:
    numbers: dict[int, list[int]] = {}
    for n, sentence in enumerate(record.sentences):
        numbers.setdefault(sentence.passage.paragraph, []).append(n)
    return sorted(numbers.items())


def _original(record: Record, n: int, mentions: Sequence[Mention]) -> Line:
    sentence = record.sentences[n]
    start = sentence.passage.start
    before = record.sentences[n - 1].passage if n else None
    same = before is not None and before.paragraph == sentence.passage.paragraph
    marks = [(m.passage.start - start, m.passage.end - start, m.entity) for m in mentions]
    return Line(n + 1, cut(sentence.text, marks), " " if same else "")


def _within(record: Record, n: int, mentions: Sequence[Mention]) -> list[Mention]:
    here = record.sentences[n].passage
    return [m for m in mentions if here.start <= m.passage.start and m.passage.end <= here.end]


def _translated(
    edition: Edition, n: int, sentence: TranslatedSentence, mentions: Sequence[Mention], lang: str
) -> Line:
    if sentence.text is None:
        pieces: tuple[Piece, ...] = (Piece(edition.words("translation.missing_here")),)
    else:
        entities = [edition.entity(one) for one in sorted({m.entity for m in mentions})]
        pieces = cut(sentence.text, named_in(sentence.text, entities, lang))
    return Line(n + 1, pieces, " ", sentence.status, note(edition, sentence))


def named_in(text: str, entities: Iterable[Entity], lang: str) -> list[Mark]:
    """Where a translated sentence names what its original names; the longest form first."""
    forms = {form: e.id for e in entities for form in _forms(e, lang) if form in text}
    found = [(start, start + len(one), forms[one]) for one in forms for start in _starts(text, one)]
    marks: list[Mark] = []
    for mark in sorted(found, key=_first_and_longest):
        if not marks or mark[0] >= marks[-1][1]:
            marks.append(mark)
    return marks


def _starts(text: str, form: str) -> Iterator[int]:
    """Where `form` stands in `text` as a word of its own."""
    start = text.find(form)
    while start >= 0:
        around = text[max(start - 1, 0) : start] + text[start + len(form) : start + len(form) + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            yield start
        start = text.find(form, start + 1)


def _first_and_longest(mark: Mark) -> tuple[int, int]:
    return mark[0], -mark[1]


def _forms(entity: Entity, lang: str) -> list[str]:
    names = [name for one, name in (*entity.names, *entity.variants) if one == lang]
    surnames = [name.split()[-1] for name in names if entity.kind == "person"]
    return [form for form in (*names, *surnames) if len(form) > 1]


def cut(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """`text` in pieces, whole; of marks that overlap the first and longest stays."""
    pieces, at = [], 0
    for start, end, entity in sorted(marks, key=_first_and_longest):
        if start < at or start >= end:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], entity))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def note(edition: Edition, sentence: TranslatedSentence) -> str:
    """What a reader should know of this sentence before trusting it."""
    if not sentence.findings:
        return ""
    words = edition.words
    found = "; ".join(f"{words.rule(f.rule)}: {words.rule(f.detail)}" for f in sentence.findings)
    key = "doubtful_because" if sentence.status == "doubtful" else "note"
    return words(f"translation.{key}", findings=found)
