"""describe: an article with summary, translation, tags and mentions."""

from dataclasses import dataclass
from typing import Literal

from newsarchive.model.article import Article
from newsarchive.model.ids import EntityId, Kind
from newsarchive.model.place import Passage


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body."""

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences of the article itself, chosen and not rewritten."""

    sentences: tuple[int, ...]  # 0-based numbers into Record.sentences, ascending
    method: str  # e.g. "ranker 1", "chosen by the editor"


Status = Literal["accepted", "machine", "doubtful", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the gate holds against a translated sentence."""

    rule: str  # e.g. "number lost"
    detail: str  # in words, e.g. "1600 is not in the translation"


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """One sentence in the reader's language, aligned with its original."""

    text: str | None  # None when missing
    status: Status
    engine: str | None = None  # name and version; None for the archive's own translation
    reviewer: str | None = None  # who vouches for it, only where the memory names somebody
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """An article in a reader's language; `sentences` align one to one with Record.sentences."""

    language: str
    title: TranslatedSentence | None  # None when the original has no title
    sentences: tuple[TranslatedSentence, ...]
    caption: TranslatedSentence | None = None  # None when the original has no caption


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organisation, event or topic: one thing, one name."""

    id: EntityId
    kind: Kind
    names: tuple[tuple[str, str], ...]  # (language, preferred name), sorted; never empty
    variants: tuple[tuple[str, str], ...] = ()  # (language or "und", form), sorted
    description: tuple[tuple[str, str], ...] = ()  # (language, text), sorted
    broader: EntityId | None = None
    coordinates: tuple[float, float] | None = None  # latitude, longitude in degrees, WGS 84
    identifiers: tuple[tuple[str, str, str], ...] = ()  # (scheme, value, source it was read in)
    rule: str = "authority"  # "authority", "CLDR", "GeoNames", "built in", "found in text"

    def name(self, lang: str) -> str:
        """Preferred name in `lang`, else English, else the first there is."""
        names = dict(self.names)
        return names.get(lang) or names.get("en") or self.names[0][1]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in an article where an entity is named."""

    entity: EntityId
    surface: str  # as printed
    passage: Passage
    rule: str  # e.g. "authority", "surname of a full name in this article"
    evidence: str = ""  # what a bare surname rests on, in words


@dataclass(frozen=True, slots=True)
class Tag:
    """An entity or topic that an article is about, and why."""

    entity: EntityId
    kind: Kind
    rule: str
    count: int  # mentions, or matched terms for a topic
    evidence: str = ""  # in words, shown on the page


@dataclass(frozen=True, slots=True)
class Record:
    """An article described: nothing here depends on any other article."""

    article: Article
    sentences: tuple[Sentence, ...]  # of the body, in reading order
    summary: Summary
    translations: tuple[Translation, ...]  # one for each reader's language but its own
    mentions: tuple[Mention, ...]
    tags: tuple[Tag, ...]
    entities: tuple[Entity, ...]  # every entity that mentions and tags name, by id

    def translation(self, lang: str) -> Translation | None:
        """The translation into `lang`; None when there is none or the article is in it."""
        return next((t for t in self.translations if t.language == lang), None)

    def title_in(self, lang: str) -> str | None:
        """The title in `lang`, where it is translated."""
        made = self.translation(lang)
        return made.title.text if made and made.title else None
