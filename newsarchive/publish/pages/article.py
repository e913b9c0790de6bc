"""The article's page: what it says, in whose words, and how we know. Gathers; templates show."""

from collections.abc import Iterable
from functools import partial

from newsarchive.model import ArticleId, Page, Record
from newsarchive.publish import citations, head
from newsarchive.publish.addresses import address, article_path, story_path, to_root
from newsarchive.publish.drafts import Draft
from newsarchive.publish.edition import Edition, Said, word_count
from newsarchive.publish.pages.cards import cards
from newsarchive.publish.pages.listing import tag_links
from newsarchive.publish.pages.provenance import (
    evidence,
    removals,
    report_address,
    web_address,
)
from newsarchive.publish.pages.related import other, related
from newsarchive.publish.pages.versions import Version, beside, version
from newsarchive.publish.render import page

QUOTATION_WORDS = 40  # where only a summary may be published: about the length of a fair quotation


def article_pages(edition: Edition) -> Iterable[Draft]:
    for one in edition.archive.records:
        yield Draft(article_path(one), partial(_page, edition, one))


def _page(edition: Edition, one: ArticleId) -> Page:
    return article_page(edition, edition.archive.records[one])


def article_page(edition: Edition, record: Record) -> Page:
    article = record.article
    path = article_path(article.id)
    title = edition.title(record)
    original = edition.original_title(article)
    before, after = edition.neighbours(article.id)
    versions = [version(edition, record, lang) for lang in edition.config.reader_languages]
    translated = beside(versions, record)
    return page(
        path,
        "article",
        meta={
            "title": title.text,
            "description": " ".join(s.said.text for s in edition.summary(record))[:300],
            "head": head.article(edition, record, path),
            "kind": "article",
        },
        t=edition.words,
        base=to_root(path),
        record=record,
        article=article,
        origin=article.origin,
        date=edition.when(record),
        evidence=evidence(edition, article.published),
        original=original,
        own=Said("", article.language),
        language=edition.words.language(article.language),
        sources=edition.sources(article),
        words_in_original=word_count(article),
        url=web_address(article),
        full=edition.is_full(article),
        quotation=_quotation(edition, record),
        versions=versions,
        translated=translated,
        readers=_langs(translated),
        natives=_langs(one for one in versions if one not in translated),
        foreign=_langs(one for one in versions if one.title != original),
        tags=_tags(edition, record),
        cards=cards(edition, record),
        removals=removals(edition, article),
        related=[related(edition, one) for one in edition.archive.links.get(article.id, ())],
        stories=[address(story_path(story.id)) for story in edition.stories.get(article.id, ())],
        citations=citations.citations(edition, record, path),
        before=other(edition, before) if before else None,
        after=other(edition, after) if after else None,
        report=report_address(edition, article),
    )


def _langs(versions: Iterable[Version]) -> str:
    return " ".join(one.lang for one in versions)


def _quotation(edition: Edition, record: Record) -> Said | None:
    """A few words of the original, where the whole may not be shown."""
    if edition.is_full(record.article) or not record.sentences:
        return None
    first = record.summary.sentences[0] if record.summary.sentences else 0
    words = record.sentences[first].text.split()
    short = " ".join(words[:QUOTATION_WORDS]) + (" …" if len(words) > QUOTATION_WORDS else "")
    return Said(short, record.article.language)


def _tags(edition: Edition, record: Record) -> list[dict[str, object]]:
    links = {link.id: link for link in tag_links(edition, record)}
    return [
        {
            "link": links[tag.entity],
            "rule": edition.words.rule(tag.rule),
            "evidence": edition.words.rule(tag.evidence),
            # a topic's evidence is nothing but words of the article
            "lang": record.article.language if tag.kind == "topic" else edition.words.lang,
        }
        for tag in edition.tags(record)
    ]
