"""An article's translations are read again only where the memory says something else of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, catalogue, memory, told
from newsarchive.describe.memory import Entry
from newsarchive.model import Article, Record
from tests.catalogued import HandEngine, article

ONE = article("Первый день.", title="Начало", name="one")
TWO = article("Второй день.", title="Конец", name="two")


def records(
    folder: Path, cache: Cache, *articles: Article, engine: HandEngine | None = None
) -> tuple[Record, ...]:
    made = catalogue.catalogue(
        articles,
        config=Config(reader_languages=("en",), workers=1),
        authority=authority.load(folder / "authority"),
        memory=memory.load(folder, cache),
        engine=engine,
        cache=cache,
    )
    return tuple(made)


def add(folder: Path, source: str, target: str, *, accepted: bool = True) -> None:
    memory.load(folder).add([Entry(source, target, accepted=accepted)], "ru", "en")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The places of articles whose translations were read."""
    places: list[int] = []
    real = told._made

    def made(desk: told.Desk, wanted: Sequence[int]) -> object:
        places.extend(wanted)
        return real(desk, wanted)

    monkeypatch.setattr(told, "_made", made)
    return places


def test_only_an_article_with_a_sentence_that_changed_is_read_again(
    tmp_path: Path, read: list[int]
) -> None:
    cache = Cache(None)
    add(tmp_path, "Первый день.", "Day one.")
    records(tmp_path, cache, ONE, TWO)
    read.clear()
    add(tmp_path, "Второй день.", "Day two.")
    one, two = records(tmp_path, cache, ONE, TWO)
    assert read == [1]
    assert [r.translations[0].sentences[0].text for r in (one, two)] == ["Day one.", "Day two."]


def test_a_corrected_sentence_is_read_again(tmp_path: Path, read: list[int]) -> None:
    cache = Cache(None)
    add(tmp_path, "Первый день.", "Day one.")
    records(tmp_path, cache, ONE, TWO)
    read.clear()
    path = tmp_path / "ru-en.po"
    path.write_text(path.read_text("utf-8").replace("Day one.", "The first day."), "utf-8")
    one, _ = records(tmp_path, cache, ONE, TWO)
    assert read == [0]
    assert one.translations[0].sentences[0].text == "The first day."


def test_an_engine_is_asked_for_articles_that_lack_something_alone(
    tmp_path: Path, read: list[int]
) -> None:
    cache, engine = Cache(None), HandEngine(lambda text: f"[{text}]")
    records(tmp_path, cache, ONE, engine=engine)
    engine.asked.clear()
    read.clear()
    both = records(tmp_path, cache, ONE, TWO, engine=engine)
    assert engine.asked == ["Конец", "Второй день."]
    assert 0 not in read
    assert all(one.translations[0].sentences[0].text for one in both)


def test_what_nobody_can_translate_is_not_looked_for(tmp_path: Path, read: list[int]) -> None:
    made = catalogue.catalogue(
        [ONE],
        config=Config(reader_languages=("en",), workers=1),
        authority=authority.load(tmp_path / "authority"),
        memory=memory.load(tmp_path),
        engine=None,
        cache=Cache(None),
    )
    assert not read
    assert not made.glances[0].telling.complete
    assert made[0].translations[0].sentences[0].status == "missing"


def test_without_what_is_remembered_the_translations_are_the_same(tmp_path: Path) -> None:
    cache = Cache(None)
    add(tmp_path, "Первый день.", "Day one.")
    records(tmp_path, cache, ONE, TWO)
    add(tmp_path, "Начало", "Beginning", accepted=False)
    assert records(tmp_path, cache, ONE, TWO) == records(tmp_path, Cache(None), ONE, TWO)
