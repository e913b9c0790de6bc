"""Names on no file: what becomes a tag, and what does not."""

from itertools import pairwise
from pathlib import Path

import pytest

from newsarchive.describe.authority import Authority, load
from newsarchive.describe.names.passage import Finding
from newsarchive.describe.names.unknown import resolve
from newsarchive.describe.tag import tag
from newsarchive.model import Article, ArticleId, DateEvidence, Entity, Origin, Paragraph, Tag

FILES = {
    "people": "- id: people/ilham-aliyev\n  name: {en: Ilham Aliyev}\n",
    "organisations": "- id: organisations/caspian-bank\n  name: {en: Caspian Bank}\n"
    "  blocked: true\n",
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder: Path = tmp_path_factory.mktemp("authority")
    for name, text in FILES.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return load(folder)


def tagged(
    authority: Authority, *paragraphs: str, lang: str = "en"
) -> tuple[dict[str, Tag], dict[str, Entity]]:
    article = Article(
        id=ArticleId("a"),
        origin=Origin("a.txt", "", 0, "utf-8", "", "text"),
        language=lang,
        language_rule="",
        title=None,
        paragraphs=tuple(Paragraph(text, ()) for text in paragraphs),
        published=DateEvidence(None, ""),
        removals=(),
    )
    _, tags, entities = tag(article, (), authority=authority)
    return {one.entity: one for one in tags}, {one.id: one for one in entities}


def test_a_person_named_in_full_is_a_tag(authority: Authority) -> None:
    tags, entities = tagged(authority, "Prime Minister Rashid Novruzov met Laura Whitfield.")
    assert {"people/rashid-novruzov", "people/laura-whitfield"} <= set(tags)
    assert entities["people/laura-whitfield"].rule == "found in text"


def test_a_surname_goes_to_the_full_name_of_the_article(authority: Authority) -> None:
    tags, _ = tagged(authority, "Laura Whitfield spoke on Monday. Mr. Whitfield agreed.")
    assert set(tags) == {"people/laura-whitfield"}
    text = "Министр Лаура Уитфилдова выступила. Позже с Уитфилдовой согласились."
    tags, entities = tagged(authority, text, lang="ru")
    assert [one.name("ru") for one in entities.values()] == ["Лаура Уитфилдова"]
    assert [one.count for one in tags.values()] == [2]


def test_what_a_person_is_stays_out_of_the_name(authority: Authority) -> None:
    tags, _ = tagged(authority, "Coordinator Laura Whitfield met Inspector Rashid Novruzov there.")
    assert set(tags) == {"people/laura-whitfield", "people/rashid-novruzov"}


def test_an_acronym_goes_to_the_name_it_is_made_of(authority: Authority) -> None:
    text = "Северный институт малой энергетики (СИМЭ) работает давно. По данным СИМЭ, всё готово."
    tags, entities = tagged(authority, text, lang="ru")
    assert [one.name("ru") for one in entities.values()] == ["Северный институт малой энергетики"]
    assert [one.count for one in tags.values()] == [3]


def test_one_mention_of_a_single_unknown_word_is_no_tag(authority: Authority) -> None:
    tags, _ = tagged(authority, "He said Quondar would grow. Road Maps were drawn.")
    assert tags == {}


def test_a_given_name_goes_to_the_full_name_of_the_article(authority: Authority) -> None:
    tags, _ = tagged(
        authority, "Министр Лаура Уитфилдова выступила. С Лаурой согласились.", lang="ru"
    )
    assert set(tags) == {"people/laura-uitfildova"}
    assert tags["people/laura-uitfildova"].count == 2


def test_a_surname_behind_initials_goes_to_the_full_name_they_fit(authority: Authority) -> None:
    full = Finding(0, 0, 10, "person", "Вадим Писарь")
    fitting = Finding(0, 20, 28, "person", "В.Писарь")
    other = Finding(0, 30, 39, "person", "А. Писарь")
    named = resolve([full, fitting, other], ("",), "ru", authority)
    assert [one.finding.base for one in named] == ["Вадим Писарь", "В.Писарь"]
    assert {one.entity.id for one in named} == {"people/vadim-pisar"}


def test_a_given_name_alone_is_nobody(authority: Authority) -> None:
    text = "Вчера Полина приехала в город. Соседи видели, как Полина уходила."
    assert tagged(authority, text, lang="ru")[0] == {}


def test_a_word_that_the_article_prints_in_small_letters_too_is_no_name(
    authority: Authority,
) -> None:
    findings = [Finding(0, at, at + 4, "organisation", "Case") for at in (4, 20)]
    texts = ("The Case is new. The Case costs little; a case like it is rare.",)
    assert resolve(findings, texts, "en", authority) == []
    assert (
        len(resolve(findings, ("The Case is new. The Case costs little.",), "en", authority)) == 2
    )


def test_a_person_is_not_shouted(authority: Authority) -> None:
    _, entities = tagged(authority, "Врач Елена КОВАЛЕВА провела операцию.", lang="ru")
    assert [one.name("ru") for one in entities.values()] == ["Елена Ковалева"]


def test_an_office_is_no_person(authority: Authority) -> None:
    tags, _ = tagged(authority, "Слова президента Азербайджана услышали все.", lang="ru")
    assert set(tags) == {"places/azerbaijan"}


def test_a_country_inside_a_persons_name_is_no_place(authority: Authority) -> None:
    tags, _ = tagged(authority, "The striker Michael Jordan said on Friday he would stay.")
    assert "places/jordan" not in tags


def test_another_spelling_of_a_full_name_on_file_is_that_person(authority: Authority) -> None:
    text = "Встреча с Ильхамом Алиевым прошла вчера."
    tags, _ = tagged(authority, text, lang="ru")
    assert tags["people/ilham-aliyev"].rule == "another spelling of a name on file"


def test_a_blocked_name_is_no_tag_when_found_again(authority: Authority) -> None:
    tags, _ = tagged(authority, "Analysts at Caspian Bank and Caspian Bank itself were calm.")
    assert not [key for key in tags if key.startswith("organisations/")]


def test_a_body_called_after_a_place_keeps_the_place(authority: Authority) -> None:
    text = "Центральный банк Армении поднял ставку. Так Центральный банк Армении делал и раньше."
    tags, entities = tagged(authority, text, lang="ru")
    assert tags["places/armenia"].count == 2
    names = {one.name("ru") for one in entities.values() if one.kind == "organisation"}
    assert names == {"Центральный банк Армении"}


def test_other_languages_are_read_by_capitals_and_cues(authority: Authority) -> None:
    text = "Hier le ministre Marie Lefebvre a parlé avec la Banque du Nord de cette affaire."
    tags, _ = tagged(authority, text, lang="fr")
    assert set(tags) == {"people/marie-lefebvre"}


def test_no_two_mentions_overlap(authority: Authority) -> None:
    article = Article(
        id=ArticleId("a"),
        origin=Origin("a.txt", "", 0, "utf-8", "", "text"),
        language="en",
        language_rule="",
        title=None,
        paragraphs=(
            Paragraph("The Central Bank of Armenia, the Bank of Baku Group and Armenia met.", ()),
        ),
        published=DateEvidence(None, ""),
        removals=(),
    )
    found = tag(article, (), authority=authority)[0]
    spans = [(one.passage.start, one.passage.end) for one in found]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
