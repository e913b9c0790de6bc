"""What an article is tagged with, and on what evidence."""

import time
from pathlib import Path

import pytest

from newsarchive.describe.authority import Authority, load
from newsarchive.describe.tag import tag
from newsarchive.model import (
    TITLE,
    Article,
    ArticleId,
    DateEvidence,
    Editorial,
    EntityId,
    Found,
    Mention,
    Origin,
    Paragraph,
)

PEOPLE = """
- id: people/ilham-aliyev
  name: {en: Ilham Aliyev, ru: Ильхам Алиев, az: İlham Əliyev}
  office: {en: [president of Azerbaijan, Azerbaijani president], ru: [президент Азербайджана]}
- id: people/heydar-aliyev
  name: {en: Heydar Aliyev, ru: Гейдар Алиев}
- id: people/vladimir-putin
  name: {en: Vladimir Putin, ru: Владимир Путин}
  country: [places/russia]
- id: people/nikol-pashinyan
  name: {en: Nikol Pashinyan, ru: Никол Пашинян}
  alone: true
- id: people/first
  name: {ru: Иванков}
  beside: [people/second]
- id: people/second
  name: {ru: Петрюков}
  beside: [people/first]
"""
ORGANISATIONS = """
- id: organisations/csto
  name: {en: CSTO, ru: ОДКБ}
- id: organisations/who
  name: {en: WHO}
- id: organisations/osce
  name: {en: OSCE}
- id: organisations/minsk-group
  name: {en: OSCE Minsk Group}
- id: organisations/rumour
  name: {en: Road Maps}
  blocked: true
"""
PLACES = """
- id: places/baku
  name: {en: Baku, ru: Баку}
- id: places/old-kiev
  name: {en: Old Kyiv}
  variants: {en: [Kyiv]}
- id: places/ganja
  name: {en: Ganja, ru: Гянджа, az: Gəncə}
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder: Path = tmp_path_factory.mktemp("authority")
    (folder / "people.yml").write_text(PEOPLE, "utf-8")
    (folder / "organisations.yml").write_text(ORGANISATIONS, "utf-8")
    (folder / "places.yml").write_text(PLACES, "utf-8")
    return load(folder)


def article(*paragraphs: str, lang: str = "en", title: str = "", not_tags: str = "") -> Article:
    return Article(
        id=ArticleId("a"),
        origin=Origin("a.txt", "", 0, "utf-8", "", "text"),
        language=lang,
        language_rule="",
        title=Found(title, "") if title else None,
        paragraphs=tuple(Paragraph(text, ()) for text in paragraphs),
        published=DateEvidence(None, ""),
        removals=(),
        editorial=Editorial(not_tags=(EntityId(not_tags),) if not_tags else ()),
    )


def mentions(one: Article, authority: Authority) -> tuple[Mention, ...]:
    return tag(one, (), authority=authority)[0]


def named(one: Article, authority: Authority) -> set[str]:
    return {found.entity for found in tag(one, (), authority=authority)[1]}


def test_every_case_of_a_full_name_is_one_person(authority: Authority) -> None:
    text = "Встреча с Ильхамом Алиевым. Слова Ильхама Алиева. Ильхам Алиев и Гянджа, в Гяндже."
    found = mentions(article(text, lang="ru"), authority)
    assert [one.entity for one in found[:3]] == ["people/ilham-aliyev"] * 3
    assert [one.surface for one in found[3:]] == ["Гянджа", "Гяндже"]


def test_a_mention_points_at_the_words_it_quotes(authority: Authority) -> None:
    one = article("ОДКБ без Баку.", "В Гяндже.", lang="ru", title="Курс на ОДКБ")
    texts = {TITLE: "Курс на ОДКБ", 0: "ОДКБ без Баку.", 1: "В Гяндже."}
    found = mentions(one, authority)
    assert len(found) == 4
    for mention in found:
        at = mention.passage
        assert texts[at.paragraph][at.start : at.end] == mention.surface


def test_a_given_name_may_stay_undeclined(authority: Authority) -> None:
    text = "Действия правительства Никол Пашиняна."
    assert named(article(text, lang="ru"), authority) == {"people/nikol-pashinyan"}


def test_a_bare_surname_without_evidence_is_nobody(authority: Authority) -> None:
    assert named(article("Aliyev spoke in Baku."), authority) == {"places/baku"}


def test_the_country_is_no_evidence_where_the_entry_asks_for_the_office(
    authority: Authority,
) -> None:
    assert named(article("Aliyev plays for Azerbaijan."), authority) == {"places/azerbaijan"}


def test_the_office_is_evidence_and_is_quoted(authority: Authority) -> None:
    found = mentions(article("Aliyev spoke.", "The Azerbaijani president left."), authority)
    assert found[0].entity == "people/ilham-aliyev"
    assert found[0].rule == "surname and office"
    assert "Azerbaijani president" in found[0].evidence


def test_the_office_is_recognised_in_any_case(authority: Authority) -> None:
    found = mentions(
        article("Алиев уехал после речи президента Азербайджана.", lang="ru"), authority
    )
    assert "президента Азербайджана" in found[0].evidence


def test_the_country_is_evidence_where_the_entry_says_so(authority: Authority) -> None:
    found = mentions(article("Putin spoke of Russia."), authority)
    assert (found[0].entity, found[0].rule) == ("people/vladimir-putin", "surname and country")


def test_a_surname_leads_to_the_full_name_in_the_article(authority: Authority) -> None:
    found = mentions(article("Heydar Aliyev spoke. Aliyev left."), authority)
    assert [one.entity for one in found] == ["people/heydar-aliyev"] * 2
    assert found[1].evidence == "Heydar Aliyev"


def test_a_surname_two_people_of_the_article_bear_leads_to_neither(authority: Authority) -> None:
    found = mentions(article("Heydar Aliyev and Ilham Aliyev met. Aliyev left."), authority)
    assert [one.surface for one in found] == ["Heydar Aliyev", "Ilham Aliyev"]


def test_somebody_else_of_that_surname_is_not_the_president(authority: Authority) -> None:
    text = "The striker Vagif Aliyev met the Azerbaijani president. Aliyev smiled."
    found = mentions(article(text), authority)
    assert [one.entity for one in found] == ["people/vagif-aliyev"] * 2
    assert found[1].evidence == "Vagif Aliyev"


def test_a_title_before_a_surname_is_no_given_name(authority: Authority) -> None:
    assert named(article("Later President Putin left Russia."), authority) >= {
        "people/vladimir-putin"
    }


def test_an_entry_may_let_the_surname_stand_alone(authority: Authority) -> None:
    found = mentions(article("Pashinyan resigned."), authority)
    assert found[0].rule == "surname alone"


def test_surnames_known_only_side_by_side_are_nobody_when_apart(authority: Authority) -> None:
    both = article("Иванков и Петрюков спорили.", lang="ru")
    assert named(both, authority) == {"people/first", "people/second"}
    assert named(article("Иванков спорил.", lang="ru"), authority) == set()


def test_an_initial_in_the_wrong_alphabet_belongs_to_the_surname(authority: Authority) -> None:
    text = "Ильхам Алиев приехал. По словам И.Алиева, да. По словам \u0048.Пашиняна, да."
    found = mentions(article(text, lang="ru"), authority)
    assert [one.surface for one in found] == ["Ильхам Алиев", "И.Алиева", "H.Пашиняна"]


def test_a_wrong_initial_is_somebody_else(authority: Authority) -> None:
    found = mentions(article("Ilham Aliyev came. T. Aliyev left."), authority)
    assert [one.surface for one in found] == ["Ilham Aliyev"]


def test_look_alike_letters_inside_a_word_are_read_as_meant(authority: Authority) -> None:
    assert named(article("Ильхам \u0041лиев и Б\u0061ку", lang="ru"), authority) == {
        "people/ilham-aliyev",
        "places/baku",
    }


def test_a_name_is_never_found_inside_another_word(authority: Authority) -> None:
    assert named(article("Bakuvian, Ganjali, x@baku.az, https://baku.az/Baku"), authority) == set()


def test_names_joined_by_a_hyphen_are_both_found(authority: Authority) -> None:
    found = mentions(
        article("The Pashinyan-Putin talks in Russia: Baku-based, Bakuishes."), authority
    )
    assert [one.surface for one in found] == ["Pashinyan", "Putin", "Russia", "Baku"]


def test_the_longest_name_wins(authority: Authority) -> None:
    assert named(article("The OSCE Minsk Group met."), authority) == {"organisations/minsk-group"}


def test_an_acronym_that_is_a_word_counts_in_capitals_only(authority: Authority) -> None:
    assert named(article("Who knows who did it? Let us see."), authority) == set()
    assert named(article("The WHO knows, and the US too."), authority) == {
        "organisations/who",
        "places/united-states",
    }


def test_a_blocked_name_is_no_tag_and_hides_nothing_else(authority: Authority) -> None:
    assert named(article("Five Road Maps for Baku."), authority) == {"places/baku"}


def test_the_editor_may_take_a_tag_from_one_article(authority: Authority) -> None:
    one = article("Baku and Ganja.", not_tags="places/ganja")
    mentioned, tags, entities = tag(one, (), authority=authority)
    assert [m.entity for m in mentioned] == ["places/baku"]
    assert [t.entity for t in tags] == ["places/baku"]
    assert [e.id for e in entities] == ["places/baku"]


def test_countries_are_known_in_languages_without_a_folder(authority: Authority) -> None:
    found = named(
        article("Präsident Aserbaidschans in Deutschland und Armenien.", lang="de"), authority
    )
    assert {"places/germany", "places/armenia"} <= found


def test_tags_count_mentions_and_the_most_mentioned_leads(authority: Authority) -> None:
    tags = tag(article("Baku. Ganja, Ganja."), (), authority=authority)[1]
    assert [(one.entity, one.count) for one in tags] == [("places/ganja", 2), ("places/baku", 1)]


def test_a_name_an_editor_gave_away_is_no_longer_the_built_in_one(authority: Authority) -> None:
    assert named(article("They met in Kyiv."), authority) == {"places/old-kiev"}


def test_cities_are_known_with_country_and_coordinates(authority: Authority) -> None:
    entities = tag(article("Встреча в Париже.", lang="ru"), (), authority=authority)[2]
    assert [one.id for one in entities] == ["places/paris"]
    assert entities[0].broader == "places/france"
    assert entities[0].coordinates is not None
    assert entities[0].rule == "GeoNames"


def test_a_paragraph_without_end_is_read_in_time(authority: Authority) -> None:
    text = "Later Aliyev and Putin spoke of Russia in Baku. " * 1000
    began = time.process_time()
    assert len(mentions(article(text), authority)) == 3000
    assert time.process_time() - began < 8
