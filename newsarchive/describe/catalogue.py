"""The order inside the phase: an article becomes a record.

sentences -> summary -> mentions and tags -> translations. The first three depend on the article
alone and are remembered; translations come from the memory, which people edit, so they are looked
up afresh each time. Each step's own rules live in its own room.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from newsarchive import cards, languages, parallel, revision, text
from newsarchive.cache import Cache
from newsarchive.cards import Filed, Records
from newsarchive.config import Config
from newsarchive.describe import carry
from newsarchive.describe.authority import Authority
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Memory
from newsarchive.describe.names.lookup import forms_kept, take_over, take_up
from newsarchive.describe.names.unify import unify
from newsarchive.describe.salience import model_digest
from newsarchive.describe.summarise import summarise
from newsarchive.describe.tag import tag
from newsarchive.describe.told import Desk, told
from newsarchive.describe.translate import Described
from newsarchive.filing import Stage, file_each
from newsarchive.model import (
    TITLE,
    Article,
    Entity,
    EntityId,
    Heading,
    Mention,
    Naming,
    Passage,
    Record,
    Sentence,
    Summary,
    Tag,
    Translation,
)

# What a description is made by: a change of it makes all descriptions anew.
MADE_BY = ("describe", "cards.py", "morphology.py", "text.py", "model", "languages/__init__.py")

# What of languages/ a description depends on, beside what the authority says for itself.
_LANGUAGE_DATA = ("abbreviations", "leaning", "sections", "stopwords")


@dataclass(frozen=True, slots=True)
class Description:
    """All of a record that rests on the article alone."""

    sentences: tuple[Sentence, ...]
    summary: Summary
    mentions: tuple[Mention, ...]
    tags: tuple[Tag, ...]
    entities: tuple[Entity, ...]


def catalogue(
    articles: Sequence[Article],
    *,
    config: Config,
    authority: Authority,
    memory: Memory,
    engine: Engine | None,
    cache: Cache,
) -> Records:
    """One record for each of `articles`, in their order; to be read before `cache` is closed."""
    headed = cards.headed(articles)
    described = _descriptions(headed, config=config, authority=authority, cache=cache)
    unified = unify(described.glances)
    desk = Desk(
        headed.glances,
        described.glances,
        lambda place: _to_translate(headed[place], described[place], named=engine is not None),
        config.reader_languages,
        memory,
        revision.of(*MADE_BY),
    )
    translated = told(desk, engine=engine, authority=authority, cache=cache)
    made: dict[int, Record] = {}

    def read(place: int) -> Record:
        if place not in made:
            plain = _record(headed[place], described[place], translated[place])
            made[place] = unified.record(plain)
        return made[place]

    each = zip(headed.glances, described.glances, translated.glances, strict=True)
    written = [cards.card(one, unified.card(names), said) for one, names, said in each]
    tagged = {entity for one in written for entity in one.entities}
    on_file = {key: authority.entity(key) for key in sorted(tagged - unified.entities.keys())}
    return Records(written, read, {**on_file, **unified.entities}, unified.moved)


def describe(article: Article, *, authority: Authority) -> Description:
    """Sentences, summary, mentions and tags of one article."""
    sentences = split(article)
    mentions, tags, entities = tag(article, sentences, authority=authority)
    return Description(sentences, summarise(article, sentences), mentions, tags, entities)


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the body, in reading order."""
    return tuple(
        Sentence(paragraph.text[start:end], Passage(number, start, end))
        for number, paragraph in enumerate(article.paragraphs)
        for start, end in text.sentence_spans(paragraph.text, article.language)
    )


def _descriptions(
    articles: Filed[Article, Heading], *, config: Config, authority: Authority, cache: Cache
) -> Filed[Description, Naming]:
    data = (model_digest(), languages.digest(*_LANGUAGE_DATA))
    version = revision.of(*MADE_BY)
    changed = carry.change(cache, authority)

    def made(places: Sequence[int]) -> Iterator[Description]:
        """Those that still hold are carried over, the others made."""
        todo = [articles[place] for place in places]
        held: Sequence[Description | None] = [None] * len(todo)
        if changed:
            known = cache.recall_each(
                "describe",
                version,
                inputs=[articles.glances[n].digest for n in places],
                kind=Description,
                given=(changed.digest, *data),
            )
            held = [
                None if one is None or changed.touches(article, one.entities) else one
                for article, one in zip(todo, known, strict=True)
            ]
        left = [article for article, one in zip(todo, held, strict=True) if one is None]
        fresh = describe_all(left, authority=authority, cache=cache, workers=config.workers)
        return (one or next(fresh) for one in held)

    given = (authority.digest, *data)
    found = file_each(
        cache,
        Stage("describe", version, Description, cards.naming, Naming, given),
        range(len(articles)),
        inputs=[one.digest for one in articles.glances],
        compute=made,
    )
    carry.keep(cache, authority)
    return found


@dataclass(frozen=True, slots=True)
class _Names:
    """All that a worker needs to find names."""

    authority: Authority
    forms: Mapping[str, bytes]  # by language: to decline them all again would take it .2 s each


def describe_all(
    articles: Sequence[Article], *, authority: Authority, cache: Cache, workers: int
) -> Iterator[Description]:
    """`describe` for each, on all cores where they are many; `cache` keeps the names declined."""
    take_up(authority, [article.language for article in articles], cache)
    # some megabytes, which to take apart for each article would cost nine times the work itself
    shared = parallel.Shared(_Names(authority, forms_kept(cache)), authority.digest)
    return parallel.each(
        partial(_describe_with, shared=shared), articles, kind=Description, workers=workers
    )


def _describe_with(article: Article, *, shared: parallel.Shared[_Names]) -> Description:
    names = shared.value
    take_over(names.authority, article.language, names.forms)
    return describe(article, authority=names.authority)


def _to_translate(article: Article, description: Description, *, named: bool) -> Described:
    """`named`: whether an engine is to be told who is named in a sentence."""
    if not named:
        return Described(article, description.sentences, description.summary.sentences, ())
    entities = {entity.id: entity for entity in description.entities}
    paragraphs = [sentence.passage for sentence in description.sentences]
    title = Passage(TITLE, 0, len(article.title.text) if article.title else 0)
    return Described(
        article,
        description.sentences,
        description.summary.sentences,
        tuple(_named(passage, description.mentions, entities) for passage in paragraphs),
        _named(title, description.mentions, entities),
    )


def _named(
    passage: Passage, mentions: Sequence[Mention], entities: dict[EntityId, Entity]
) -> tuple[Entity, ...]:
    """Entities mentioned within `passage`, each once, in order of id."""
    inside = {
        mention.entity
        for mention in mentions
        if mention.passage.paragraph == passage.paragraph
        and passage.start <= mention.passage.start < passage.end
    }
    return tuple(entities[key] for key in sorted(inside) if key in entities)


def _record(article: Article, description: Description, made: tuple[Translation, ...]) -> Record:
    return Record(
        article=article,
        sentences=description.sentences,
        summary=description.summary,
        translations=made,
        mentions=description.mentions,
        tags=description.tags,
        entities=description.entities,
    )
