"""A page is made again when, and only when, something it looked at has changed."""

import random
import shutil
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.model import ArticleId, Page, Record, Rejected
from newsarchive.publish import render
from newsarchive.publish.docs import look
from newsarchive.publish.drafts import Draft, Notes, watched
from newsarchive.publish.edition import Edition
from newsarchive.publish.ledger import Ledger
from newsarchive.publish.pages import OWNED, make_pages
from newsarchive.publish.write import Written, write_pages
from newsarchive.relate.assemble import assemble
from tests.search_archive import KAMENOGRAD, LEAGUE, TALMOV, record

CONFIG = Config(title="Trial", site_url="https://me.example/")


def publish(root: Path, records: Sequence[Record], config: Config = CONFIG) -> Written:
    """Write the pages of an archive of `records`, remembering what each was made from."""
    archive = assemble(records, [Rejected("x.txt", "ingest", "empty")], cache=Cache(None))
    edition, notes = Edition(archive, config), Notes()
    ledger = Ledger(root / "pages.bin", edition)
    drafts = make_pages(watched(edition, notes))
    docs = look(root / "docs")
    make_each = partial(notes.made_each, cache=Cache(None), workers=config.workers)
    pages = ledger.made(drafts, standing=docs.standing, make_each=make_each)
    written = write_pages(docs, pages, owned=OWNED)
    ledger.saved()
    return written


def texts(root: Path) -> dict[str, str]:
    docs = root / "docs"
    return {p.relative_to(docs).as_posix(): p.read_text() for p in docs.rglob("*") if p.is_file()}


def article(number: int, *, words: str = "", date: str | None = None) -> Record:
    """Article `number`: who is named, and when it was published, follow from the number."""
    two = {str(LEAGUE.id): "League", str(KAMENOGRAD.id): "Town"}
    named = {str(TALMOV.id): "Talmov"} if number % 2 else two
    body = f"Talmov and the League met in Town for talk {number % 7} on barges {words}."
    year = date or (f"20{number % 4 + 10}-0{number % 9 + 1}-11" if number % 5 else None)
    return record(f"a{number:03}", f"Title {number}", body, lang="en", date=year, named=named)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_nothing_is_written_or_made_when_nothing_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [article(n) for n in range(8)]
    publish(root, records)

    def made(*_: object, **__: object) -> Page:
        raise AssertionError("an article's page was made again")

    monkeypatch.setattr("newsarchive.publish.pages.article.page", made)
    assert publish(root, records).written == ()


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_changes_gives_the_pages_that_a_build_from_nothing_gives(
    root: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    rnd = random.Random(seed)
    numbers = rnd.sample(range(40), 12)
    for _ in range(4):
        kind = rnd.choice(["add", "remove", "edit", "redate"])
        if kind == "add":
            numbers.append(rnd.choice([n for n in range(40) if n not in numbers]))
        if kind == "remove":
            numbers.remove(rnd.choice(numbers))
        edited = rnd.choice(numbers) if kind in ("edit", "redate") else None
        records = [
            article(n, words=kind, date="2015-02-03" if kind == "redate" else None)
            if n == edited
            else article(n)
            for n in sorted(numbers)
        ]
        publish(root, records)
        anew = tmp_path_factory.mktemp("anew")
        (anew / "docs").mkdir()
        publish(anew, records)
        assert _but_state(texts(root)) == _but_state(texts(anew))


def _but_state(found: dict[str, str]) -> dict[str, str]:
    """Without the one file that holds times."""
    return {name: text for name, text in found.items() if name != ".pages.json"}


def test_a_new_article_changes_no_page_that_does_not_show_it(root: Path) -> None:
    def far(n: int) -> Record:
        words = f"w{n}a w{n}b w{n}c w{n}d"
        return record(f"a{n:03}", f"Heading{n}", f"{words}.", lang="en", date=f"20{n + 10}-01-01")

    publish(root, [far(n) for n in range(30)])
    written = publish(root, [far(n) for n in range(31)]).written
    articles = [path for path in written if path.startswith("articles/a")]
    assert articles == ["articles/a029.md", "articles/a030.md"]  # itself and its neighbour in time


def test_a_change_of_configuration_makes_every_page_again(root: Path) -> None:
    records = [article(n) for n in range(3)]
    publish(root, records)
    other = Config(title="Other", site_url="https://me.example/")
    assert "articles/a000.md" in publish(root, records, other).written


@pytest.fixture
def templates(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, to be edited."""
    copied = tmp_path_factory.mktemp("package") / "templates"
    shutil.copytree(render.TEMPLATES, copied)
    monkeypatch.setattr(render, "TEMPLATES", copied)
    monkeypatch.setattr("newsarchive.publish.drafts.TEMPLATES", copied)
    monkeypatch.setattr(render, "_jinja", cache(render.environment))
    return copied


def test_a_changed_template_makes_the_pages_again_that_it_is_in(
    root: Path, templates: Path
) -> None:
    records = [article(n) for n in range(8)]
    publish(root, records)
    changed = templates / "article.jinja"
    changed.write_text(changed.read_text() + "<p>more</p>\n")
    written = [path for path in publish(root, records).written if path != "articles/index.md"]
    assert [path.partition("/")[0] for path in written] == ["articles"] * 8
    assert "<p>more</p>" in (root / "docs/articles/a000.md").read_text()


def test_a_changed_part_of_templates_makes_the_pages_again_that_hold_it(
    root: Path, templates: Path
) -> None:
    records = [article(n) for n in range(8)]
    publish(root, records)
    changed = templates / "_mentions.jinja"
    changed.write_text(changed.read_text().replace("<li", "<li hidden"))
    written = publish(root, records).written
    assert any(path.startswith(("people/", "places/")) for path in written)
    assert not any(path.startswith("articles/a") for path in written)


def test_a_page_changed_or_lost_on_disk_is_made_again(root: Path) -> None:
    records = [article(n) for n in range(3)]
    publish(root, records)
    before = texts(root)
    (root / "docs/articles/a000.md").write_text("defaced")
    (root / "docs/articles/a001.md").unlink()
    assert publish(root, records).written == ("articles/a000.md", "articles/a001.md")
    assert _but_state(texts(root)) == _but_state(before)


def _with_facts_that_are_none(raw: bytes) -> bytes:
    salt, told, pages = msgspec.msgpack.decode(raw)
    return msgspec.msgpack.encode(
        (salt, told, {p: (basis[0], b"\xff" * 4) for p, basis in pages.items()})
    )


@pytest.mark.parametrize("damaged", [lambda _: b'{"salt": 1', _with_facts_that_are_none])
def test_a_damaged_ledger_costs_time_and_nothing_else(
    root: Path, damaged: Callable[[bytes], bytes]
) -> None:
    records = [article(n) for n in range(3)]
    publish(root, records)
    ledger = root / "pages.bin"
    ledger.write_bytes(damaged(ledger.read_bytes()))
    assert publish(root, records).written == ()


def test_pages_made_one_after_the_other_do_not_mix_their_notes() -> None:
    edition = Edition(assemble([article(1), article(2)], [], cache=Cache(None)), CONFIG)
    notes = Notes()
    looking = watched(edition, notes)

    def made(name: ArticleId) -> Page:
        return Page(name, str(looking.archive.records[name]))

    seen = []
    for name in sorted(edition.archive.records):
        draft = Draft(name, partial(made, name))
        seen.append(notes.made(draft)[1])
    assert all(not one & other for one, other in pairwise(seen))
