"""Sidecars: strict, so that a mistyped order is never silently no order."""

from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.errors import ConfigError
from newsarchive.ingest.accession import accession
from newsarchive.ingest.sidecar import parse
from newsarchive.model import Article

PAGE = "The old bridge\n\nLog in\n\n" + "\n\n".join(
    f"The council of Eastmouth voted on Tuesday to repair bridge {n}, which had been closed since"
    f" the flood of last winter, and the work will begin in spring, the mayor said."
    for n in "ABC"
)


def article(tmp_path: Path, sidecar: str) -> Article:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "a.meta.yml").write_text(sidecar, "utf-8")
    articles, rejected = accession(tmp_path, cache=Cache(None), workers=1)
    assert rejected == ()
    return articles[0]


def test_what_the_editor_states_beats_what_is_found(tmp_path: Path) -> None:
    made = article(
        tmp_path,
        "title: Bridge to be repaired\ndate: 2018-09-14\nsource: Eastmouth Echo\n"
        "language: no\nrights: CC BY 4.0\nbyline: Anna Ode\nurl: https://example.org/1\n",
    )
    assert made.title is not None
    assert (made.title.text, made.title.rule) == ("Bridge to be repaired", "stated: sidecar")
    assert (made.published.edtf, made.published.rule) == ("2018-09-14", "stated: sidecar")
    assert made.language == "no"
    assert [source.text for source in made.sources] == ["Eastmouth Echo"]
    assert made.rights is not None
    assert made.byline is not None
    assert made.url is not None


def test_keep_and_drop_overrule_cleaning(tmp_path: Path) -> None:
    made = article(tmp_path, "keep: 3\ndrop: [5-6]\nnot_tags: [people/anna-ode]\nsummary: [1, 2]\n")
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert "Log in" in texts
    assert not any("bridge A" in text for text in texts)
    assert [r.rule for r in made.removals if r.lines == (5, 5)] == ["dropped by the editor"]
    assert made.editorial.not_tags == ("people/anna-ode",)
    assert made.editorial.summary == (1, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: A bridge", "did you mean 'title'"),
        ("date: 14.09.2018", "write 2018-09-14"),
        ("language: Russian", "a language tag"),
        ("url: javascript:alert(1)", "https://"),
        ("date: 2018-13-45", "2018-09-14"),
        ("date: 9999-12-31", "2018-09-14"),
        ("date: '[..0000]'", "2018-09-14"),
        ("publish: yes", "full or summary"),
        ("keep: 9-3", "the smaller first"),
        ("drop: [a]", "line numbers"),
        ("not_tags: [Anna]", "an entity's address"),
        ("summary: [0]", "from 1 on"),
        ("title: [a, b]", "one line of text"),
        ("- a", "key: value"),
        ("title: 'a", "not readable as YAML"),
    ],
)
def test_a_mistake_is_an_error_that_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"a\.meta\.yml") as caught:
        parse(text, "a.meta.yml")
    assert message in str(caught.value)


def test_a_sidecar_without_a_seed_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (tmp_path / "b.meta.yml").write_text("title: B", "utf-8")
    _, rejected = accession(tmp_path, cache=Cache(None), workers=1)
    assert [one.path for one in rejected] == ["b.meta.yml"]
