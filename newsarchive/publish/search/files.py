"""The files of one segment: its words in chunks, a row for each article, what facets count.

Pure: documents in, bytes under relative names out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from newsarchive.publish.search.documents import Document, Text
from newsarchive.publish.search.engine import Entry, index
from newsarchive.publish.search.fold import tokens
from newsarchive.publish.search.pack import chunks as cut
from newsarchive.publish.search.pack import packed

ROWS = "rows.json"  # article and digest of each row: what the next build reads


@dataclass(frozen=True, slots=True)
class Head:
    """What the manifest says of a segment, enough to know which of its files to fetch."""

    name: str
    lengths: tuple[int, ...]  # words of each row, to two digits
    chunks: tuple[str, ...]  # where each chunk of the dictionary begins


@dataclass(frozen=True, slots=True)
class Made:
    """One segment, ready to be written."""

    head: Head
    files: Mapping[str, bytes]  # name -> content
    program: bytes  # what runs the index in the browser


def make(name: str, documents: Sequence[Document]) -> Made:
    found = index([_entry(document) for document in documents])
    chunks = list(cut(found.words))
    head = Head(
        name=name,
        lengths=tuple(_rounded(length) for length in found.lengths),
        chunks=tuple(chunk.start for chunk in chunks),
    )
    files = {f"w{n}.bin": chunk.content for n, chunk in enumerate(chunks)}
    files |= {f"r{n}.bin": packed(row(one)) for n, one in enumerate(documents)}
    files["facets.bin"] = packed(facets(documents))
    files["head.bin"] = packed(asdict(head))
    return Made(head, files, found.program)


def row(one: Document) -> dict[str, object]:
    """What a result shows; its texts word for word, so that a hit can be shown in context."""
    return {
        "id": one.id,
        "date": one.date,
        "sources": one.sources,
        "texts": [(text.language, text.title, text.paragraphs) for text in one.texts],
        "named": {named.entity: named.forms for named in one.named},
    }


def facets(documents: Sequence[Document]) -> dict[str, object]:
    """For each row what it counts as, values by their number in a list."""
    sources = sorted({source for one in documents for source in one.sources})
    entities = sorted({named.entity for one in documents for named in one.named})
    languages = sorted({one.texts[0].language for one in documents})
    of_source = {source: n for n, source in enumerate(sources)}
    of_entity = {entity: n for n, entity in enumerate(entities)}
    return {
        "sources": sources,
        "entities": entities,
        "languages": languages,
        "rows": [
            (
                languages.index(one.texts[0].language),
                one.date,
                [of_source[source] for source in one.sources],
                [of_entity[named.entity] for named in one.named],
            )
            for one in documents
        ],
    }


def _entry(one: Document) -> Entry:
    return Entry(
        title=tuple(token for text in one.texts for token in tokens(text.title)),
        words=tuple(token for text in one.texts for token in _tokens(text)),
    )


def _tokens(text: Text) -> list[str]:
    return [token for piece in (text.title, *text.paragraphs) for token in tokens(piece)]


def _rounded(length: int) -> int:
    """Two digits: enough to weigh a long article, and short once packed."""
    step: int = 10 ** max(0, len(str(length)) - 2)
    return length // step * step
