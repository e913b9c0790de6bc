"""Accession: the archive's own three seeds, permanent ids, and a reason for every refusal."""

import json
import os
from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.errors import ConfigError
from newsarchive.ingest.accession import accession, article_id
from newsarchive.model import Article, Rejected

ROOT = Path(__file__).parents[1]
GOLD = sorted((ROOT / "tests" / "golden" / "seeds").glob("*.json"))
TEXT = "Harbour reopens after storm\n\n" + "\n\n".join(
    f"The harbour of Eastmouth reopened on day {n} after the storm, the port authority said, and"
    f" {n} ships left before noon while crews went on clearing the northern pier."
    for n in range(4)
)


def taken(seeds: Path) -> tuple[tuple[Article, ...], tuple[Rejected, ...]]:
    articles, rejected = accession(seeds, cache=Cache(None), workers=1)
    return tuple(articles), rejected


@pytest.fixture(scope="module")
def seeds_of_ours() -> dict[str, Article]:
    return {article.id: article for article in taken(ROOT / "seeds")[0]}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_our_seeds_come_out_as_their_gold(path: Path, seeds_of_ours: dict[str, Article]) -> None:
    gold = json.loads(path.read_text("utf-8"))
    article = seeds_of_ours[gold["id"]]
    assert article.language == gold["language"]
    assert article.title is not None
    assert article.title.text == gold["title"]
    assert [paragraph.text for paragraph in article.paragraphs] == gold["paragraphs"]
    assert (article.caption.text if article.caption else None) == gold["caption"]
    assert [source.text for source in article.sources] == gold["sources"]
    assert article.published.edtf == gold["published"]
    named = {removal.rule for removal in article.removals}
    assert {removed["rule"] for removed in gold["removed"]} <= named


def test_comments_leave_no_word_behind(seeds_of_ours: dict[str, Article]) -> None:
    article = seeds_of_ours["001_48b6390d794ba1c4"]
    comments = [removal for removal in article.removals if removal.rule == "comments"]
    assert [removal.quote for removal in comments] == [None]
    assert comments[0].lines == (30, 64)
    assert article.published.quote == "14.09.2018 20:53"
    assert "паразитизм" not in repr(article)


def test_a_plain_name_is_its_own_id() -> None:
    assert article_id("000_ccf442b3b6bf0421.txt") == "000_ccf442b3b6bf0421"


@pytest.mark.parametrize(
    "path", ["a/000.txt", "Upper.txt", "con.txt", "a b.txt", "é.txt", "x.html", "Статья.txt"]
)
def test_every_other_name_gets_a_digest_of_its_path(path: str) -> None:
    assert article_id(path).rpartition("-")[2].isalnum()
    assert article_id(path) != article_id("b/" + path)


def test_parts_of_one_file_have_ids_of_their_own() -> None:
    assert article_id("crawl.warc", "urn:1") != article_id("crawl.warc", "urn:2")


def test_an_empty_folder_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="put articles"):
        taken(tmp_path)
    with pytest.raises(ConfigError, match="no such folder"):
        taken(tmp_path / "none")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "no text"),
        (b"Word", "one word"),
        (b"Log in\n\nShare\n\n12\n\nPrint\n", "no text was left"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(
    tmp_path: Path, raw: bytes, reason: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(raw)
    articles, rejected = taken(tmp_path)
    assert articles == ()
    assert reason in rejected[0].reason
    assert rejected[0].reason.startswith("bad.txt: ")


def test_the_same_bytes_are_taken_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    articles, rejected = taken(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert "same bytes as a.txt" in rejected[0].reason


def test_links_and_pipes_are_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    articles, rejected = taken(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert [one.path for one in rejected] == ["link.txt", "pipe.txt"]


def test_a_second_reading_is_remembered_and_the_same(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, "utf-8")
    cache = Cache(tmp_path / "cache.sqlite")
    (first,), _ = accession(tmp_path / "seeds", cache=cache, workers=1)
    (again,), _ = accession(tmp_path / "seeds", cache=cache, workers=1)
    assert again == first
    cache.close()


def test_a_name_made_to_have_another_s_address_is_refused(tmp_path: Path) -> None:
    forged = f"{article_id('Ferry.txt')}.txt"
    (tmp_path / "Ferry.txt").write_text(TEXT, "utf-8")
    (tmp_path / forged).write_text(TEXT + "Another line stands here.\n", "utf-8")
    articles, rejected = taken(tmp_path)
    assert [article.origin.path for article in articles] == ["Ferry.txt"]
    assert rejected[0].reason == f"{forged}: its address would be that of Ferry.txt; rename it"


@pytest.mark.parametrize("run", ["а" * 100_000, "a@" * 3_000, "a-" * 40_000, "字" * 20_000])
def test_characters_without_end_are_refused(tmp_path: Path, run: str) -> None:
    (tmp_path / "a.txt").write_text(f"{TEXT}\n{run}\n", "utf-8")
    _, rejected = taken(tmp_path)
    assert "characters without a space" in rejected[0].reason


def test_a_long_paragraph_of_a_script_without_spaces_is_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("橋\n\n" + "昨日新しい橋が開通した。" * 500, "utf-8")
    articles, _ = taken(tmp_path)
    assert len(articles) == 1
