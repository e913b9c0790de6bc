"""The made-up archive: always the same, grown without change, true to its truth."""

import json
from pathlib import Path
from typing import Any

from benchmarks.synthetic import write_archive


def truth(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(folder: Path, told: dict[str, Any]) -> str:
    raw: bytes = (folder / "seeds" / told["file"]).read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251")


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    write_archive(tmp_path / "a", 30, seed=7)
    write_archive(tmp_path / "b", 30, seed=7)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_grown_archive_equals_one_made_at_once(tmp_path: Path) -> None:
    write_archive(tmp_path / "grown", 23)
    write_archive(tmp_path / "grown", 4, start=23)
    write_archive(tmp_path / "whole", 27)
    assert contents(tmp_path / "grown") == contents(tmp_path / "whole")


def test_every_paragraph_and_form_stands_in_its_seed(tmp_path: Path) -> None:
    write_archive(tmp_path, 60)
    for told in truth(tmp_path):
        text = text_of(tmp_path, told)
        assert told["title"] in text
        assert all(paragraph in text for paragraph in told["paragraphs"])
        assert all(form in text for entity in told["entities"] for form in entity["forms"])


def test_no_mark_of_the_grammar_is_left(tmp_path: Path) -> None:
    write_archive(tmp_path, 120)
    for told in truth(tmp_path):
        assert not set("{}<>|") & set(told["title"] + "".join(told["paragraphs"]))


def test_stories_are_told_in_both_languages_and_some_articles_are_reprints(tmp_path: Path) -> None:
    write_archive(tmp_path, 200)
    languages: dict[str, set[str]] = {}
    for told in truth(tmp_path):
        languages.setdefault(told["story"], set()).add(told["language"])
    assert sum(len(spoken) == 2 for spoken in languages.values()) > 10
    assert sum(told["reprint_of"] is not None for told in truth(tmp_path)) > 5
