"""Records and archives made by hand, for tests of what comes after them.

Short to call and honest: spans point at the text they quote, ids follow the rules of the model.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from newsarchive.cache import Cache
from newsarchive.model import (
    Archive,
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityId,
    Found,
    Kind,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Record,
    Rejected,
    Removal,
    Sentence,
    Span,
    Status,
    Summary,
    Tag,
    TranslatedSentence,
    Translation,
)
from newsarchive.relate.assemble import assemble
from newsarchive.text import sentence_spans


def make_article(
    key: str = "a1",
    *,
    title: str | None = "A title",
    paragraphs: Sequence[str] = ("One sentence stands here. Another follows it.",),
    language: str = "en",
    published: str | None = None,
    sources: Sequence[str] = (),
    removals: Sequence[Removal] = (),
    url: str | None = None,
) -> Article:
    rule = "stated: sidecar" if published else "no date in the text"
    return Article(
        id=ArticleId(key),
        origin=Origin(f"{key}.txt", "0" * 64, 1234, "utf-8", "valid UTF-8", "text"),
        language=language,
        language_rule="stated: sidecar",
        title=Found(title, "title line") if title is not None else None,
        paragraphs=tuple(Paragraph(text, (Span(0, len(text)),)) for text in paragraphs),
        published=DateEvidence(published, rule, published or ""),
        removals=tuple(removals),
        sources=tuple(Found(name, "named in the text") for name in sources),
        url=Found(url, "stated: sidecar") if url else None,
    )


def make_sentences(article: Article) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(paragraph.text[start:end], Passage(n, start, end))
        for n, paragraph in enumerate(article.paragraphs)
        for start, end in sentence_spans(paragraph.text, article.language)
    )


def make_entity(key: str, **names: str) -> Entity:
    """`make_entity("people/ilham-aliyev", en="Ilham Aliyev", ru="Ильхам Алиев")`."""
    kinds = {"people": "person", "places": "place", "organisations": "organisation"}
    folder = key.partition("/")[0]
    kind = cast(Kind, kinds.get(folder, folder.removesuffix("s")))
    return Entity(EntityId(key), kind, tuple(sorted(names.items())))


def make_translation(
    lang: str,
    sentences: Sequence[str | None],
    *,
    title: str | None = None,
    status: Status = "accepted",
    reviewer: str | None = None,
) -> Translation:
    def made(text: str | None) -> TranslatedSentence:
        if text is None:
            return TranslatedSentence(None, "missing")
        return TranslatedSentence(text, status, reviewer=reviewer)

    return Translation(lang, made(title) if title else None, tuple(map(made, sentences)))


def make_record(
    article: Article | None = None,
    *,
    summary: Sequence[int] = (0,),
    translations: Sequence[Translation] = (),
    named: Mapping[str, Entity] | None = None,
) -> Record:
    """`named`: the forms printed in the body and whom they name; each becomes mention and tag."""
    article = article or make_article()
    mentions = [
        Mention(entity.id, form, Passage(n, at, at + len(form)), "authority")
        for form, entity in (named or {}).items()
        for n, paragraph in enumerate(article.paragraphs)
        if (at := paragraph.text.find(form)) >= 0
    ]
    entities = {entity.id: entity for entity in (named or {}).values()}
    tags = [Tag(e.id, e.kind, "authority", 1, "named in the text") for e in entities.values()]
    return Record(
        article=article,
        sentences=make_sentences(article),
        summary=Summary(tuple(summary), "ranker 1"),
        translations=tuple(translations),
        mentions=tuple(sorted(mentions, key=lambda m: m.passage)),
        tags=tuple(tags),
        entities=tuple(entities[key] for key in sorted(entities)),
    )


def make_archive(*records: Record, rejected: Sequence[Rejected] = ()) -> Archive:
    return assemble(records, rejected, cache=Cache(None))
