"""The table of contents of a PO file is the same whether it grew or was made from nothing."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.describe import contents, po
from newsarchive.describe.po import Entry
from newsarchive.errors import MemoryFileError

PATH = Path("ru-en.po")
HEAD = po.header("ru", "en")
SENTENCES = ("Мост закрыт.", "«Нет»", "Что?\tДа", "Два пути", 'msgid "x"')


def file(*entries: tuple[str, str]) -> bytes:
    made = [Entry(source, target, accepted=bool(target)) for source, target in entries]
    return po.with_more(HEAD, made)


def rows(found: contents.Contents) -> list[tuple[int, ...]]:
    columns = (found.key, found.rank, found.start, found.end, found.part, found.target)
    return list(zip(*(column.tolist() for column in columns), strict=True))


entries = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(["", "One.", 'A "b" c'])),
    max_size=6,
    unique_by=lambda one: one[0],
)


@given(st.lists(entries, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_table_that_grew_equals_one_made_from_nothing(
    steps: list[list[tuple[str, str]]],
) -> None:
    before = None
    for step in steps:
        content = file(*step)
        before = contents.contents(PATH, content, before)
        assert rows(before) == rows(contents.contents(PATH, content))


def test_parts_that_are_as_they_were_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents.contents(PATH, file(("Раз.", "One."), ("Два.", "Two.")))
    read: list[bytes] = []
    real = po.entries

    def entries(path: Path, content: bytes) -> list[Entry]:
        read.append(content)
        return real(path, content)

    monkeypatch.setattr(po, "entries", entries)
    contents.contents(PATH, file(("Раз.", "One."), ("Два.", "Two."), ("Три.", "Three.")), first)
    assert "Три." in b"".join(read).decode()
    assert "Раз." not in b"".join(read).decode()


@given(entries)
@settings(max_examples=40, deadline=None)
def test_every_sentence_is_found_with_its_line(step: list[tuple[str, str]]) -> None:
    content = file(*step)
    table = contents.contents(PATH, content)
    found = contents.find(table, PATH, content, [source for source, _ in step])
    whole = {contents.normalise(one.source): one for one in po.entries(PATH, content)}
    assert found == whole


def test_what_the_cache_keeps_is_read_as_it_was() -> None:
    content = file(("Раз.", "One."), ("Два.", ""))
    table = contents.contents(PATH, content)
    again = contents.read(contents.written(table))
    assert again is not None
    assert rows(again) == rows(table)
    assert contents.is_of(again, content)
    assert not contents.is_of(again, content + b"\n")


@pytest.mark.parametrize("stored", [b"", b"\xc1", b"\x92\xc4\x01a\xc4\x03abc"])
def test_a_damaged_table_is_none(stored: bytes) -> None:
    assert contents.read(stored) is None


def test_the_number_of_a_sentence_changes_with_its_entry_alone() -> None:
    keys = np.array([contents.key(text) for text in ("Раз.", "Два.", "Три.")], np.uint64)
    one = contents.contents(PATH, file(("Раз.", "One."), ("Два.", "Two."))).parts(keys)
    other = contents.contents(PATH, file(("Раз.", "One."), ("Два.", "Twain."))).parts(keys)
    assert (one == other).tolist() == [True, False, True]
    assert one[2] == 0  # in neither


def test_an_entry_that_goes_over_a_blank_line_is_read_all_the_same() -> None:
    content = HEAD + 'msgid "Раз."\n\nmsgstr "One."\n\nmsgid "Два."\nmsgstr "Two."\n'.encode()
    table = contents.contents(PATH, content)
    found = contents.find(table, PATH, content, ["Раз.", "Два."])
    assert [(one.target, one.line) for one in found.values()] == [("One.", 8), ("Two.", 12)]


def test_comments_before_an_entry_belong_to_it_wherever_it_stands() -> None:
    content = HEAD + '\n# reviewer: A. Editor\nmsgid "Раз."\nmsgstr "One."\n'.encode()
    table = contents.contents(PATH, content)
    assert contents.find(table, PATH, content, ["Раз."])["Раз."].reviewer == "A. Editor"


def test_a_fault_is_named_by_its_line_in_the_file() -> None:
    before = contents.contents(PATH, file(("Раз.", "One.")))
    content = file(("Раз.", "One.")) + b'\nmsgid "a"\nmsgid "b"\n'
    line = content.count(b"\n")
    with pytest.raises(MemoryFileError, match=f"line {line}: msgid where msgstr"):
        contents.contents(PATH, content, before)
