"""Records for tests of relations, built by hand."""

from newsarchive.model import (
    KIND_FOLDERS,
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
    Summary,
    Tag,
)


def record(
    name: str,
    body: str,
    *,
    lang: str = "ru",
    date: str | None = None,
    tagged: tuple[str, ...] = (),
    kind: Kind = "person",
) -> Record:
    """An article of one paragraph, its headline the first words, tagged with these names."""
    article = Article(
        id=ArticleId(name),
        origin=Origin(f"{name}.txt", "0" * 64, len(body), "utf-8", "valid", "text"),
        language=lang,
        language_rule="by hand",
        title=Found(body.split(",", maxsplit=1)[0], "title line"),
        paragraphs=(Paragraph(body, ()),),
        published=DateEvidence(date, "by hand"),
        removals=(),
    )
    ids = [EntityId(f"{KIND_FOLDERS[kind]}/{one}") for one in tagged]
    names = {entity: entity.partition("/")[2].title() for entity in ids}
    return Record(
        article=article,
        sentences=(),
        summary=Summary((), "by hand"),
        translations=(),
        mentions=tuple(Mention(e, names[e], Passage(0, 0, 1), "authority") for e in ids),
        tags=tuple(Tag(e, kind, "authority", 1) for e in ids),
        entities=tuple(Entity(e, kind, (("en", names[e]),)) for e in ids),
    )
