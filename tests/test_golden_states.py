"""A page with all four states of a sentence, as two builds of an archive leave it.

    python -m tests.test_golden_states      writes golden/states/page.html anew: read the diff

The first build has an engine, a tiny real one; the second has none and one sentence more.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from lxml import html

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, memory, models
from newsarchive.describe.catalogue import catalogue
from newsarchive.describe.engines import Engine
from newsarchive.describe.engines.ctranslate import LocalEngine
from newsarchive.describe.engines.package import open_package
from newsarchive.describe.memory import Entry
from newsarchive.model import Record
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.article import article_page
from tests.catalogued import article
from tests.factory import make_archive

TINY = Path(__file__).parent / "fixtures" / "tiny-ru-en.zip"
GOLD = Path(__file__).parent / "golden" / "states" / "page.html"

EDITED = Entry(
    "Министр подписал договор после обеда.",
    "The minister put his name to the treaty after lunch.",
    accepted=True,
    reviewer="A. Editor",
)
MACHINE = "Президент прибыл в Баку вчера."
DOUBTFUL = "Посол покинул Москву 15 мая 2019 года."  # the tiny model gets the year wrong
MISSING = "Делегация осталась в городе ещё на день."


def test_a_page_shows_every_state_of_a_sentence_as_it_always_did(tmp_path: Path) -> None:
    assert _page(tmp_path) == GOLD.read_text("utf-8")


def test_the_states_are_those_that_the_builds_left(tmp_path: Path) -> None:
    (translation,) = _record(tmp_path).translations
    assert [one.status for one in translation.sentences] == [
        "accepted",
        "machine",
        "doubtful",
        "missing",
    ]


def _record(root: Path) -> Record:
    """What the second build makes of the article."""
    stored = root / "translations"
    memory.load(stored).add([EDITED], "ru", "en")
    model = models.add(str(TINY), pair="ru-en", folder=root / "shelf").path
    engine = LocalEngine([open_package(model)])
    _built(root, [EDITED.source, MACHINE, DOUBTFUL], engine)
    return _built(root, [EDITED.source, MACHINE, DOUBTFUL, MISSING], None)


def _built(root: Path, paragraphs: Sequence[str], engine: Engine | None) -> Record:
    (record,) = catalogue(
        [article(*paragraphs, title="Посол открыл выставку.", summary=(1, 2, 3))],
        config=Config(workers=1),
        authority=authority.load(root),
        memory=memory.load(root / "translations"),
        engine=engine,
        cache=Cache(None),
    )
    return record


def _page(root: Path) -> str:
    """The parts of the article's page that say what is translated, and by whom."""
    record = _record(root)
    edition = Edition(make_archive(record), Config())
    made = article_page(edition, edition.archive.records[record.article.id])
    tree = html.fragment_fromstring(made.text.split("---\n", 2)[2])
    parts = tree.xpath("//header | //section[contains(@class, 'summary')] | //section[@data-text]")
    shown = (html.tostring(part, encoding="unicode", with_tail=False) for part in parts)
    return "\n".join(line for part in shown for line in part.splitlines() if line.strip()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        GOLD.write_text(_page(Path(folder)), "utf-8")
