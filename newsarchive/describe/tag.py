"""Article -> mentions, tags and the entities they name.

Each mention and tag carries the rule it rests on. Looks at one article alone: what stands in
another, and that a name is on file, is no evidence here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newsarchive.describe.authority import Authority
from newsarchive.describe.names import found
from newsarchive.describe.names.lookup import matcher
from newsarchive.describe.names.mentions import Place, mentions
from newsarchive.describe.names.passage import Finding, Passages, Text
from newsarchive.describe.topics import topics
from newsarchive.model import TITLE, Article, Entity, EntityId, Mention, Sentence, Tag
from newsarchive.text import sentence_spans

Tagged = tuple[tuple[Mention, ...], tuple[Tag, ...], tuple[Entity, ...]]


def tag(article: Article, sentences: tuple[Sentence, ...], *, authority: Authority) -> Tagged:
    """Mentions in reading order, tags with the most mentioned first, entities by id.

    `sentences` are those of the body where they are known already; else they are found anew.
    """
    return tag_each([article], [sentences], authority=authority)[0]


def tag_each(
    articles: Sequence[Article],
    sentences: Sequence[tuple[Sentence, ...]],
    *,
    authority: Authority,
) -> list[Tagged]:
    """`tag` for several articles: quicker than one by one where a model reads them in batches."""
    places = [_places(article, authority) for article in articles]
    texts = [_texts(*each) for each in zip(articles, sentences, places, strict=True)]
    findings: list[list[Finding]] = [[] for _ in articles]
    for lang in sorted({article.language for article in articles}):
        chosen = [i for i, article in enumerate(articles) if article.language == lang]
        for i, names in zip(chosen, found.find([texts[i] for i in chosen], lang), strict=True):
            findings[i] = names
    return [_tagged(*each, authority) for each in zip(articles, places, findings, strict=True)]


def _tagged(
    article: Article, places: Sequence[Place], findings: Sequence[Finding], authority: Authority
) -> Tagged:
    read = [
        replace(place, findings=tuple(f for f in findings if f.number == place.paragraph))
        for place in places
    ]
    every, entities = mentions(read, article.language, authority)
    unwanted = article.editorial.not_tags
    named = tuple(one for one in every if one.entity not in unwanted)
    tags = (*_tags(named, entities), *topics(article, authority))
    keys = sorted({one.entity for one in tags})
    known = {
        **entities,
        **{t.entity: authority.entity(t.entity) for t in tags if t.kind == "topic"},
    }
    return named, tags, tuple(known[key] for key in keys)


def _tags(mentioned: Sequence[Mention], entities: Mapping[EntityId, Entity]) -> tuple[Tag, ...]:
    """One tag an entity, the most mentioned first; its rule is that of its surest mention."""
    by_entity: dict[EntityId, list[Mention]] = {}
    for mention in mentioned:
        by_entity.setdefault(mention.entity, []).append(mention)
    tags = [_tag(entities[key], each) for key, each in by_entity.items()]
    return tuple(sorted(tags, key=lambda one: (-one.count, one.entity)))


def _tag(entity: Entity, mentioned: Sequence[Mention]) -> Tag:
    surest = next((one for one in mentioned if not one.evidence), mentioned[0])
    return Tag(entity.id, entity.kind, surest.rule, len(mentioned), surest.evidence)


# ---------------------------------------------------------------- what there is to read


def _passages(article: Article) -> Iterator[tuple[int, str]]:
    """Title and paragraphs with their numbers, in reading order."""
    if article.title:
        yield TITLE, article.title.text
    yield from enumerate(paragraph.text for paragraph in article.paragraphs)


def _places(article: Article, authority: Authority) -> list[Place]:
    find = matcher(authority, article.language).find
    return [Place(number, text, find(text)) for number, text in _passages(article)]


def _texts(article: Article, sentences: Sequence[Sentence], places: Sequence[Place]) -> Passages:
    spans: dict[int, list[tuple[int, int]]] = {}
    for sentence in sentences:
        at = sentence.passage
        spans.setdefault(at.paragraph, []).append((at.start, at.end))
    return tuple(
        Text(
            place.paragraph,
            place.text,
            tuple(spans.get(place.paragraph) or sentence_spans(place.text, article.language)),
            tuple((hit.start, hit.end) for hit in place.hits),
        )
        for place in places
    )
