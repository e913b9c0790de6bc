"""The table of contents of one PO file: which sentence stands where, and whether it changed.

A part of the file that is as it was when the last table was made is not read again. Tables are
arrays, so that three hundred thousand sentences are looked up in no time.
"""

import hashlib
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from newsarchive.describe import po
from newsarchive.describe.po import Entry
from newsarchive.errors import MemoryFileError

Numbers = npt.NDArray[np.uint64]
Row = tuple[int, ...]  # the columns of one entry

# Ways of typing one sign: a quotation found on two sites is one sentence.
_SPELLINGS = str.maketrans(
    dict.fromkeys("«»„“”‟″", '"')
    | dict.fromkeys("‘’‚‛′`", "'")
    | dict.fromkeys("–—―−‐‑", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"…": "...", "ё": "е", "Ё": "Е"}
)
_COLUMNS = ("key", "rank", "start", "end", "part", "target")


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """One row an entry, in the order of `key`; of one sentence the row that counts first."""

    digest: bytes  # of the file
    size: int  # of the file, in bytes
    key: Numbers  # of the sentence
    rank: Numbers  # 0 accepted, 1 made by a machine or marked fuzzy, 2 without a translation
    start: Numbers  # of the part of the file that holds it, in bytes
    end: Numbers
    part: Numbers  # digest of that part
    target: Numbers  # digest of the translation

    def parts(self, keys: Numbers) -> Numbers:
        """For each of `keys` the digest of what stands for it in the file; 0 for nothing."""
        if not len(self.key):
            return np.zeros(len(keys), np.uint64)
        at = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return np.where(self.key[at] == keys, self.part[at], np.uint64(0))


def normalise(sentence: str) -> str:
    """The form by which a sentence is looked up: spelling variants of signs are one."""
    plain = unicodedata.normalize("NFC", sentence).translate(_SPELLINGS)
    return " ".join(plain.split())


def key(sentence: str) -> int:
    """The number under which a sentence is found; that of two may be the same, by accident."""
    return _key_of_normal(normalise(sentence))


def _key_of_normal(sentence: str) -> int:
    return _number(sentence.encode("utf-8", "surrogatepass"))


def contents(path: Path, content: bytes, before: Contents | None = None) -> Contents:
    """The table of `content`, the bytes of `path`; `before` is that of the file as it was once.

    Raises MemoryFileError for a file that cannot be trusted.
    """
    if not content.strip():
        raise MemoryFileError(f"{path}, line 1: the file is empty; restore or delete it")
    if before and _has_grown(content, before):
        new = _table(path, content, before.size, {})
        old = np.array([getattr(before, column) for column in _COLUMNS], np.uint64).T
        table = np.concatenate([old, new])
    else:
        table = _table(path, content, 0, _rows_by_part(before) if before else {})
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    found = Contents(_digest(content), len(content), *np.ascontiguousarray(table.T))
    _refuse_two_accepted(found, path, content)
    return found


def _has_grown(content: bytes, before: Contents) -> bool:
    """Whether it is the file of `before` with more at its end, behind a blank line."""
    size = before.size
    return content[size - 1 : size + 1] == b"\n\n" and _digest(content[:size]) == before.digest


def _table(path: Path, content: bytes, first: int, known: Mapping[int, Sequence[Row]]) -> Numbers:
    """The rows of all that stands from byte `first` on; what of parts is `known` is not read."""
    spans = [(first + start, first + end) for start, end in po.stretches(content[first:])]
    digests = [_number(content[start:end]) for start, end in spans]
    unknown = [span for span, digest in zip(spans, digests, strict=True) if digest not in known]
    read = entries(path, content, unknown)
    rows = [
        (*columns[:2], start, end, digest, *columns[2:])
        for (start, end), digest in zip(spans, digests, strict=True)
        for columns in (known[digest] if digest in known else map(_row, read[start]))
    ]
    return np.array(rows, np.uint64).reshape(-1, len(_COLUMNS))


def written(found: Contents) -> bytes:
    """The table as the cache keeps it."""
    columns = [getattr(found, column).tobytes() for column in _COLUMNS]
    return msgspec.msgpack.encode((found.digest, found.size, columns))


def read(stored: bytes) -> Contents | None:
    """What `written` wrote; None for what is damaged."""
    try:
        digest, size, columns = msgspec.msgpack.decode(stored, type=tuple[bytes, int, list[bytes]])
        arrays = [np.frombuffer(column, np.uint64) for column in columns]
    except (msgspec.DecodeError, ValueError):
        return None
    whole = len(arrays) == len(_COLUMNS) and len({len(one) for one in arrays}) == 1
    return Contents(digest, size, *arrays) if whole else None


def is_of(found: Contents, content: bytes) -> bool:
    """Whether it is the table of a file with these bytes."""
    return found.digest == _digest(content)


# ---------------------------------------------------------------- the parts of a file


def _rows_by_part(before: Contents) -> dict[int, list[Row]]:
    """Digest of a part -> key, rank and target of each entry in it."""
    found: dict[int, tuple[int, list[Row]]] = {}
    columns = (before.part, before.start, before.key, before.rank, before.target)
    for part, start, *row in zip(*(column.tolist() for column in columns), strict=True):
        first, rows = found.setdefault(part, (start, []))
        if start == first:  # else the same part once more
            rows.append(tuple(row))
    return {part: rows for part, (_, rows) in found.items()}


def _row(entry: Entry) -> Row:
    rank = 0 if entry.accepted else 1 if entry.target else 2
    return key(entry.source), rank, _number(entry.target.encode())


def entries(path: Path, content: bytes, parts: Sequence[tuple[int, int]]) -> dict[int, list[Entry]]:
    """Beginning of each of `parts`, which come in order -> the entries in it.

    Raises MemoryFileError, with file and line, for what cannot be trusted.
    """
    found: dict[int, list[Entry]] = {start: [] for start, _ in parts}
    pieces = [content[start:end] + b"\n" for start, end in parts]
    try:
        read = po.entries(path, b"\n".join(pieces))
    except MemoryFileError:
        po.entries(path, content)  # names the right line
        raise
    ends = list(accumulate(piece.count(b"\n") + 1 for piece in pieces))  # last line of each
    moved = [line - first for line, first in zip(_lines(content, parts), [0, *ends], strict=False)]
    for entry in read:
        number = bisect_left(ends, entry.line)
        found[parts[number][0]].append(replace(entry, line=entry.line + moved[number]))
    return found


def _lines(content: bytes, parts: Sequence[tuple[int, int]]) -> Iterator[int]:
    """How many lines stand before each of `parts`, which come in order."""
    starts = [start for start, _ in parts]
    return accumulate(content.count(b"\n", a, b) for a, b in pairwise([0, *starts]))


def _refuse_two_accepted(found: Contents, path: Path, content: bytes) -> None:
    """As after a careless merge."""
    firsts = np.searchsorted(found.key, found.key)  # of its sentence, for each row
    other = (found.rank == 0) & (found.target != found.target[firsts])
    for row in np.flatnonzero(other).tolist():
        first, second = (_entry(found, path, content, n) for n in (int(firsts[row]), row))
        if normalise(first.source) == normalise(second.source):
            raise MemoryFileError(
                f"{path}, line {second.line}: this sentence is translated otherwise at line "
                f"{first.line}; remove one of the two, or mark one fuzzy"
            )


def _entry(found: Contents, path: Path, content: bytes, row: int) -> Entry:
    part = int(found.start[row]), int(found.end[row])
    wanted = int(found.key[row]), int(found.rank[row]), int(found.target[row])
    return next(one for one in entries(path, content, [part])[part[0]] if _row(one) == wanted)


def find(
    found: Contents, path: Path, content: bytes, sentences: Collection[str]
) -> dict[str, Entry]:
    """Normalised sentence -> its entry, for those of `sentences` that have one."""
    wanted = {normalise(sentence) for sentence in sentences}
    keys = np.array(sorted(map(_key_of_normal, wanted)), np.uint64)
    spans = (np.searchsorted(found.key, keys, side).tolist() for side in ("left", "right"))
    rows = [row for first, end in zip(*spans, strict=True) for row in range(first, end)]
    starts, ends = (column[rows].tolist() for column in (found.start, found.end))
    parts = sorted(set(zip(starts, ends, strict=True)))
    every = [one for read in entries(path, content, parts).values() for one in read]
    every.sort(key=lambda one: (not one.accepted, not one.target, one.line))
    answers: dict[str, Entry] = {}
    for one in every:
        normal = normalise(one.source)
        if normal in wanted:
            answers.setdefault(normal, one)
    return answers


def _number(content: bytes) -> int:
    """64 bits, never 0."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little") or 1


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
