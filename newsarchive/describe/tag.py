"""Article -> mentions, tags and the entities they name.

Each mention and tag carries the rule it rests on. Looks at one article alone: what stands in
another, and that a name is on file, is no evidence here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsarchive.describe.authority import Authority
from newsarchive.describe.names.evidence import Context, ground
from newsarchive.describe.names.fold import unmasked
from newsarchive.describe.names.lookup import matcher
from newsarchive.describe.names.matcher import Hit
from newsarchive.describe.names.person import given_name_before, initials_before, initials_fit
from newsarchive.describe.phrases import stemmed
from newsarchive.describe.topics import topics
from newsarchive.model import TITLE, Article, Entity, EntityId, Mention, Passage, Sentence, Tag

Tagged = tuple[tuple[Mention, ...], tuple[Tag, ...], tuple[Entity, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A title or paragraph, and the known names in it."""

    paragraph: int
    text: str
    hits: tuple[Hit, ...]

    def printed(self, hit: Hit) -> str:
        return self.text[hit.start : hit.end]


def tag(article: Article, sentences: tuple[Sentence, ...], *, authority: Authority) -> Tagged:
    """Mentions in reading order, tags with the most mentioned first, entities by id."""
    return tag_each([article], [sentences], authority=authority)[0]


def tag_each(
    articles: Sequence[Article],
    sentences: Sequence[tuple[Sentence, ...]],
    *,
    authority: Authority,
) -> list[Tagged]:
    """`tag` for several articles."""
    return [_tagged(one, authority) for one, _ in zip(articles, sentences, strict=True)]


def _tagged(article: Article, authority: Authority) -> Tagged:
    find = matcher(authority, article.language).find
    places = [_Place(number, text, find(text)) for number, text in passages(article)]
    mentions = _mentions(places, article, authority)
    tags = (*_tags(mentions, authority), *topics(article, authority))
    named = sorted({*(one.entity for one in mentions), *(one.entity for one in tags)})
    return mentions, tags, tuple(authority.entity(key) for key in named)


def passages(article: Article) -> Iterator[tuple[int, str]]:
    """Title and paragraphs with their numbers, in reading order."""
    if article.title:
        yield TITLE, article.title.text
    yield from enumerate(paragraph.text for paragraph in article.paragraphs)


# ---------------------------------------------------------------- mentions


def _mentions(
    places: Sequence[_Place], article: Article, authority: Authority
) -> tuple[Mention, ...]:
    context = _context(places, article.language)
    found = (_mention(place, hit, context, authority) for place in places for hit in place.hits)
    return tuple(
        one
        for one in found
        if one
        and not authority.entries[one.entity].blocked
        and one.entity not in article.editorial.not_tags
    )


def _mention(place: _Place, hit: Hit, context: Context, authority: Authority) -> Mention | None:
    if hit.full:
        key = hit.full[0]
        passage = Passage(place.paragraph, hit.start, hit.end)
        return Mention(key, place.printed(hit), passage, authority.entity(key).rule)
    if given_name_before(place.text, hit.start, context.language):
        return None
    start = initials_before(place.text, hit.start)
    found = ground([authority.entries[key] for key in _fitting(place, hit, authority)], context)
    if found is None:
        return None
    passage = Passage(place.paragraph, start, hit.end)
    surface = place.text[start : hit.end]
    return Mention(found.entity, surface, passage, found.rule, found.evidence)


def _fitting(place: _Place, hit: Hit, authority: Authority) -> list[EntityId]:
    """Whose surname this is, by the initials before it if there are any."""
    start = initials_before(place.text, hit.start)
    initials = unmasked(place.text[start : hit.end])[: hit.start - start]
    return [
        key for key in hit.bare if not initials or initials_fit(initials, authority.entity(key))
    ]


def _context(places: Sequence[_Place], lang: str) -> Context:
    named: dict[EntityId, str] = {}
    bare: dict[EntityId, str] = {}
    contested: set[EntityId] = set()
    for place in places:
        for hit in place.hits:
            for key in hit.full:
                named.setdefault(key, place.printed(hit))
            if given_name_before(place.text, hit.start, lang):
                contested.update(hit.bare)
            else:
                bare.update((key, place.printed(hit)) for key in hit.bare if key not in bare)
    return Context(
        language=lang,
        texts=tuple(stemmed(place.text, lang) for place in places) if bare else (),
        named=named,
        bare=bare,
        contested=frozenset(contested),
    )


# ---------------------------------------------------------------- tags


def _tags(mentions: Sequence[Mention], authority: Authority) -> tuple[Tag, ...]:
    """One tag an entity, the most mentioned first; its rule is that of its surest mention."""
    by_entity: dict[EntityId, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity, []).append(mention)
    tags = [_tag(key, found, authority) for key, found in by_entity.items()]
    return tuple(sorted(tags, key=lambda one: (-one.count, one.entity)))


def _tag(key: EntityId, mentions: Sequence[Mention], authority: Authority) -> Tag:
    surest = next((one for one in mentions if not one.evidence), mentions[0])
    return Tag(key, authority.entity(key).kind, surest.rule, len(mentions), surest.evidence)
