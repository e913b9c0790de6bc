"""From an address to a translated page: pull, check, convert, install, translate.

The model is a tiny real one (training/tiny_translation_model.py), offered by a loopback server.
"""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.cache import Cache
from newsarchive.config import Config, EngineConfig
from newsarchive.describe import authority, memory, models
from newsarchive.describe.catalogue import catalogue
from newsarchive.describe.engines import open_engine
from newsarchive.describe.engines.ctranslate import LocalEngine
from newsarchive.describe.engines.package import open_package
from newsarchive.describe.engines.shelf import installed, shelf
from newsarchive.errors import EngineError, ModelError
from tests.catalogued import article
from tests.loopback import Answer, Loopback, serving

TINY = Path(__file__).parent / "fixtures" / "tiny-ru-en.zip"
DIGEST = hashlib.sha256(TINY.read_bytes()).hexdigest()


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving(
        lambda asked: Answer(TINY.read_bytes(), 200 if "tiny" in asked.path else 404)
    ) as s:
        yield s


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models of the person who runs the tests stay out of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model installed once, for tests that only look at it."""
    return models.add(str(TINY), pair="ru-en", folder=tmp_path_factory.mktemp("shelf")).path


def offer(server: Loopback, path: str = "/tiny.zip") -> list[models.Offer]:
    return [models.Offer("tiny-1", "ru", "en", "opus-mt", server.url + path, "MIT")]


def test_the_whole_road_from_an_address_to_a_translated_article(
    server: Loopback, tmp_path: Path
) -> None:
    seen: list[tuple[int, int | None]] = []
    made = models.pull("ru-en", known=offer(server), progress=lambda *p: seen.append(p))
    assert seen[-1] == (TINY.stat().st_size, TINY.stat().st_size)
    assert (made.card.sha256, made.card.licence) == (DIGEST, "MIT")
    engine = open_engine(EngineConfig(engine="local"))
    (record,) = catalogue(
        [
            article(
                "Президент прибыл в Баку вчера. Делегация купила.", title="Посол покинул Москву."
            )
        ],
        config=Config(workers=1),
        authority=authority.load(tmp_path),
        memory=memory.load(tmp_path / "translations"),
        engine=engine,
        cache=Cache(None),
    )
    (translation,) = record.translations
    assert translation.title is not None
    assert translation.title.text == "The ambassador left Moscow."
    first = translation.sentences[0]
    assert (first.text, first.status) == ("The president arrived in Baku yesterday.", "machine")
    assert first.engine == "tiny-1"


def test_the_same_sentences_give_the_same_translations(converted: Path) -> None:
    asked = ["Группа продала 40 самолетов.", "Министр подписал договор после обеда."]
    first, second = (
        LocalEngine([open_package(converted)]).translate(asked, "ru", "en") for _ in range(2)
    )
    assert first == second
    assert first[1] == "The minister signed the treaty after lunch."


def test_an_argos_package_is_opened_as_zip_and_as_folder(converted: Path, tmp_path: Path) -> None:
    made = tmp_path / "translate-ru_en-1_0.argosmodel"
    root = "translate-ru_en-1_0"
    with zipfile.ZipFile(made, "w") as archive:
        said = {"from_code": "ru", "to_code": "en", "package_version": "1.0"}
        archive.writestr(f"{root}/metadata.json", json.dumps(said))
        archive.write(converted / "source.spm", f"{root}/sentencepiece.model")
        for name in ("model.bin", "config.json", "shared_vocabulary.json"):
            archive.write(converted / name, f"{root}/model/{name}")
    zipfile.ZipFile(made).extractall(tmp_path / "folder")
    for path in (made, tmp_path / "folder", models.add(str(made), folder=tmp_path / "shelf").path):
        engine = LocalEngine([open_package(path)])
        assert engine.translate(["Министр покинул Москву."], "ru", "en") == [
            "The minister left Moscow."
        ]


def test_a_model_whose_makers_forgot_the_end_of_sentence_still_stops(
    converted: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(converted, copy)
    config = json.loads((copy / "config.json").read_text("utf-8"))
    (copy / "config.json").write_text(json.dumps({**config, "add_source_eos": False}), "utf-8")
    engine = LocalEngine([open_package(copy)])
    assert engine.translate(["Посол открыл выставку."], "ru", "en") == [
        "The ambassador opened the exhibition."
    ]


def test_a_pair_without_a_model_says_what_to_do(converted: Path) -> None:
    with pytest.raises(EngineError, match="models pull en-ru"):
        LocalEngine([open_package(converted)]).translate(["Yes."], "en", "ru")


def test_without_any_model_the_local_engine_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="models pull"):
        open_engine(EngineConfig(engine="local"))


def test_a_wrong_checksum_installs_nothing(server: Loopback) -> None:
    with pytest.raises(ModelError, match=DIGEST):
        models.pull("tiny-1", known=offer(server), sha256="0" * 64)
    assert installed(shelf()) == ()


def test_a_file_that_changed_since_it_was_first_fetched_is_refused() -> None:
    contents = [TINY.read_bytes(), TINY.read_bytes() + b"?"]
    with serving(lambda _: Answer(contents.pop(0))) as changing:
        known = offer(changing)
        models.pull("ru-en", known=known)
        with pytest.raises(ModelError, match=r"--sha256"):
            models.pull("ru-en", known=known)
    assert [one.card.sha256 for one in installed(shelf())] == [DIGEST]


def test_pulling_again_replaces_the_model(server: Loopback) -> None:
    for _ in range(2):
        models.pull("ru-en", known=offer(server))
    assert [one.card.name for one in installed(shelf())] == ["tiny-1"]
    assert [path.name for path in shelf().iterdir() if path.name.startswith(".")] == []


def test_a_closed_network_says_to_add_a_file(server: Loopback) -> None:
    with pytest.raises(ModelError, match="404"):
        models.pull("ru-en", known=offer(server, "/none.zip"))
    gone = [models.Offer("x", "ru", "en", "opus-mt", "http://127.0.0.1:9/x.zip")]
    with pytest.raises(ModelError, match="models add PATH"):
        models.pull("ru-en", known=gone)


def test_a_pair_nobody_offers_is_refused_with_those_there_are() -> None:
    with pytest.raises(ModelError, match="opus-ru-en"):
        models.pull("ru-zu")


def test_a_model_that_does_not_say_its_languages_needs_the_pair() -> None:
    with pytest.raises(ModelError, match="--pair"):
        models.add(str(TINY))
    assert installed(shelf()) == ()


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no zip at all",
        TINY.read_bytes()[:-3000],
        _zip({"decoder.yml": b"models: [../../etc/passwd]\nvocabs: []\n"}),
        _zip({"decoder.yml": b"models: 5\n"}),
        _zip({"metadata.json": b"{"}),
        _zip({"metadata.json": b"{}", "bpe.model": b""}),
        _zip({"metadata.json": b"{}", "sentencepiece.model": b"", "model/model.bin": b""}),
    ],
    ids=["no zip", "cut off", "outside", "no list", "bad json", "bpe", "empty"],
)
def test_a_file_that_is_no_model_is_refused_and_leaves_nothing(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "model.zip"
    path.write_bytes(content)
    with pytest.raises(ModelError):
        models.add(str(path), pair="ru-en")
    assert installed(shelf()) == ()
    assert list(shelf().glob(".*")) == []


def test_members_of_a_zip_cannot_leave_its_folder(tmp_path: Path) -> None:
    files = {}
    with zipfile.ZipFile(TINY) as archive:
        for name in archive.namelist():
            files[name if name != "README.md" else "../../README.md"] = archive.read(name)
    path = tmp_path / "deep" / "model.zip"
    path.parent.mkdir()
    path.write_bytes(_zip(files))
    models.add(str(path), pair="ru-en", folder=tmp_path / "deep" / "shelf")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "cache") == ["deep"]


def test_the_register_names_only_what_can_be_used() -> None:
    names = [one.name for one in models.offers()]
    assert len(names) == len(set(names))
    assert {one.format for one in models.offers()} <= {"argos", "opus-mt"}
    assert all(one.url.startswith("https://") for one in models.offers())
