"""What an article's page says, read out of its HTML."""

from dataclasses import replace

import pytest
from lxml import html

from newsarchive.config import Config
from newsarchive.model import (
    ArticleId,
    DateEvidence,
    Editorial,
    Finding,
    Found,
    Record,
    Removal,
    Span,
    TranslatedSentence,
    Translation,
)
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.article import QUOTATION_WORDS, article_page
from tests.factory import (
    make_archive,
    make_article,
    make_entity,
    make_record,
    make_translation,
)

BAKU = make_entity("places/baku", en="Baku", ru="Баку")
RUSSIAN = make_article(
    title="Встреча", language="ru", paragraphs=["Она прошла в Баку. Её ждали.", "Всё."]
)
ENGLISH = ("It was held in Baku.", "It was awaited.", "That is all.")


def page_of(record: Record, *others: Record, config: Config | None = None) -> html.HtmlElement:
    edition = Edition(make_archive(record, *others), config or Config())
    made = article_page(edition, edition.archive.records[record.article.id])
    return html.fragment_fromstring(made.text.split("---\n", 2)[2])


def said(tree: html.HtmlElement, css_class: str) -> str:
    return " ".join(" ".join(tree.xpath(f"//*[contains(@class, '{css_class}')]//text()")).split())


def russian(*sentences: str | None, title: str | None = "A meeting") -> Record:
    translation = make_translation("en", sentences, title=title)
    return make_record(RUSSIAN, translations=[translation], named={"Баку": BAKU})


def test_the_readers_title_stands_over_the_original_one() -> None:
    tree = page_of(russian(*ENGLISH))
    (title,) = tree.xpath("//h1/span")
    assert (title.text, title.get("lang")) == ("A meeting", "en")
    (original,) = tree.xpath("//p[@class='article__original']")
    assert (original.text, original.get("lang")) == ("Встреча", "ru")


def test_sentences_of_both_texts_carry_the_same_numbers() -> None:
    tree = page_of(russian(*ENGLISH))
    for number, english in enumerate(ENGLISH, 1):
        (sentence,) = tree.xpath(f"//*[@id='t{number}']")
        assert sentence.text_content() == f"{number}{english}"
        assert tree.xpath(f"//*[@id='s{number}']")


def test_each_sentence_of_the_summary_leads_to_its_source() -> None:
    record = replace(russian(*ENGLISH), summary=replace(russian().summary, sentences=(0, 2)))
    tree = page_of(record)
    assert tree.xpath("//section[@class='summary']//a/@href") == ["#s1", "#s3"]


def test_a_name_is_linked_in_the_original_and_in_the_translation_of_its_sentence() -> None:
    tree = page_of(russian(*ENGLISH))
    for sentence, form in (("s1", "Баку"), ("t1", "Baku")):
        (name,) = tree.xpath(f"//*[@id='{sentence}']//a[@class='name']")
        assert (name.text, name.get("href")) == (form, "../../places/baku/")


def test_a_translation_nobody_reviewed_says_so() -> None:
    state = "archive’s translation, no reviewer named"
    assert said(page_of(russian(*ENGLISH)), "source-line__state") == state


def test_a_reviewer_is_named_only_for_what_was_reviewed() -> None:
    record = russian(*ENGLISH)
    (translation,) = record.translations
    first, *others = translation.sentences
    partly = replace(translation, sentences=(replace(first, reviewer="A. Reader"), *others))
    shown = said(page_of(replace(record, translations=(partly,))), "source-line__state")
    assert shown == "archive’s translation, 1 sentence reviewed by A. Reader"


def test_what_a_machine_made_is_counted_and_what_is_doubtful_says_why() -> None:
    sentences = (
        TranslatedSentence("It was held in Baku.", "accepted"),
        TranslatedSentence("It was.", "machine", "engine 1"),
        TranslatedSentence("All.", "doubtful", "engine 1", None, (Finding("number", "3 is lost"),)),
    )
    translation = Translation("en", None, sentences)
    tree = page_of(make_record(RUSSIAN, translations=[translation]))
    state = "translation: 1 sentence from the archive, 1 by machine, 1 doubtful"
    assert said(tree, "source-line__state") == state
    assert "3 is lost" in said(tree, "note")
    assert tree.xpath("//*[@id='t2']/@class") == ["s is-machine"]


def test_an_untranslated_article_gets_a_line_made_of_its_tags() -> None:
    tree = page_of(russian(None, None, None, title=None))
    assert said(tree, "summary__tags") == "not translated yet Names Baku."
    assert said(tree, "summary__sentence") == "Она прошла в Баку."
    assert not tree.xpath("//*[starts-with(@id, 't1')]")


def test_an_untranslated_article_is_described_in_the_readers_language_not_the_interfaces() -> None:
    config = Config(interface_language="ru")
    tree = page_of(russian(None, None, None, title=None), config=config)
    assert said(tree, "summary__tags") == "ещё не переведено Names Baku."


def test_where_only_a_summary_may_be_published_the_text_is_not_on_the_page() -> None:
    long = " ".join(f"word{n}" for n in range(QUOTATION_WORDS + 5)) + ". Last words."
    article = make_article(paragraphs=[long], removals=[Removal(Span(0, 3), (1, 1), "x", "gone")])
    article = replace(article, editorial=Editorial(publish="summary"))
    tree = page_of(make_record(article, summary=(1,)))
    shown = tree.text_content()
    assert "Last words." in shown
    assert "word3" not in shown
    assert "gone" not in shown
    assert not tree.xpath("//section[@class='summary']//a")


def test_removed_words_of_others_are_shown_as_rule_lines_and_size_alone() -> None:
    removals = [
        Removal(Span(10, 110), (4, 9), "comments", None),
        Removal(Span(0, 5), (1, 1), "page furniture", "Login"),
    ]
    tree = page_of(make_record(make_article(removals=removals)))
    rows = [
        [cell.text_content() for cell in row]
        for row in tree.xpath("//details[@id='removed']//tbody/tr")
    ]
    assert rows == [
        ["comments", "4–9", "100", "words of other people, not shown"],
        ["page furniture", "1", "5", "Login"],
    ]


def test_a_date_shows_what_it_rests_on() -> None:
    evidence = DateEvidence("[..2018-09-14]", "earliest reader comment", "14.09.2018 20:53")
    tree = page_of(make_record(replace(make_article(), published=evidence)))
    assert "not later than 14 September 2018" in said(tree, "source-line")
    assert "earliest reader comment: “14.09.2018 20:53”" in said(tree, "facts")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    article = replace(make_article(), url=Found(url, "stated: sidecar"))
    assert url not in page_of(make_record(article)).xpath("//a/@href")


def test_related_articles_stand_with_their_reasons() -> None:
    others = [
        make_record(replace(make_article(key, paragraphs=["Baku is here."])), named={"Baku": BAKU})
        for key in ("a1", "a2")
    ]
    tree = page_of(others[0], others[1])
    assert tree.xpath("//section[@class='related']//p[@class='related__title']/a/@href") == [
        "../../articles/a2/"
    ]


def test_before_and_after_in_time_leave_out_what_has_no_date() -> None:
    dated = [
        make_record(make_article(f"a{n}", published=f"2018-0{n}-01", title=f"T{n}"))
        for n in (1, 2, 3)
    ]
    tree = page_of(dated[1], dated[0], dated[2], make_record(make_article("none")))
    (nav,) = tree.xpath("//nav[@class='in-time']")
    assert nav.xpath("./a/@href") == ["../../articles/a1/", "../../articles/a3/"]


def test_several_reader_languages_stand_side_by_side_in_one_page() -> None:
    config = Config(reader_languages=("en", "ru"))
    tree = page_of(russian(*ENGLISH), config=config)
    assert tree.xpath("//h1/span/@data-reader") == ["en", "ru"]
    assert tree.xpath("//button/@data-choose-reader") == ["en", "ru"]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_no_id_is_there_twice_on_a_page_with_everything() -> None:
    ids = page_of(russian(*ENGLISH)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_article_without_a_title_says_so() -> None:
    tree = page_of(make_record(make_article(title=None)))
    assert tree.xpath("string(//h1)") == "Untitled"


def test_the_page_of_an_article_lies_where_its_id_says() -> None:
    edition = Edition(make_archive(make_record(make_article("000_x"))), Config())
    record = edition.archive.records[ArticleId("000_x")]
    assert article_page(edition, record).path == "articles/000_x.md"


def captioned(english: TranslatedSentence | None) -> Record:
    record = russian(*ENGLISH)
    article = replace(record.article, caption=Found("Зал. Фото: архив.", "picture credit"))
    (translation,) = record.translations
    return replace(record, article=article, translations=(replace(translation, caption=english),))


def test_a_caption_is_shown_translated_with_the_original_beside_it() -> None:
    tree = page_of(captioned(TranslatedSentence("The hall. Picture: archive.", "machine")))
    (caption,) = tree.xpath("//p[@class='caption']")
    shown = [(one.get("lang"), one.text) for one in caption.xpath("./span[@lang]")]
    assert shown == [("en", "The hall. Picture: archive."), ("ru", "Зал. Фото: архив.")]
    assert caption.xpath("./span[@lang='en']/@class") == ["is-machine"]


def test_a_caption_without_translation_stands_alone() -> None:
    (caption,) = page_of(captioned(None)).xpath("//p[@class='caption']")
    assert caption.xpath("./span/@lang") == ["ru"]


def test_findings_are_said_in_the_interface_language() -> None:
    record = russian(*ENGLISH)
    (translation,) = record.translations
    doubtful = TranslatedSentence(
        "It was held.", "doubtful", findings=(Finding("name", "Baku: not in the translation"),)
    )
    made = replace(translation, sentences=(doubtful, *translation.sentences[1:]))
    config = Config(interface_language="ru")
    tree = page_of(replace(record, translations=(made,)), config=config)
    assert "имя потеряно или изменено: Baku: нет в переводе" in said(tree, "note")


def test_what_is_for_other_readers_is_hidden_from_the_beginning() -> None:
    config = Config(reader_languages=("en", "ru"))
    tree = page_of(russian(*ENGLISH), config=config)
    for language, hidden in (("en", False), ("ru", True)):
        shown = tree.xpath(f"//*[@data-reader='{language}']")
        assert shown
        assert {one.get("hidden") is not None for one in shown} == {hidden}
