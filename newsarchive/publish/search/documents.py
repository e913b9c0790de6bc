"""What of a record can be found: its texts in every language, and the names it was tagged with.

A document is all that search knows of one article. What an archive publishes as a summary only is
found by title, summary and names only; readers' comments are no part of an article, so no part of
this. Does not know how an index is made.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsarchive.config import Config
from newsarchive.model import Archive, Article, ArticleId, EntityId, Record, Translation
from newsarchive.publish.search.fold import normal


@dataclass(frozen=True, slots=True)
class Text:
    """An article's words in one language; `title` and `paragraphs` are normal()."""

    language: str  # BCP 47
    title: str  # "" where there is none
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in one article."""

    entity: EntityId
    count: int  # mentions; 1 for a topic
    forms: tuple[str, ...]  # as printed in this article, sorted


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found of one article."""

    id: ArticleId
    date: str  # EDTF, "" for an undated article
    sources: tuple[str, ...]
    texts: tuple[Text, ...]  # the original first
    named: tuple[Named, ...]  # by entity


def document(record: Record, archive: Archive, config: Config) -> Document:
    article = record.article
    whole = (article.editorial.publish or config.publish) == "full"
    return Document(
        id=article.id,
        date=article.published.edtf or "",
        sources=tuple(dict.fromkeys(source.text for source in article.sources)),
        texts=tuple(_texts(record, config.reader_languages, whole=whole)),
        named=_named(record, archive),
    )


def digest(one: Document) -> str:
    """32 hex digits that change with anything that could change an answer."""
    pieces = [one.id, one.date, *one.sources]
    for text in one.texts:
        pieces += ["\1", text.language, text.title, *text.paragraphs]
    for named in one.named:
        pieces += ["\2", named.entity, str(named.count), *named.forms]
    whole = "\0".join(pieces).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()


def _texts(record: Record, languages: Sequence[str], *, whole: bool) -> Iterator[Text]:
    article = record.article
    title = article.title.text if article.title else ""
    paragraphs = _paragraphs(article) if whole else _summary(record)
    yield _text(article.language, title, paragraphs)
    for lang in languages:
        translation = record.translation(lang)
        if translation:
            yield _translated(record, translation, whole=whole)


def _translated(record: Record, translation: Translation, *, whole: bool) -> Text:
    wanted = range(len(record.sentences)) if whole else record.summary.sentences
    paragraphs: dict[int, list[str]] = {}
    for n in wanted:
        said = translation.sentences[n].text
        if said is not None:
            paragraphs.setdefault(record.sentences[n].passage.paragraph, []).append(said)
    title = translation.title.text if translation.title else None
    return _text(translation.language, title or "", map(" ".join, paragraphs.values()))


def _paragraphs(article: Article) -> list[str]:
    caption = [article.caption.text] if article.caption else []
    return [paragraph.text for paragraph in article.paragraphs] + caption


def _summary(record: Record) -> list[str]:
    return [record.sentences[n].text for n in record.summary.sentences]


def _text(lang: str, title: str, paragraphs: Iterable[str]) -> Text:
    return Text(lang, normal(title), tuple(normal(p) for p in paragraphs))


def _named(record: Record, archive: Archive) -> tuple[Named, ...]:
    forms: dict[EntityId, list[str]] = {tag.entity: [] for tag in record.tags}
    for mention in record.mentions:
        forms.setdefault(mention.entity, []).append(normal(mention.surface))
    return tuple(
        Named(entity, max(1, len(forms[entity])), tuple(sorted(set(forms[entity]))))
        for entity in sorted(forms)
        if entity in archive.entities
    )
