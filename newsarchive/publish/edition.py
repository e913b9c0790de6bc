"""The archive as one site shows it: in which words, which languages, at which addresses.

Everything here is read off the Archive; nothing is decided about it. No HTML and no file.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from newsarchive import languages, text
from newsarchive.config import Config
from newsarchive.model import (
    Archive,
    Article,
    ArticleId,
    Card,
    Entity,
    EntityFile,
    EntityId,
    Heading,
    Kind,
    Publish,
    Record,
    Status,
    Story,
    Tag,
    Translation,
)
from newsarchive.publish.when import When, read, when
from newsarchive.publish.words import Words, is_right_to_left, words


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the language they are in, for the `lang` attribute."""

    text: str
    lang: str  # BCP 47

    @property
    def dir(self) -> str:
        return "rtl" if is_right_to_left(self.lang) else "ltr"


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary, in one language."""

    number: int  # 1-based, of the sentence in the article
    said: Said
    status: Status | None  # None: the original's own words


@dataclass(frozen=True)
class Edition:
    """One archive under one configuration. Frozen; what is derived is computed once."""

    archive: Archive
    config: Config

    @cached_property
    def words(self) -> Words:
        return words(self.config.interface_language)

    @property
    def reader(self) -> str:
        """The first reader's language: lists, cards and feeds are in it."""
        return self.config.reader_languages[0]

    @cached_property
    def stories(self) -> Mapping[ArticleId, tuple[Story, ...]]:
        """The stories each article belongs to."""
        found: dict[ArticleId, list[Story]] = defaultdict(list)
        for story in self.archive.stories:
            for article in story.articles:
                found[article].append(story)
        return {article: tuple(stories) for article, stories in found.items()}

    @cached_property
    def narrower(self) -> Mapping[EntityId, tuple[EntityId, ...]]:
        """What lies below each entity: the reverse of `Entity.broader`."""
        found: dict[EntityId, list[EntityId]] = defaultdict(list)
        for file in self.archive.entities.values():
            if file.entity.broader:
                found[file.entity.broader].append(file.entity.id)
        return {entity: tuple(below) for entity, below in found.items()}

    @cached_property
    def ranked(self) -> Mapping[Kind, tuple[EntityFile, ...]]:
        """All of a kind that an article is tagged with, most articles first, then by name."""
        found: defaultdict[Kind, list[tuple[int, str, EntityId]]] = defaultdict(list)
        files = self.archive.entities
        for key, file in files.items():
            if file.articles:
                name = named(file.entity, self.reader).text
                found[file.entity.kind].append((-len(file.articles), name, key))
        return {kind: tuple([files[key] for *_, key in sorted(found[kind])]) for kind in found}

    @cached_property
    def dates(self) -> Mapping[ArticleId, When]:
        """When each article was published; the newest articles come first."""
        cards = self.archive.cards
        return {name: read(card.heading.published) for name, card in cards.items()}

    @cached_property
    def dated(self) -> tuple[ArticleId, ...]:
        """Articles with a date or a bound, oldest first."""
        known = sorted((date.text, name) for name, date in self.dates.items())
        return tuple(name for text, name in known if text)

    @cached_property
    def _places_in_time(self) -> Mapping[ArticleId, int]:
        return {article: n for n, article in enumerate(self.dated)}

    def neighbours(self, article: ArticleId) -> tuple[ArticleId | None, ArticleId | None]:
        """The articles before and after this one in time; (None, None) for an undated one."""
        place = self._places_in_time.get(article)
        if place is None:
            return None, None
        before = self.dated[place - 1] if place else None
        after = self.dated[place + 1] if place + 1 < len(self.dated) else None
        return before, after

    def when(self, record: Record) -> When:
        return when(record.article.published)

    def publish(self, article: Article) -> Publish:
        return article.editorial.publish or self.config.publish

    def is_full(self, article: Article) -> bool:
        """Whether the whole text may be shown."""
        return self.publish(article) == "full"

    def entity(self, entity: EntityId) -> Entity:
        return self.archive.entities[entity].entity

    def name(self, entity: EntityId) -> Said:
        """An entity's name in the reader's language, or in the language it has one in."""
        return named(self.entity(entity), self.reader)

    def title(self, one: Record | Card, lang: str | None = None) -> Said:
        """The title in `lang` where it is known, else as printed."""
        lang = lang or self.reader
        text = one.title_in(lang)
        if text:
            return Said(text, lang)
        return self.original_title(one.heading if isinstance(one, Card) else one.article)

    def original_title(self, one: Article | Heading) -> Said:
        if one.headline is None:
            return Said(self.words("article.untitled"), self.words.lang)
        return Said(one.headline, one.language)

    def summary(self, record: Record, lang: str | None = None) -> tuple[SummarySentence, ...]:
        """The summary's sentences in `lang`, each in the article's own where that is missing."""
        translation = record.translation(lang or self.reader)
        return tuple(_summary_sentence(record, n, translation) for n in record.summary.sentences)

    def sources(self, one: Article | Heading) -> str:
        """The publishers named, or words that say there is none."""
        return ", ".join(one.publishers) or self.words("article.no_source")

    def tags(self, record: Record) -> tuple[Tag, ...]:
        """Tags whose entity the archive holds, most telling first."""
        return tuple(tag for tag in record.tags if tag.entity in self.archive.entities)


def named(entity: Entity, lang: str) -> Said:
    """The entity's name in `lang`, else in English, else as spelt in Latin letters for readers of
    them ("ru-Latn": transliterated), else in the language it was found in.
    """
    names = dict(entity.names)
    found = next((one for one in (lang, "en") if one in names), None) or _otherwise(names, lang)
    return Said(names[found], found)


def _otherwise(names: Mapping[str, str], lang: str) -> str:
    """The language of the name to show where there is none in `lang` nor in English."""
    spelt = [one for one in names if is_transliterated(one)]
    if spelt and _is_latin(lang):
        return spelt[0]
    return next((one for one in names if one not in spelt), next(iter(names)))


def is_transliterated(lang: str) -> bool:
    """Whether a name's tag says that it is another language's, in Latin letters."""
    return lang.endswith("-Latn")


def _is_latin(lang: str) -> bool:
    return "Latin" in languages.entries(lang.partition("-")[0], "script")


def is_translated(translation: Translation | None) -> bool:
    """Whether anything of it stands in the reader's language."""
    return translation is not None and any(s.text is not None for s in translation.sentences)


def word_count(article: Article) -> int:
    return sum(text.word_count(paragraph.text) for paragraph in article.paragraphs)


def _summary_sentence(record: Record, n: int, translation: Translation | None) -> SummarySentence:
    translated = translation.sentences[n] if translation else None
    if translation and translated and translated.text is not None:
        return SummarySentence(
            n + 1, Said(translated.text, translation.language), translated.status
        )
    status: Status | None = "missing" if translation else None
    return SummarySentence(n + 1, Said(record.sentences[n].text, record.article.language), status)
