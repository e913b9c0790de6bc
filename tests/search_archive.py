"""Archives built by hand for the tests of search."""

from collections.abc import Iterable, Mapping

from newsarchive.cards import Shelf, carded
from newsarchive.model import (
    TITLE,
    Archive,
    Article,
    ArticleId,
    DateEvidence,
    Editorial,
    Entity,
    EntityFile,
    EntityId,
    Found,
    Kind,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Publish,
    Record,
    Sentence,
    Summary,
    Tag,
    TranslatedSentence,
    Translation,
)
from newsarchive.relate.entities import Profiles


def entity(
    key: str, kind: Kind, names: Mapping[str, str], variants: Iterable[tuple[str, str]] = ()
) -> Entity:
    return Entity(EntityId(key), kind, tuple(sorted(names.items())), tuple(sorted(variants)))


TALMOV = entity("people/oleg-talmov", "person", {"en": "Oleg Talmov", "ru": "Олег Тальмов"})
LEAGUE = entity(
    "organisations/river-league",
    "organisation",
    {"en": "River League", "ru": "Лига рек"},
    [("en", "RLG"), ("ru", "ЛГР")],
)
KAMENOGRAD = entity("places/kamenograd", "place", {"en": "Kamenograd", "ru": "Каменоград"})
KNOWN = (TALMOV, LEAGUE, KAMENOGRAD)


def record(
    name: str,
    title: str,
    body: str,
    *,
    lang: str = "ru",
    date: str | None = None,
    source: str = "",
    english: tuple[str, str] | None = None,
    named: Mapping[str, str] | None = None,
    publish: Publish | None = None,
) -> Record:
    """An article of one sentence. `named`: entity -> how it is printed in the body.

    `english`: title and sentence of a translation.
    """
    article = Article(
        id=ArticleId(name),
        origin=Origin(f"{name}.txt", "0" * 64, len(body), "utf-8", "valid", "text"),
        language=lang,
        language_rule="stated: sidecar",
        title=Found(title, "title line") if title else None,
        paragraphs=(Paragraph(body, ()),),
        published=DateEvidence(date, "dateline" if date else "none"),
        removals=(),
        sources=(Found(source, "stated: sidecar"),) if source else (),
        editorial=Editorial(publish=publish),
    )
    mentions = tuple(_mention(key, form, body) for key, form in (named or {}).items())
    kinds = {one.id: one.kind for one in KNOWN}
    return Record(
        article=article,
        sentences=(Sentence(body, Passage(0, 0, len(body))),),
        summary=Summary((0,), "ranker 1"),
        translations=(_translation(*english),) if english else (),
        mentions=mentions,
        tags=tuple(Tag(m.entity, kinds[m.entity], "authority", 1) for m in mentions),
        entities=tuple(one for one in KNOWN if one.id in {m.entity for m in mentions}),
    )


def archive(*records: Record) -> Archive:
    named: dict[EntityId, list[Record]] = {}
    for one in records:
        for tag in one.tags:
            named.setdefault(tag.entity, []).append(one)
    files = {
        one.id: EntityFile(
            entity=one,
            articles=tuple(found.article.id for found in named[one.id]),
            mentions=len(named[one.id]),
        )
        for one in sorted(KNOWN, key=lambda known: known.id)
        if one.id in named
    }
    shelf = Shelf(carded(records), range(len(records)))
    return Archive(shelf, shelf.cards, {}, (), files, Profiles(shelf.cards, files), ())


def _mention(key: str, form: str, body: str) -> Mention:
    at = body.find(form)
    paragraph = 0 if at >= 0 else TITLE
    return Mention(EntityId(key), form, Passage(paragraph, max(at, 0), at + len(form)), "authority")


def _translation(title: str, sentence: str) -> Translation:
    return Translation(
        "en", TranslatedSentence(title, "accepted"), (TranslatedSentence(sentence, "accepted"),)
    )
