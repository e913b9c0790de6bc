"""What every page of the last build was made from; one file, which may be lost.

A page looked at some fifty facts, most of which other pages looked at as well. So what each fact
said is kept once, and of a page only which facts it looked at: whether a fact still says the same
is asked once, and not once a page.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, compress, groupby
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from newsarchive import disk
from newsarchive.cards import digest
from newsarchive.config import Config
from newsarchive.model import Page
from newsarchive.publish.drafts import Draft, Fact, Facts, Made
from newsarchive.publish.edition import Edition
from newsarchive.publish.write import Standing

_PACKAGE = Path(__file__).parent.parent
_DIGEST = 16  # bytes
_NUMBER = np.dtype("<u4")
_ELSEWHERE = re.compile("__pycache__|^publish/(templates|theme)/")


class Basis(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a page was made from."""

    given: bytes  # digest of what was given to it
    facts: bytes  # numbers of the facts it looked at, each a _NUMBER


class _Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All facts of one kind that some page looked at, as the last build found them."""

    keys: tuple[str, ...]
    said: bytes  # of each, one after the other


class _Book(msgspec.Struct, frozen=True, array_like=True):
    """Facts are numbered through, kind after kind."""

    salt: str
    told: dict[str, _Told] = {}
    pages: dict[str, Basis] = {}

    @property
    def facts(self) -> list[Fact]:
        return [(kind, key) for kind, told in self.told.items() for key in told.keys]

    @property
    def said(self) -> bytes:
        return b"".join([told.said for told in self.told.values()])


class Ledger:
    """Held open while pages are made."""

    def __init__(self, path: Path, edition: Edition) -> None:
        """Asks whether all that was looked at before says the same in `edition`, which is not a
        watched one: a step that touches every article, and is dearer in a process that was copied.
        """
        self._path = path
        self._before = _read(path, _salt(edition.config))
        self._facts = self._before.facts
        self._numbers = {fact: number for number, fact in enumerate(self._facts)}
        self._now = Facts(edition)
        self._untouched = self._look_for_untouched(self._changed())
        self._said: dict[int, bytes] = {}  # of facts looked at in this build
        self._pages: dict[str, Basis] = {}

    def made(
        self,
        drafts: Iterable[Draft | Page],
        *,
        standing: Collection[str],
        make_each: Callable[[Sequence[Draft]], Iterable[Made]],
    ) -> Iterator[Page | Standing]:
        """A page for each of `drafts`, made where it has to be.

        `standing`: the pages that are as they were written, by path. Those that have to be made
        come last.
        """
        untouched = self._untouched.intersection(standing)
        due: list[Draft] = []
        for draft in drafts:
            if isinstance(draft, Page):
                yield draft
                continue
            given = digest(draft.given)
            known = self._before.pages[draft.path] if draft.path in untouched else None
            if known and known.given == given:
                self._pages[draft.path] = known
                yield Standing(draft.path)
            else:
                due.append(draft)
                self._pages[draft.path] = Basis(given, b"")
        for draft, (page, seen) in zip(due, make_each(due), strict=True):
            basis = self._pages[draft.path]
            self._pages[draft.path] = Basis(basis.given, self._noted(seen))
            yield page

    def saved(self) -> bool:
        """Keep what was made for the next build; to be called once the pages are written. Whether
        there was anything to keep.
        """
        changed = bool(self._said) or self._pages != self._before.pages
        if changed:
            disk.write(self._path, msgspec.msgpack.encode(self._book()))
        return changed

    def _changed(self) -> npt.NDArray[np.bool_]:
        """For each fact of the last build, whether it says something else now."""
        told = self._before.told.items()
        now = b"".join([self._now.each(kind, one.keys) for kind, one in told])
        changed: npt.NDArray[np.bool_] = (_digests(now) != _digests(self._before.said)).any(axis=1)
        return changed

    def _look_for_untouched(self, changed: npt.NDArray[np.bool_]) -> frozenset[str]:
        """The pages of the last build that looked at nothing that says something else now."""
        looked = [basis.facts for basis in self._before.pages.values()]
        ends = np.cumsum([0, *(len(one) // _NUMBER.itemsize for one in looked)])
        each = changed[np.frombuffer(b"".join(looked), _NUMBER)]
        changes = np.concatenate(([0], np.cumsum(each)))
        same = changes[ends[1:]] == changes[ends[:-1]]
        return frozenset(compress(self._before.pages, same.tolist()))

    def _noted(self, seen: Iterable[Fact]) -> bytes:
        """The numbers of facts that a page looked at; what they say is kept with them."""
        numbers = []
        for fact in seen:
            number = self._numbers.setdefault(fact, len(self._facts))
            if number == len(self._facts):
                self._facts.append(fact)
            if number not in self._said:
                self._said[number] = self._now.said(fact)
            numbers.append(number)
        return np.array(sorted(numbers), _NUMBER).tobytes()

    def _book(self) -> _Book:
        """The new state, without facts that no page looks at any more."""
        looked = [basis.facts for basis in self._pages.values()]
        numbers = np.frombuffer(b"".join(looked), _NUMBER)
        used = np.zeros(len(self._facts), np.bool_)
        used[numbers] = True
        kept = sorted(np.flatnonzero(used).tolist(), key=lambda number: self._facts[number][0])
        places = np.zeros(len(self._facts), _NUMBER)
        places[kept] = np.arange(len(kept))
        renamed = places[numbers].tobytes()
        ends = list(accumulate(map(len, looked)))
        pages = zip(self._pages.items(), [0, *ends], ends, strict=False)
        return _Book(
            self._before.salt,
            self._told(kept),
            {path: Basis(basis.given, renamed[begin:end]) for (path, basis), begin, end in pages},
        )

    def _told(self, kept: Sequence[int]) -> dict[str, _Told]:
        """The facts of these numbers, which stand kind by kind, and what they say."""
        said = bytearray(self._before.said).ljust(_DIGEST * len(self._facts))
        for number, digested in self._said.items():
            said[_DIGEST * number : _DIGEST * (number + 1)] = digested
        every = _digests(bytes(said))
        of_kind = groupby(kept, key=lambda number: self._facts[number][0])
        each = [(kind, list(numbers)) for kind, numbers in of_kind]
        return {
            kind: _Told(tuple([self._facts[n][1] for n in numbers]), every[numbers].tobytes())
            for kind, numbers in each
        }


def _digests(said: bytes) -> npt.NDArray[np.uint8]:
    """A row for each."""
    return np.frombuffer(said, np.uint8).reshape(-1, _DIGEST)


def _read(path: Path, salt: str) -> _Book:
    """What was kept under the same salt; else an empty book."""
    try:
        book = msgspec.msgpack.decode(path.read_bytes(), type=_Book)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return _Book(salt)
    return book if book.salt == salt and _is_whole(book) else _Book(salt)


def _is_whole(book: _Book) -> bool:
    """Whether its parts fit together, as those of a damaged one may not."""
    known = sum(len(told.keys) for told in book.told.values())
    looked = b"".join([basis.facts for basis in book.pages.values()])
    return (
        all(len(told.said) == _DIGEST * len(told.keys) for told in book.told.values())
        and not len(looked) % _NUMBER.itemsize
        and (not looked or int(np.frombuffer(looked, _NUMBER).max()) < known)
    )


def _salt(config: Config) -> str:
    """Of all that pages depend on and nobody notes: our code, data and words. Templates are noted
    page by page, and the theme is around the pages.
    """
    code = [(n, s) for n, s in disk.scan(_PACKAGE).items() if not _ELSEWHERE.search(n)]
    return digest((config, code)).hex()
