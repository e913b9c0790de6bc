"""The nouns. One type per meaning, frozen, tuples inside; nothing is filled in later.

    Seed -> Article -> Record -> Archive -> Page

This room imports nothing of ours; everybody may import it. No behaviour lives here beyond
reading a field out of a tuple.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)  # made only by ingest.accession.article_id()
EntityId = NewType("EntityId", str)  # "people/ilham-aliyev": also the path of its page
StoryId = NewType("StoryId", str)  # made only by relate.stories

Kind = Literal["person", "place", "organisation", "event", "topic"]
Publish = Literal["full", "summary"]

KIND_FOLDERS: Mapping[str, str] = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "event": "events",
    "topic": "topics",
}


# ---------------------------------------------------------------- where a thing stands


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a seed's decoded text: `seed.text[start:end]`."""

    start: int  # offset in code points, inclusive
    end: int  # offset in code points, exclusive


TITLE = -1  # the `paragraph` of a passage that lies in the title


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of an article as published: `article.paragraphs[paragraph].text[start:end]`."""

    paragraph: int  # 0-based, or TITLE
    start: int  # offset in code points, inclusive
    end: int  # offset in code points, exclusive


# ---------------------------------------------------------------- ingest: Seed


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file an article comes from; enough to find and to check it."""

    path: str  # relative to seeds/, with "/"
    sha256: str  # of the file's bytes, or of the record's bytes in a WARC
    size: int  # bytes
    encoding: str  # as Python names it, e.g. "utf-8", "cp1251"
    encoding_rule: str  # how the encoding was decided, in words
    format: str  # "text", "html" or "warc"
    url: str | None = None  # http(s) address the article was taken from, where known
    part: str | None = None  # which record of a container file, e.g. a WARC record's id


@dataclass(frozen=True, slots=True)
class Found:
    """A fact read in or stated beside an article, with the rule it rests on."""

    text: str  # the fact itself
    rule: str  # e.g. "title line", "stated: og:title", "stated: sidecar"
    span: Span | None = None  # where it stands in the seed's text; None when stated elsewhere


@dataclass(frozen=True, slots=True)
class Stated:
    """What the format or the editor's sidecar says of itself, before anything is inferred."""

    title: Found | None = None
    date: Found | None = None  # text is an EDTF value
    byline: Found | None = None
    source: Found | None = None
    url: Found | None = None
    language: Found | None = None  # text is a BCP 47 tag
    rights: Found | None = None


@dataclass(frozen=True, slots=True)
class Editorial:
    """What the editor decided for this one article (`NAME.meta.yml`); all optional."""

    not_tags: tuple[EntityId, ...] = ()  # entities this article is not to be tagged with
    summary: tuple[int, ...] = ()  # 1-based numbers of the sentences that make the summary
    publish: Publish | None = None  # overrides the archive's own setting
    keep: tuple[tuple[int, int], ...] = ()  # 1-based inclusive line ranges of the seed's text
    drop: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another tool's choice of the article's text, offered beside our own."""

    name: str  # e.g. "trafilatura"
    text: str


@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article, decoded. `text` is never changed after this: all spans point into it."""

    origin: Origin
    text: str
    stated: Stated = Stated()
    editorial: Editorial = Editorial()
    candidates: tuple[Candidate, ...] = ()
    saved: str = ""  # the words by which a web archive says when it saved the page


# ---------------------------------------------------------------- ingest: Article


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the seed that is not the article, and the rule that says so."""

    span: Span
    lines: tuple[int, int]  # 1-based, inclusive, in the seed's text
    rule: str  # e.g. "comments", "page furniture", "repeated fragment"
    quote: str | None  # the words removed; None where they are other people's personal data


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """When an article was published, and the words that this rests on."""

    edtf: str | None  # "2018-09-14", "[..2018-09-14]" not later, "[2018-09-28..]" not before; None
    rule: str  # e.g. "earliest reader comment"; for an undated article, why no date was found
    quote: str = ""  # the words of the seed, "" when stated elsewhere or undated
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as published. `spans` point at the seed text it was made of, in order."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned, dated, identified article."""

    id: ArticleId
    origin: Origin
    language: str  # BCP 47; "und" when unknown
    language_rule: str  # e.g. "py3langid on the body, .99", "stated: sidecar"
    title: Found | None  # None: unknown
    paragraphs: tuple[Paragraph, ...]
    published: DateEvidence
    removals: tuple[Removal, ...]
    byline: Found | None = None
    sources: tuple[Found, ...] = ()  # publishers and agencies named; a stated one stands first
    caption: Found | None = None
    url: Found | None = None
    rights: Found | None = None
    editorial: Editorial = Editorial()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A seed that became no article, and why, in words."""

    path: str  # relative to seeds/
    phase: str  # "ingest" or "describe"
    reason: str  # place, fact and next step
    sha256: str | None = None  # None when the bytes could not be read
    part: str | None = None  # which record of a container file


@dataclass(frozen=True, slots=True)
class Suppressed:
    """An article that was taken down: a notice stands at its address, and no word of it."""

    article: ArticleId
    date: str  # ISO 8601, when it was taken down
    reason: str  # the editor's words, shown to readers


# ---------------------------------------------------------------- describe: Record


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


# ---------------------------------------------------------------- describe: Card


@dataclass(frozen=True, slots=True)
class Heading:
    """An article at a glance."""

    id: ArticleId
    path: str  # of its file, relative to seeds/
    part: str | None  # which record of a container file
    sha256: str  # of the raw bytes
    digest: bytes  # of the article: changes with anything in it
    text: bytes  # digest of its language, date, title and body
    language: str
    published: str | None  # EDTF
    sources: tuple[str, ...]  # each once


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom an article names, at a glance."""

    digest: bytes  # of all that describes it: changes with anything in it
    named: bytes  # digest of whom it mentions, in order
    tags: tuple[tuple[EntityId, int], ...]  # most telling first, with how often
    forms: bytes  # how each is printed, packed: see cards.forms
    found: tuple[bytes, ...]  # entities on no file, packed


@dataclass(frozen=True, slots=True)
class Telling:
    """An article's translations at a glance."""

    digest: bytes  # changes with anything in them
    translated: tuple[str, ...]  # languages in which at least a sentence stands
    complete: bool  # nothing waits to be translated


@dataclass(frozen=True, slots=True)
class Card:
    """A record at a glance."""

    heading: Heading
    naming: Naming
    telling: Telling
    digest: bytes  # of the whole record: changes with anything in it

    @property
    def id(self) -> ArticleId:
        return self.heading.id

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """Those it is tagged with, most telling first."""
        return tuple(entity for entity, _ in self.naming.tags)


# ---------------------------------------------------------------- relate: Archive


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles are linked, as data; publish says it in the reader's language."""

    key: str  # an interface word, e.g. "both name", "same words", "same numbers"
    entities: tuple[EntityId, ...] = ()
    words: tuple[str, ...] = ()  # as a dictionary lists them where there is one, else as printed


@dataclass(frozen=True, slots=True)
class Link:
    """From one article to another, with its reasons."""

    source: ArticleId
    target: ArticleId
    kind: Literal["related", "same story", "reprint"]
    score: float  # 0..1, rounded to 4 places
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event, in any language."""

    id: StoryId
    articles: tuple[ArticleId, ...]  # oldest first, undated last, then by id
    entities: tuple[EntityId, ...]  # what they have in common, most telling first
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityFile:
    """Where in the archive an entity is."""

    entity: Entity
    articles: tuple[ArticleId, ...]  # that are tagged with it, newest first, undated last
    mentions: int  # in all of them


@dataclass(frozen=True, slots=True)
class Profile:
    """In whose company and in which forms the articles name an entity."""

    companions: tuple[tuple[EntityId, int], ...]  # (entity, articles shared), most first
    surfaces: tuple[tuple[str, int], ...]  # (form as printed, times), most first


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, with the whole corpus in sight."""

    records: Mapping[ArticleId, Record]  # iterates newest first, undated last, then by id
    cards: Mapping[ArticleId, Card]  # of the same, in the same order
    links: Mapping[ArticleId, tuple[Link, ...]]  # best first; every article has an entry
    stories: tuple[Story, ...]
    entities: Mapping[EntityId, EntityFile]  # iterates by id
    profiles: Mapping[EntityId, Profile]  # of the same
    rejected: tuple[Rejected, ...]
    suppressed: tuple[Suppressed, ...] = ()  # taken down, by id
    moved: tuple[tuple[EntityId, EntityId], ...] = ()  # (address of before, entity of now), sorted


# ---------------------------------------------------------------- publish: Page


@dataclass(frozen=True, slots=True)
class Page:
    """One file to be written below docs/."""

    path: str  # relative to docs/, with "/", e.g. "articles/000_x.md"
    text: str
