"""suppress.yml says what is taken down, why and since when, or is refused."""

from pathlib import Path

import pytest

from newsarchive.errors import ConfigError
from newsarchive.model import ArticleId, Suppressed
from newsarchive.suppress import load


def test_without_a_file_nothing_is_taken_down(tmp_path: Path) -> None:
    assert load(tmp_path) == ()


def test_entries_come_sorted_with_date_and_reason(tmp_path: Path) -> None:
    (tmp_path / "suppress.yml").write_text(
        "- {article: b, date: 2026-11-22, reason: on request}\n"
        "- {article: a, date: '2026-01-02', reason: court order}\n"
    )
    assert load(tmp_path) == (
        Suppressed(ArticleId("a"), "2026-01-02", "court order"),
        Suppressed(ArticleId("b"), "2026-11-22", "on request"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {article: a, reason: x}", "entry 1: lacks date"),
        ("- {article: a, date: 2026-11-22}", "entry 1: lacks reason"),
        ("- {article: a, date: soon, reason: x}", "entry 1: 'soon' is no date"),
        ("- {article: ../../x, date: 2026-11-22, reason: x}", "is no article's name"),
        ("- {article: [a], date: 2026-11-22, reason: x}", "is no article's name"),
        ("- {article: a, date: 2026-11-22, reason: x, when: y}", "entry 1: takes article"),
        ("- a", "entry 1: takes article"),
        ("article: a", "must be a list"),
        ("- [", "not readable as YAML"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "suppress.yml").write_text(text)
    with pytest.raises(ConfigError, match=said):
        load(tmp_path)


def test_a_file_that_cannot_be_read_is_no_leave_to_publish(tmp_path: Path) -> None:
    (tmp_path / "suppress.yml").mkdir()
    with pytest.raises(ConfigError, match=r"suppress\.yml: Is a directory"):
        load(tmp_path)
