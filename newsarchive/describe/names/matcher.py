"""Where known names stand in a text: all forms of all entries at once, whole words only.

Says which entries a stretch of text may mean; which of them it does is for describe/tag.py.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from newsarchive import languages
from newsarchive.describe.names.fold import folded, unmasked
from newsarchive.model import EntityId

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+")


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written, and whose it is."""

    text: str
    entity: EntityId
    bare: bool = False  # a surname alone: needs evidence


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that is some form's."""

    start: int
    end: int
    full: tuple[EntityId, ...]  # whose name, variant or acronym this is
    bare: tuple[EntityId, ...]  # whose surname this is


Table = Mapping[str, tuple[Form, ...]]  # folded form -> all that is folded so, both sorted


def tabled(forms: Iterable[Form]) -> dict[str, tuple[Form, ...]]:
    """The forms as a Matcher takes them."""
    found: dict[str, set[Form]] = {}
    for form in forms:
        found.setdefault(folded(form.text), set()).add(form)
    return {
        pattern: tuple(sorted(found[pattern], key=lambda f: (f.entity, f.text, f.bare)))
        for pattern in sorted(found)
    }


class Matcher:
    """An automaton over all forms that may stand in one language's texts."""

    def __init__(self, table: Table, lang: str) -> None:
        self._forms = list(table.values())
        self._automaton = AhoCorasick(list(table)) if table else None
        self._words = frozenset(languages.entries(lang, "stopwords"))
        self._tails = frozenset(languages.entries(lang, "compound_tails"))

    def find(self, text: str) -> tuple[Hit, ...]:
        """Hits in order, none inside another: the leftmost, of these the longest."""
        if self._automaton is None:
            return ()
        shown = unmasked(text)
        found: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(
            folded(shown), overlapping=True
        ):
            if self._is_word(shown, start, end):
                hit = self._hit(shown, number, start, end)
                if hit:
                    found.append(hit)
        return _leftmost_longest(found, _addresses(text))

    def _hit(self, text: str, number: int, start: int, end: int) -> Hit | None:
        printed = text[start:end]
        fitting = [
            form for form in self._forms[number] if self._same_case(form.text, printed, text)
        ]
        if not fitting:
            return None
        full = {form.entity for form in fitting if not form.bare}
        bare = {form.entity for form in fitting if form.bare}
        return Hit(start, end, tuple(sorted(full)), tuple(sorted(bare - full)))

    def _same_case(self, form: str, printed: str, text: str) -> bool:
        """A capital stands where the form has one; an acronym is all capitals.

        In a line that is all capitals an acronym that is also a word (US, IT) says nothing.
        """
        if is_acronym(form):
            shouted = text.isupper() and folded(form) in self._words
            return printed.upper() == printed and not shouted
        return all(
            not wanted.isupper() or given.isupper() or not _begins_word(form, i)
            for i, (wanted, given) in enumerate(zip(form, printed, strict=True))
        )

    def _is_word(self, text: str, start: int, end: int) -> bool:
        return self._free_left(text, start) and self._free_right(text, end)

    def _free_left(self, text: str, start: int) -> bool:
        if start == 0:
            return True
        before = text[start - 1]
        if before in "-‑":
            return _word_before(text, start - 1)[:1].isupper()
        if before == ".":  # of an address, not of an initial
            return not (start > 1 and text[start - 2].isascii() and text[start - 2].islower())
        return not (before.isalnum() or before in "_@/")

    def _free_right(self, text: str, end: int) -> bool:
        after, next_one = text[end : end + 1], text[end + 1 : end + 2]
        if after in ("-", "‑"):
            tail = _word_after(text, end + 1)
            return not tail or not tail[0].islower() or tail in self._tails
        if after == ".":
            return not (next_one.isalnum() and not next_one.isupper())
        return not (after.isalnum() or after in ("_", "@"))


def is_acronym(form: str) -> bool:
    """Two letters and more, all capitals."""
    return sum(letter.isalpha() for letter in form) > 1 and form.upper() == form


def _leftmost_longest(found: list[Hit], addresses: list[tuple[int, int]]) -> tuple[Hit, ...]:
    chosen: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        inside = any(
            (a < hit.start and hit.end <= b) or a == hit.start < b != hit.end for a, b in addresses
        )
        if not inside and (not chosen or chosen[-1].end <= hit.start):
            chosen.append(hit)
    return tuple(chosen)


def _addresses(text: str) -> list[tuple[int, int]]:
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [found.span() for found in _ADDRESS.finditer(text)]


def _begins_word(form: str, i: int) -> bool:
    return i == 0 or not form[i - 1].isalnum()


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def _word_after(text: str, start: int) -> str:
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]
