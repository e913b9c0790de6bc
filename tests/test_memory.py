"""The translation memory: what wins, what is kept, what is refused."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import revision
from newsarchive.cache import Cache
from newsarchive.describe import contents
from newsarchive.describe.memory import SHELF, Entry, load, normalise
from newsarchive.errors import MemoryFileError
from newsarchive.model import Finding

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Source-Language: ru\\n"\n'


def file(folder: Path, text: str, name: str = "ru-en.po") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def machine(source: str, target: str, *findings: Finding) -> Entry:
    return Entry(source, target, accepted=False, engine="engine 1", findings=findings)


def test_a_missing_folder_is_an_empty_memory(tmp_path: Path) -> None:
    assert load(tmp_path / "none").find("Да.", "ru", "en") is None


def test_an_entry_that_is_not_fuzzy_is_accepted(tmp_path: Path) -> None:
    file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    found = load(tmp_path).find("Да.", "ru", "en")
    assert found is not None
    assert (found.target, found.accepted, found.reviewer, found.line) == ("Yes.", True, None, 6)


def test_a_file_with_a_header_alone_is_an_empty_memory(tmp_path: Path) -> None:
    file(tmp_path, HEAD)
    assert load(tmp_path).find("Да.", "ru", "en") is None


def test_a_reviewer_is_read_from_the_translators_comment(tmp_path: Path) -> None:
    file(tmp_path, HEAD + '\n# reviewer: A. Editor\nmsgid "Да."\nmsgstr "Yes."\n')
    found = load(tmp_path).find("Да.", "ru", "en")
    assert found is not None
    assert found.reviewer == "A. Editor"


@pytest.mark.parametrize(
    "asked", ['Он сказал: "ещё".', "Он сказал: «еще».", " Он  сказал:\u00a0„ещё“. "]
)
def test_spelling_of_signs_and_spaces_does_not_matter(tmp_path: Path, asked: str) -> None:
    file(tmp_path, HEAD + '\nmsgid "Он сказал: «ещё»."\nmsgstr "He said: more."\n')
    assert load(tmp_path).find(asked, "ru", "en") is not None


def test_a_region_of_a_language_uses_its_file(tmp_path: Path) -> None:
    file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    assert load(tmp_path).find("Да.", "ru-RU", "en-GB") is not None


def test_what_a_machine_made_comes_back_with_engine_and_findings(tmp_path: Path) -> None:
    made = machine("Их 5.", "There are 6.", Finding("number lost", "5: is not there"))
    load(tmp_path).add([made], "ru", "en")
    found = load(tmp_path).find("Их 5.", "ru", "en")
    assert found is not None
    assert (found.accepted, found.engine, found.findings) == (False, made.engine, made.findings)


def test_adding_keeps_what_stands_in_the_file_byte_for_byte(tmp_path: Path) -> None:
    old = HEAD + '\n# a word of the editor\nmsgid ""\n"Да"\n"."\nmsgstr "Yes."\n\n#~ msgid "x"\n'
    path = file(tmp_path, old + '#~ msgstr "y"\n')
    before = path.read_bytes()
    load(tmp_path).add([machine("Нет.", "No.")], "ru", "en")
    assert path.read_bytes().startswith(before)


def test_adding_does_not_touch_what_an_editor_accepted(tmp_path: Path) -> None:
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    before = path.read_bytes()
    load(tmp_path).add([machine("Да.", "Indeed.")], "ru", "en")
    assert path.read_bytes() == before


def test_adding_keeps_what_an_editor_wrote_since_the_file_was_read(tmp_path: Path) -> None:
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    memory = load(tmp_path)
    path.write_text(path.read_text("utf-8") + '\nmsgid "Быть может."\nmsgstr "Maybe."\n', "utf-8")
    memory.add([machine("Нет.", "No.")], "ru", "en")
    assert load(tmp_path).find("Быть может.", "ru", "en") is not None


def test_an_entry_that_waits_is_filled_in_where_it_stands(tmp_path: Path) -> None:
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr ""\n\nmsgid "Нет."\nmsgstr "No."\n')
    load(tmp_path).add([machine("Да.", "Yes.")], "ru", "en")
    text = path.read_text("utf-8")
    assert text.count("msgid") == 3
    assert text.index("Yes.") < text.index("No.")


def test_long_sentences_stand_on_one_line(tmp_path: Path) -> None:
    memory = load(tmp_path)
    memory.add([machine("Слово " * 60, "word " * 60)], "ru", "en")
    text = memory.path("ru", "en").read_text("utf-8")
    assert 'msgid "Слово Слово' in text


def test_of_two_entries_for_one_sentence_the_accepted_one_wins(tmp_path: Path) -> None:
    fuzzy = '\n#, fuzzy\nmsgid "«Да»."\nmsgstr "Machine."\n'
    file(tmp_path, HEAD + fuzzy + '\nmsgid "„Да“."\nmsgstr "Editor."\n')
    found = load(tmp_path).find('"Да".', "ru", "en")
    assert found is not None
    assert found.target == "Editor."


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ('\nmsgid "Да."\nmsgstr "Ye', 7),
        ('\nmsgid "Да."\n', 7),
        ("\n<<<<<<< HEAD\n", 6),
        ('\nmsgid "a "b" c"\nmsgstr ""\n', 6),
        ('\nmsgid "Да."\nmsgid "Нет."\nmsgstr "No."\n', 7),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path, damage: str, line: int) -> None:
    path = file(tmp_path, HEAD + damage)
    before = path.read_bytes()
    with pytest.raises(MemoryFileError, match=rf"ru-en\.po, line {line}:"):
        load(tmp_path)
    assert path.read_bytes() == before


def test_an_empty_file_and_one_of_other_bytes_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "")
    with pytest.raises(MemoryFileError, match="empty"):
        load(tmp_path)
    path.write_bytes(HEAD.encode() + b'\nmsgid "\xff"\nmsgstr ""\n')
    with pytest.raises(MemoryFileError, match="line 6: not UTF-8"):
        load(tmp_path)


def test_a_file_whose_name_says_no_pair_is_refused(tmp_path: Path) -> None:
    file(tmp_path, HEAD, "english.po")
    with pytest.raises(MemoryFileError, match="SOURCE-TARGET"):
        load(tmp_path)


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, source: str, target: str
) -> None:
    try:
        (source + target).encode()
    except UnicodeEncodeError:
        return  # half of a surrogate pair: no text of any seed
    if not normalise(source) or not target.split():
        return
    folder = tmp_path_factory.mktemp("memory")
    load(folder).add([machine(source, target)], "ru", "en")
    found = load(folder).find(source, "ru", "en")
    assert found is not None
    assert found.target == " ".join(target.split())


@given(st.text())
def test_normalising_twice_changes_nothing(sentence: str) -> None:
    assert normalise(normalise(sentence)) == normalise(sentence)


def test_two_accepted_translations_of_one_sentence_are_refused(tmp_path: Path) -> None:
    twice = '\nmsgid "Да."\nmsgstr "Yes."\n' * 2
    path = file(tmp_path, HEAD + twice)
    assert load(tmp_path).find("Да.", "ru", "en") is not None  # the same: no matter
    path.write_text(HEAD + twice + '\nmsgid "Да."\nmsgstr "Aye."\n', "utf-8")
    with pytest.raises(MemoryFileError, match=r"line 12: .* translated otherwise at line 6"):
        load(tmp_path)


def test_a_table_made_by_other_code_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(None)
    file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    load(tmp_path, cache)
    kept = cache.kept(SHELF)
    assert load(tmp_path, cache)
    assert cache.kept(SHELF) == kept
    monkeypatch.setattr(revision, "of", lambda *_: "0" * 64)
    found = load(tmp_path, cache).find("Да.", "ru", "en")
    assert found is not None
    assert cache.kept(SHELF) != kept


def test_a_damaged_table_costs_time_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(None)
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    load(tmp_path, cache)
    cache.keep(SHELF, {path.name: cache.kept(SHELF)[path.name][:-3]})
    found = load(tmp_path, cache).find("Да.", "ru", "en")
    assert found is not None
    assert found.target == "Yes."


def test_an_edit_that_leaves_the_size_is_seen_by_the_time_of_the_file(tmp_path: Path) -> None:
    cache = Cache(None)
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    load(tmp_path, cache)
    path.write_text(path.read_text().replace("Yes.", "Yea."))
    os.utime(path, ns=(0, 1))
    found = load(tmp_path, cache).find("Да.", "ru", "en")
    assert found is not None
    assert found.target == "Yea."


def test_a_file_that_was_only_touched_has_the_table_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(None)
    path = file(tmp_path, HEAD + '\nmsgid "Да."\nmsgstr "Yes."\n')
    load(tmp_path, cache)
    os.utime(path, ns=(0, 1))
    monkeypatch.setattr(contents, "contents", None)  # would be called to read it
    load(tmp_path, cache)
    monkeypatch.setattr(contents, "is_of", None)  # its bytes are not looked at any more
    found = load(tmp_path, cache).find("Да.", "ru", "en")
    assert found is not None
