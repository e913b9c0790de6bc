"""The whole road on the three seeds: what a reader finds, and what a new article changes."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from newsarchive import build
from newsarchive.config import Config, load
from newsarchive.publish.crawl import crawl

HERE = Path(__file__).parent.parent
SEEDS = sorted(path.stem for path in (HERE / "seeds").iterdir())
COMMENTS = ((HERE / "seeds" / "001_48b6390d794ba1c4.txt").read_text("utf-8"), 30, 64)

NEW = (
    "В Сочи открылась выставка яхт\n\n"
    "В Сочи в четверг открылась выставка парусных яхт, сообщил порт. "
    "На причале стоят сорок судов, самое старое построено сто лет назад.\n\n"
    "Выставка продлится неделю, вход свободный. Вечером в порту играет оркестр, "
    "а в последний день пройдёт гонка вдоль берега.\n"
)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in files
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but bookkeeping of times and the search index, whose bytes Pagefind varies."""
    files = (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name[0] != "." and "search-index" not in path.parts
    )
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def own_copy(root: Path) -> Path:
    for name in ("seeds", "authority", "translations"):
        shutil.copytree(HERE / name, root / name)
    return root


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = own_copy(tmp_path_factory.mktemp("archive"))
    build.build(root, Config())
    return root


def test_the_three_seeds_are_linked_but_report_no_one_event(archive: Path) -> None:
    made = build.read(archive, load(archive))
    assert made.stories == ()
    assert all(len(links) == 2 for links in made.links.values())


def test_a_second_build_changes_no_file(archive: Path) -> None:
    before = stamps(archive)
    build.build(archive, load(archive))
    assert stamps(archive) == before


def test_no_link_and_no_anchor_is_dead(archive: Path) -> None:
    assert crawl(archive / "site") == ()


def test_readers_comments_are_nowhere(archive: Path) -> None:
    text, first, last = COMMENTS
    lines = text.splitlines()
    body = words(" ".join(lines[: first - 1]))
    theirs = runs(words(" ".join(lines[first - 1 : last]))) - runs(body)
    theirs = {run for run in theirs if not all(word.isdigit() for word in run)}  # a time stamp
    assert len(theirs) > 100
    files = [path for name in ("docs", "site") for path in (archive / name).rglob("*")]
    for path in files:
        if path.is_file() and path.suffix in {".html", ".md", ".json", ".xml", ".csv", ".jsonl"}:
            found = theirs & runs(words(path.read_text("utf-8")))
            assert not found, f"{path}: {sorted(found)[:2]}"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(of: list[str]) -> set[tuple[str, ...]]:
    return {tuple(of[i : i + 5]) for i in range(len(of) - 4)}


def test_a_name_leads_to_one_page_in_all_its_forms(archive: Path) -> None:
    pages = {page.stem: html.parse(page / "index.html") for page in articles(archive)}
    leads = {
        (link.text_content(), link.get("href").rstrip("/").rpartition("/")[2])
        for page in pages.values()
        for link in page.xpath("//a[@href]")
    }
    for form, slug in (
        ("Ильхама Алиева", "ilham-aliyev"),
        ("Aliyev", "ilham-aliyev"),
        ("ОДКБ", "csto"),
        ("Гяндже", "ganja"),
        ("Pashinyan", "nikol-pashinyan"),
        ("A.Гараева", "azer-garayev"),
        ("СНГ", "cis"),
    ):
        assert (form, slug) in leads, form
        assert {there for text, there in leads if text == form} == {slug}


def articles(archive: Path) -> list[Path]:
    return sorted(page.parent for page in (archive / "site" / "articles").glob("*/index.html"))


def test_a_new_article_changes_only_what_it_touches(tmp_path: Path) -> None:
    root = own_copy(tmp_path)
    build.build(root, Config())
    before = contents(root / "docs")
    (root / "seeds" / "yachts.txt").write_text(NEW, encoding="utf-8")
    build.build(root, Config())
    after = contents(root / "docs")

    assert "articles/yachts.md" in after
    assert "not translated yet" in (root / "site/articles/yachts/index.html").read_text("utf-8")
    assert b"yachts" in after["places/sochi.md"]
    for untouched in ("people/zatulin.md", "organisations/azal.md", "places/iran.md"):
        assert after[untouched] == before[untouched]
    assert crawl(root / "site") == ()

    (root / "seeds" / "yachts.txt").unlink()
    build.build(root, Config())
    assert contents(root / "docs") == before
    left = [path for path in (root / "site").rglob("*") if b"yachts" in _bytes(path)]
    assert left == []


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_two_builds_from_nothing_are_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    again = own_copy(tmp_path)
    build.build(again, Config())
    assert contents(archive / "docs") == contents(again / "docs")


def test_raw_files_stay_as_they_came(archive: Path) -> None:
    assert contents(archive / "seeds") == contents(HERE / "seeds")


def test_every_shown_quotation_stands_in_its_seed(archive: Path) -> None:
    for name in SEEDS:
        seed = " ".join((HERE / "seeds" / f"{name}.txt").read_text("utf-8").split())
        page = html.parse(archive / "site" / "articles" / name / "index.html")
        originals = page.xpath("//*[starts-with(@id, 's') and number(substring(@id, 2))]")
        assert originals
        for sentence in originals:
            shown = " ".join(sentence.text_content().split()).lstrip("0123456789 ")
            assert shown[-60:] in seed or "agreement" in shown
