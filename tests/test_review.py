"""What waits for an editor: each sentence once, the worst first, with file and line."""

from pathlib import Path

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, memory
from newsarchive.describe.catalogue import catalogue
from newsarchive.describe.memory import Entry
from newsarchive.describe.review import Waiting, invite, waiting
from newsarchive.model import Article, Finding
from tests.catalogued import article

BODY = "Встреча прошла в Баку вчера. Их было 15 на ней. Никто не знает, чем она закончилась."


def found(folder: Path, *articles: Article) -> tuple[Waiting, ...]:
    kept = memory.load(folder)
    records = catalogue(
        articles,
        config=Config(workers=1),
        authority=authority.load(folder / "authority"),
        memory=kept,
        engine=None,
        cache=Cache(None),
    )
    return waiting(records, memory=kept)


def test_what_an_editor_accepted_does_not_wait(tmp_path: Path) -> None:
    memory.load(tmp_path).add([Entry("Заголовок", "Headline", accepted=True)], "ru", "en")
    assert "title" not in {one.place for one in found(tmp_path, article(BODY))}


def test_a_missing_title_comes_first_and_the_rest_of_the_body_last(tmp_path: Path) -> None:
    places = [one.place for one in found(tmp_path, article(BODY))]
    assert places == ["title", "summary", "body", "body"]


def test_doubtful_comes_before_machine_and_says_file_line_and_findings(tmp_path: Path) -> None:
    doubt = (Finding("number", "15: not in the translation"),)
    first, second, third = BODY.replace(". ", ".|").split("|")
    memory.load(tmp_path).add(
        [
            Entry(first, "They met in Baku.", accepted=False, engine="hand 1"),
            Entry(second, "They were there.", accepted=False, engine="hand 1", findings=doubt),
            Entry(third, "Nobody knows.", accepted=False, engine="hand 1"),
        ],
        "ru",
        "en",
    )
    one = found(tmp_path, article(BODY, title=None))
    assert [w.status for w in one] == ["doubtful", "machine", "machine"]
    line = (tmp_path / "ru-en.po").read_text("utf-8").split("\n")[(one[0].line or 0) - 1]
    assert one[0].file == tmp_path / "ru-en.po"
    assert one[0].findings == doubt
    assert second in line


def test_a_sentence_of_many_articles_waits_once(tmp_path: Path) -> None:
    many = [article("Встреча прошла в Баку вчера.", title=None, name=name) for name in "abc"]
    (one,) = found(tmp_path, *many)
    assert (one.article, one.articles, one.line) == ("a", 3, None)


def test_an_invited_sentence_gets_an_empty_entry_that_an_editor_can_fill_in(
    tmp_path: Path,
) -> None:
    one = article("Встреча прошла в Баку вчера.", title=None)
    assert invite(found(tmp_path, one), memory=memory.load(tmp_path)) == 1
    (still,) = found(tmp_path, one)
    assert (still.status, still.line) == ("missing", 10)
    path = tmp_path / "ru-en.po"
    path.write_text(path.read_text("utf-8")[:-3] + '"They met in Baku."\n', "utf-8")
    assert found(tmp_path, one) == ()


def test_inviting_twice_adds_nothing(tmp_path: Path) -> None:
    one = article("Встреча прошла в Баку вчера.", title=None)
    invite(found(tmp_path, one), memory=memory.load(tmp_path))
    before = (tmp_path / "ru-en.po").read_bytes()
    assert invite(found(tmp_path, one), memory=memory.load(tmp_path)) == 0
    assert (tmp_path / "ru-en.po").read_bytes() == before
