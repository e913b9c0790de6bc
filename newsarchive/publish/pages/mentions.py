"""The sentences of an article that name an entity, as the entity's page quotes them.

Each leads to its place in the article; where the article is translated, to that of the translation,
with the original below it. What may not be published is not quoted either.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsarchive.model import TITLE, EntityId, Passage, Record, Sentence, Status
from newsarchive.publish.addresses import address, article_path
from newsarchive.publish.edition import Edition, Said
from newsarchive.publish.pages.listing import Teaser, teaser
from newsarchive.publish.pages.reading import Mark, Piece, cut, named_in

QUOTES = 5  # sentences quoted of one article
LONGEST = 480  # characters of a sentence that are quoted; the rest is a click away


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in one language; the pieces that carry an entity are the name."""

    pieces: tuple[Piece, ...]
    own: Said  # for `lang` and `dir`


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence that names the entity."""

    number: int  # 1-based, in the article
    address: str
    shown: Words
    status: Status | None  # of the translation; None: the article's own words
    original: Words | None  # below a translation


@dataclass(frozen=True, slots=True)
class Naming:
    """An article in the list of an entity, with the sentences that name it."""

    teaser: Teaser
    quotes: tuple[Quote, ...]
    more: int  # sentences that name it and are not quoted


def naming(edition: Edition, record: Record, entity: EntityId) -> Naming:
    """How `record` names `entity`; without sentences (a topic has none) its summary's begin."""
    marks = _marks(record, entity)
    quotes = [
        quote
        for number in sorted(marks)
        if (quote := _quote(edition, record, entity, number, marks[number]))
    ][:QUOTES]
    article = teaser(edition, record.article.id, tags=not quotes)
    if quotes:
        article = replace(article, lead=None)
    return Naming(article, tuple(quotes), len(marks) - len(quotes))


def _marks(record: Record, entity: EntityId) -> dict[int, list[Mark]]:
    """Number of a sentence, from 0 -> where in it the entity is named."""
    found: dict[int, list[Mark]] = {}
    for mention in record.mentions:
        if mention.entity != entity or mention.passage.paragraph == TITLE:
            continue
        number = _sentence(record.sentences, mention.passage)
        if number is not None:
            start = record.sentences[number].passage.start
            mark = (mention.passage.start - start, mention.passage.end - start, entity)
            found.setdefault(number, []).append(mark)
    return found


def _sentence(sentences: Sequence[Sentence], passage: Passage) -> int | None:
    """The number of the sentence that holds `passage` whole."""
    place = (passage.paragraph, passage.start)
    number = bisect_right(sentences, place, key=_begin) - 1
    if number < 0:
        return None
    here = sentences[number].passage
    inside = here.paragraph == passage.paragraph and passage.end <= here.end
    return number if inside else None


def _begin(sentence: Sentence) -> tuple[int, int]:
    return sentence.passage.paragraph, sentence.passage.start


def _quote(
    edition: Edition, record: Record, entity: EntityId, number: int, marks: Sequence[Mark]
) -> Quote | None:
    """The sentence in the reader's language where it is translated; None: not to be published."""
    full = edition.is_full(record.article)
    if not full and number not in record.summary.sentences:
        return None
    language = record.article.language
    original = _words(record.sentences[number].text, marks, language)
    place = address(article_path(record.article.id))
    translation = record.translation(edition.reader)
    translated = translation.sentences[number] if translation else None
    if translated is None or translated.text is None:
        anchor = f"#s{number + 1}" if full else "#summary"
        return Quote(number + 1, place + anchor, original, None, None)
    found = named_in(translated.text, [edition.entity(entity)], edition.reader)
    return Quote(
        number + 1,
        place + (f"#t{number + 1}" if full else "#summary"),
        _words(translated.text, found, edition.reader),
        translated.status,
        original if full else None,
    )


def _words(text: str, marks: Sequence[Mark], lang: str) -> Words:
    return Words(excerpt(text, marks), Said("", lang))


def excerpt(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """`text` in pieces; of one that is too long a stretch around its first mark."""
    if len(text) <= LONGEST:
        return cut(text, marks)
    first = min((start for start, _, _ in marks), default=0)
    start = max(0, min(first - LONGEST // 3, len(text) - LONGEST))
    end = start + LONGEST
    inside = [(a - start, b - start, e) for a, b, e in marks if a >= start and b <= end]
    pieces = cut(text[start:end], inside)
    before = (Piece("… "),) if start else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *pieces, *after)
