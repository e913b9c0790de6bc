"""The sets that summaries are measured on: documents as sentences, with a reference each.

Sentences are split at full stops, since some sets are in lower case throughout, where no splitter
that looks for capitals works; all systems get the same sentences.
"""

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.model import Passage, Sentence

FOLDS = 5

_END = re.compile(r"(?<=[.!?…])(?:[\"»”’)]+(?=\s)|\s[\"'”](?=\s))?\s+(?=\S)")

FILES = {
    "cnn": ("summ-en.jsonl.xz", 3),
    "headline_ru": ("headlines-ru-en.jsonl.xz", 1),
    "headline_en": ("headlines-ru-en.jsonl.xz", 1),
    "papers_ru": ("summ-ru-sci.jsonl.xz", 5),
}


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its reference summary."""

    digest: str  # of the text
    lang: str
    sentences: tuple[Sentence, ...]
    reference: str
    length: int  # sentences that a summary is to have

    @property
    def fold(self) -> int:
        """Which of FOLDS parts it belongs to, by its text alone."""
        return int(self.digest, 16) % FOLDS


def read(folder: Path, name: str) -> list[Document]:
    """The documents of the set `name`, in `folder`/text."""
    file, length = FILES[name]
    lang = name.rpartition("_")[2] if "_" in name else "en"
    return list(_documents(folder / "text" / file, lang, length))


def _documents(path: Path, lang: str, length: int) -> Iterator[Document]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("lang", lang) != lang:
                continue
            digest = hashlib.sha256(row["text"].encode()).hexdigest()[:12]
            reference = _unwrapped(row.get("summary") or row["title"])
            sentences = tuple(_sentences(_unwrapped(row["text"])))
            if sentences:
                yield Document(digest, lang, sentences, reference, length)


def _unwrapped(field: str) -> str:
    """`field` without the quotation marks that a CSV file puts around one with commas in it."""
    if len(field) > 1 and field[0] == field[-1] == '"':
        return field[1:-1].replace('""', '"')
    return field


def _sentences(text: str) -> Iterator[Sentence]:
    paragraphs = [one.strip() for one in re.split(r"\n+", text) if one.strip()]
    for number, paragraph in enumerate(paragraphs):
        at = 0
        for piece in _END.split(paragraph):
            start = paragraph.index(piece, at)
            at = start + len(piece)
            yield Sentence(piece, Passage(number, start, at))
