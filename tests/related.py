"""Records for tests of relations, built by hand."""

from newsarchive.model import (
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityId,
    Found,
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
    rule: str = "authority",
) -> Record:
    """An article of one paragraph, its headline the first words, tagged with these people."""
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
    ids = [EntityId(f"people/{person}") for person in tagged]
    return Record(
        article=article,
        sentences=(),
        summary=Summary((), "by hand"),
        translations=(),
        mentions=tuple(Mention(e, e[7:].title(), Passage(0, 0, 1), rule) for e in ids),
        tags=tuple(Tag(e, "person", rule, 1) for e in ids),
        entities=tuple(Entity(e, "person", (("en", e[7:].title()),), rule=rule) for e in ids),
    )
