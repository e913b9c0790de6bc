"""A made-up archive in which every state a page can be in occurs at least once."""

from dataclasses import replace

from newsarchive.model import (
    Archive,
    Article,
    Editorial,
    Finding,
    Found,
    Origin,
    Record,
    Rejected,
    Removal,
    Span,
    Translation,
)
from tests.factory import (
    make_archive,
    make_article,
    make_entity,
    make_record,
    make_translation,
)

MIRA = replace(
    make_entity("people/mira-sol", en="Mira Sol", ru="Мира Сол"),
    description=(("en", "Keeper of the lighthouse"),),
    variants=(("en", "M. Sol"), ("ru", "Сол")),
)
PORT = replace(
    make_entity("places/aktau", en="Aktau", ru="Актау"),
    coordinates=(43.65, 51.16),
    identifiers=(("GeoNames", "610612", "GeoNames"),),
)
LEAGUE = make_entity("organisations/sea-league", en="Sea League", ru="Морская лига")

BODY = (
    "Мира Сол открыла в Актау новый маяк. На открытие пришла вся Морская лига.",
    "Маяк виден за 40 километров. Его строили три года.",
)
ENGLISH = (
    "Mira Sol opened a new lighthouse in Aktau.",
    "All of the Sea League came to the opening.",
    "The lighthouse can be seen 40 kilometres away.",
    "It took three years to build.",
)
NAMED = {"Мира Сол": MIRA, "Актау": PORT, "Морская лига": LEAGUE}


def archive() -> Archive:
    return make_archive(
        translated(), doubtful(), untranslated(), english(), summary_only(), right_to_left(),
        rejected=[Rejected("seeds/empty.txt", "ingest", "seeds/empty.txt: no text; remove it")],
    )  # fmt: skip


def translated() -> Record:
    article = _lighthouse("lighthouse", "2018-09-14", "Вестник Каспия")
    article = replace(
        article,
        caption=Found("Маяк. Фото: архив.", "picture line"),
        byline=Found("А. Петров", "byline"),
        removals=(
            Removal(Span(0, 5), (1, 1), "page furniture", "Войти"),
            Removal(Span(300, 900), (12, 30), "comments", None),
        ),
    )
    return _record(article, make_translation("en", ENGLISH, title="A new lighthouse"))


def doubtful() -> Record:
    article = _lighthouse("doubtful", "[..2018-11-02]", "Морской листок")
    made = make_translation(
        "en", (*ENGLISH[:2], None, ENGLISH[3]), title="Lighthouse", status="machine"
    )
    sentences = list(made.sentences)
    sentences[3] = replace(
        sentences[3], status="doubtful", findings=(Finding("number lost", "3 is not there"),)
    )
    return _record(article, replace(made, sentences=tuple(sentences)))


def untranslated() -> Record:
    return _record(
        _lighthouse("untranslated", None, "Каспий сегодня"), make_translation("en", (None,) * 4)
    )


def english() -> Record:
    article = make_article(
        "english",
        title="The league at sea",
        paragraphs=["Mira Sol sailed from Aktau. The Sea League waited.", "It rained."],
        published="2019-03-01",
        sources=["Sea Herald"],
    )
    named = {"Mira Sol": MIRA, "Aktau": PORT, "Sea League": LEAGUE}
    return make_record(article, summary=(0,), named=named)


def summary_only() -> Record:
    article = _lighthouse("summary-only", "2019-04", "Чужая газета")
    article = replace(
        article,
        editorial=Editorial(publish="summary"),
        url=Found("https://news.example/a", "stated: sidecar"),
    )
    return _record(article, make_translation("en", ENGLISH, title="Another paper"))


def right_to_left() -> Record:
    article = make_article(
        "right-to-left",
        title="منارة جديدة",
        paragraphs=["افتتحت ميرا منارة جديدة. حضر الجميع."],
        language="ar",
        published="[2018-10-01..]",
    )
    english = ("Mira opened a new lighthouse.", "Everybody came.")
    return _record(article, make_translation("en", english, title="A lighthouse in Arabic"))


def _lighthouse(key: str, published: str | None, source: str) -> Article:
    article = make_article(
        key,
        title="Новый маяк",
        paragraphs=BODY,
        language="ru",
        published=published,
        sources=[source],
    )
    return replace(article, origin=replace(_ORIGIN, path=f"{key}.txt"))


_ORIGIN = Origin("x.txt", "0123456789abcdef" * 4, 2345, "utf-8", "valid UTF-8", "text")


def _record(article: Article, translation: Translation) -> Record:
    named = NAMED if article.language == "ru" else {}
    return make_record(article, summary=(0,), translations=[translation], named=named)
