"""An entity's page: every article that names it, in the sentences that do, and when."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.config import Config
from newsarchive.model import ArticleId, Editorial, Entity, EntityId, Mention, Passage, Record
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.entity import entity_pages
from newsarchive.publish.pages.growing import LEAST, MOST, growing_parts
from newsarchive.publish.pages.mentions import LONGEST, QUOTES, Naming, excerpt, naming
from newsarchive.publish.pages.reading import Mark
from tests.factory import (
    make_archive,
    make_article,
    make_entity,
    make_record,
    make_translation,
)

BAKU = make_entity("places/baku", en="Baku", ru="Баку")
PORT = make_entity("places/port", en="Port")


def pages(*records: Record, config: Config | None = None) -> dict[str, str]:
    edition = Edition(make_archive(*records), config or Config())
    return {draft.path: draft.make().text for draft in entity_pages(edition)}


def named_here(record: Record, entity: Entity = BAKU, config: Config | None = None) -> Naming:
    return naming(Edition(make_archive(record), config or Config()), record, entity.id)


def shown(pieces: object) -> str:
    """A sentence with its names in brackets."""
    return "".join(f"[{p.text}]" if p.entity else p.text for p in pieces)  # type: ignore[attr-defined]


def russian(**changes: object) -> Record:
    article = make_article(language="ru", paragraphs=["Шёл дождь. В Баку было сухо."])
    translation = make_translation("en", ["It rained.", "Baku stayed dry."])
    made = make_record(article, translations=[translation], named={"Баку": BAKU})
    return replace(made, **changes)  # type: ignore[arg-type]


# ---------------------------------------------------------------- sentences


def test_a_sentence_is_quoted_with_the_name_marked_and_leads_to_its_place() -> None:
    record = make_record(
        make_article(paragraphs=["It rained. Then Baku dried."]), named={"Baku": BAKU}
    )
    (quote,) = named_here(record).quotes
    assert shown(quote.shown.pieces) == "Then [Baku] dried."
    assert quote.address == "articles/a1/#s2"
    assert quote.original is None


def test_a_translated_sentence_stands_over_its_original_and_leads_to_the_translation() -> None:
    (quote,) = named_here(russian()).quotes
    assert quote.original is not None
    assert shown(quote.shown.pieces) == "[Baku] stayed dry."
    assert shown(quote.original.pieces) == "В [Баку] было сухо."
    assert quote.address == "articles/a1/#t2"


def test_a_sentence_without_translation_is_quoted_in_the_original() -> None:
    record = russian(translations=(make_translation("en", ["It rained.", None]),))
    (quote,) = named_here(record).quotes
    assert (quote.shown.own.lang, quote.address) == ("ru", "articles/a1/#s2")


def test_of_many_sentences_the_first_are_quoted_and_the_others_counted() -> None:
    text = "Baku grew. " * (QUOTES + 2)
    record = make_record(make_article(paragraphs=[text.strip()]))
    places = [Passage(0, n * 11, n * 11 + 4) for n in range(QUOTES + 2)]
    mentions = tuple(Mention(BAKU.id, "Baku", place, "authority") for place in places)
    found = named_here(replace(record, mentions=mentions, entities=(BAKU,)))
    assert [quote.number for quote in found.quotes] == list(range(1, QUOTES + 1))
    assert found.more == 2


def test_what_may_not_be_published_is_not_quoted() -> None:
    record = russian()
    article = replace(record.article, editorial=Editorial(publish="summary"))
    found = named_here(replace(record, article=article))
    assert (found.quotes, found.more) == ((), 1)
    told = named_here(
        replace(record, article=article, summary=replace(record.summary, sentences=(1,)))
    )
    (quote,) = told.quotes
    assert (quote.address, quote.original) == ("articles/a1/#summary", None)


def test_an_article_that_names_it_in_no_sentence_shows_what_it_begins_with() -> None:
    found = named_here(make_record(make_article()), PORT)
    assert found.quotes == ()
    assert found.teaser.lead is not None


@given(st.integers(0, 3 * LONGEST), st.integers(0, 40))
def test_a_long_sentence_is_cut_around_its_first_name(before: int, after: int) -> None:
    text = "a" * before + "Baku" + "b" * after
    mark: Mark = (before, before + 4, BAKU.id)
    pieces = excerpt(text, [mark])
    assert "[Baku]" in shown(pieces)
    assert sum(len(piece.text) for piece in pieces) <= LONGEST + len("…  …")


def test_hostile_words_of_a_sentence_stay_words() -> None:
    text = 'Then <script>alert(1)</script> "Baku" & `x` [y](javascript:z) spoke.'
    record = make_record(make_article(paragraphs=[text]), named={"Baku": BAKU})
    made = pages(record)["places/baku.md"]
    assert "<script" not in made
    assert '<mark class="named">Baku</mark>' in made
    assert "](javascript" not in made


# ---------------------------------------------------------------- names


def test_a_name_in_latin_letters_is_shown_to_their_readers_and_says_so() -> None:
    found = Entity(
        EntityId("people/x"), "person", (("ru", "Юрий Першин"), ("ru-Latn", "Yuri Pershin"))
    )
    record = make_record(make_article(paragraphs=["Юрий Першин."]), named={"Юрий Першин": found})
    made = pages(record)["people/x.md"]
    assert '<h1 lang="ru-Latn">Yuri Pershin</h1>' in made
    assert "Transliterated" in made
    russian = pages(record, config=Config(reader_languages=("ru",)))["people/x.md"]
    assert '<h1 lang="ru">Юрий Першин</h1>' in russian
    assert "Transliterated" not in russian


# ---------------------------------------------------------------- time


def dated(count: int, *, year: int = 2018) -> list[Record]:
    return [
        make_record(
            make_article(
                f"a{year}{n:03}", published=f"{year}-{n % 12 + 1:02}-14", paragraphs=["Baku."]
            ),
            named={"Baku": BAKU},
        )
        for n in range(count)
    ]


def test_the_picture_leads_to_the_years_of_the_list_and_says_its_peak_in_words() -> None:
    made = pages(*dated(2, year=2010), *dated(5))["places/baku.md"]
    assert 'href="../../places/baku/#y2010"' in made
    assert 'id="y2010"' in made
    assert "Most: 2018, 5 articles." in made


def test_undated_articles_are_counted_in_words_and_not_drawn() -> None:
    undated = make_record(make_article("u", paragraphs=["Baku."]), named={"Baku": BAKU})
    made = pages(undated, *dated(1))["places/baku.md"]
    assert "1 article without a date is not drawn." in made
    assert "None of these articles has a date" in pages(undated)["places/baku.md"]


# ---------------------------------------------------------------- parts


def test_older_articles_stand_on_parts_that_the_first_page_leads_to() -> None:
    made = pages(*dated(120))
    parts = sorted(path for path in made if path.startswith("places/baku/"))
    assert parts[0] == "places/baku/1.md"
    assert sum(text.count('class="teaser"') for text in made.values()) == 120
    assert 'href="../../places/baku/1/"' in made["places/baku.md"]


def test_a_newer_article_leaves_all_older_parts_as_they_are() -> None:
    before, after = pages(*dated(200)), pages(*dated(200), *dated(1, year=2020))
    changed = {path for path in before if before[path] != after.get(path)}
    assert changed == {"places/baku.md"}


IDS = st.lists(st.integers(0, 10_000).map(lambda n: ArticleId(f"{n:05}_x")), unique=True)


@given(IDS)
def test_parts_hold_every_article_once_and_in_order(ids: list[ArticleId]) -> None:
    parts = growing_parts(sorted(ids))
    assert [one for part in parts for one in part] == sorted(ids)
    assert all(len(part) <= MOST + LEAST for part in parts)
    assert len(parts) == 1 or all(len(part) >= LEAST for part in parts)


def test_an_article_in_the_middle_changes_only_what_is_near_to_it() -> None:
    ids = [ArticleId(f"{n:05}_x") for n in range(0, 4000, 2)]
    before = set(growing_parts(ids))
    costs = []
    for n in range(1, 4000, 100):
        after = growing_parts(sorted([*ids, ArticleId(f"{n:05}_x")]))
        costs.append(len(set(after) - before))
    assert sum(costs) / len(costs) < 4  # of some 70 parts
