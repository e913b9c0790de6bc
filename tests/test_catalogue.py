"""Article -> record: what is remembered, what is looked up, and the archive's own memory."""

from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, catalogue, gate, memory
from newsarchive.describe.catalogue import describe, split
from newsarchive.describe.engines import Engine
from newsarchive.ingest.accession import accession
from newsarchive.model import Article, Record
from tests.catalogued import HandEngine, article

ARCHIVE = Path(__file__).parent.parent


def records(
    *articles: Article,
    folder: Path,
    languages: tuple[str, ...] = ("en",),
    engine: Engine | None = None,
    cache: Cache | None = None,
) -> tuple[Record, ...]:
    made = catalogue.catalogue(
        articles,
        config=Config(reader_languages=languages, workers=1),
        authority=authority.load(folder / "authority"),
        memory=memory.load(folder / "translations"),
        engine=engine,
        cache=cache or Cache(None),
    )
    return tuple(made)


def test_without_an_engine_a_sentence_is_missing_and_the_record_is_there(tmp_path: Path) -> None:
    (record,) = records(article("Встреча прошла в Баку вчера."), folder=tmp_path)
    made = record.translation("en")
    assert made is not None
    assert [one.status for one in made.sentences] == ["missing"]
    assert made.title is not None
    assert made.title.text is None


def test_an_article_in_the_readers_language_is_never_sent_to_an_engine(tmp_path: Path) -> None:
    engine = HandEngine(str.upper)
    (record,) = records(
        article("They met in Baku.", title="Talks", lang="en-GB"), folder=tmp_path, engine=engine
    )
    assert record.translations == ()
    assert engine.asked == []


def test_an_article_of_unknown_language_is_never_sent_to_an_engine(tmp_path: Path) -> None:
    engine = HandEngine(str.upper)
    (record,) = records(article("Xyz abc.", lang="und"), folder=tmp_path, engine=engine)
    assert engine.asked == []
    assert [one.status for one in record.translations[0].sentences] == ["missing"]


def test_each_reader_gets_a_translation_into_a_language_not_the_articles_own(
    tmp_path: Path,
) -> None:
    found = records(
        article("Встреча прошла в Баку.", name="a"),
        article("They met in Baku.", lang="en", name="b"),
        folder=tmp_path,
        languages=("en", "ru"),
    )
    assert [[t.language for t in one.translations] for one in found] == [["en"], ["ru"]]


def test_sentences_quote_the_paragraph_they_point_at() -> None:
    one = article("Первое дело. Второе дело.", "Третье дело.")
    for sentence in split(one):
        at = sentence.passage
        assert one.paragraphs[at.paragraph].text[at.start : at.end] == sentence.text


def test_a_description_is_computed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    one = article("Встреча прошла в Баку вчера.")
    first = records(one, folder=tmp_path, cache=cache)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(catalogue, "describe", fail)
    assert records(one, folder=tmp_path, cache=cache) == first


def test_all_sentences_of_the_archives_seeds_stand_accepted_in_its_memory() -> None:
    articles, _ = accession(ARCHIVE / "seeds", cache=Cache(None), workers=1)
    own = [one for one in articles if one.id[:4] in ("000_", "001_", "002_")]
    assert len(own) == 3
    kept = memory.load(ARCHIVE / "translations")
    names = authority.load(ARCHIVE / "authority")
    for one in own:
        target = "ru" if one.language == "en" else "en"
        units = [sentence.text for sentence in split(one)]
        units += [found.text for found in (one.title, one.caption) if found]
        for unit in units:
            entry = kept.find(unit, one.language, target)
            assert entry is not None, unit
            assert entry.accepted
            assert entry.reviewer is None
            pair = gate.Pair(unit, entry.target, one.language, target, names)
            assert gate.judge(pair) == (), unit


def test_describing_twice_gives_the_same() -> None:
    one = article(*(f"Предложение номер {n} о встрече в городе Баку." for n in range(9)))
    names = authority.load(ARCHIVE / "authority")
    assert describe(one, authority=names) == describe(one, authority=names)
