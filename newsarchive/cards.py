"""What is known of each article at a glance, and the article itself when it is asked for.

Order, lists, counts and "did it change?" need little of an article. That little is kept apart, so
that a build reads whole only the articles that it works on. Decides nothing about them.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar, overload

import msgspec

from newsarchive.model import (
    KIND_FOLDERS,
    Article,
    ArticleId,
    Card,
    Entity,
    EntityId,
    Heading,
    Mention,
    Naming,
    Record,
    Tag,
    Telling,
    TranslatedSentence,
    Translation,
)

Whole = TypeVar("Whole")
Glance = TypeVar("Glance")
Key = TypeVar("Key")

FOUND = "found in text"  # the rule of an entity that is on no file

_TOPICS = KIND_FOLDERS["topic"] + "/"
_DIGEST = 16  # bytes
_FORMS = msgspec.msgpack.Decoder(tuple[tuple[EntityId, tuple[tuple[str, int], ...]], ...])


class Filed(Sequence[Whole], Generic[Whole, Glance]):
    """A sequence whose members are read, by their place, when they are asked for."""

    def __init__(self, glances: Sequence[Glance], read: Callable[[int], Whole]) -> None:
        self.glances = glances
        self._read = read

    @overload
    def __getitem__(self, place: int) -> Whole: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Whole, ...]: ...
    def __getitem__(self, place: int | slice) -> Whole | tuple[Whole, ...]:
        places = range(len(self.glances))[place]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))

    def __len__(self) -> int:
        return len(self.glances)


class Described(Protocol):
    """Anything that says whom an article names: a record, or what becomes part of one."""

    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def tags(self) -> tuple[Tag, ...]: ...
    @property
    def entities(self) -> tuple[Entity, ...]: ...


def heading(article: Article) -> Heading:
    """The article at a glance."""
    published = article.published.edtf
    body = "\n".join(paragraph.text for paragraph in article.paragraphs)
    return Heading(
        id=article.id,
        path=article.origin.path,
        part=article.origin.part,
        sha256=article.origin.sha256,
        digest=digest(article),
        text=_digest_of(
            "\0".join((article.language, published or "", article.headline or "", body))
        ),
        language=article.language,
        headline=article.headline,
        published=published,
        publishers=article.publishers,
    )


def naming(described: Described) -> Naming:
    """Whom the description names, at a glance."""
    printed: dict[EntityId, Counter[str]] = {}
    for mention in described.mentions:
        printed.setdefault(mention.entity, Counter())[mention.surface] += 1
    return Naming(
        digest=digest(described),
        named=named(mention.entity for mention in described.mentions),
        tags=tuple((tag.entity, tag.count) for tag in described.tags),
        forms=msgspec.msgpack.encode([(key, list(n.items())) for key, n in printed.items()]),
        found=tuple(msgspec.msgpack.encode(e) for e in described.entities if e.rule == FOUND),
    )


def telling(translations: Sequence[Translation]) -> Telling:
    """The translations at a glance."""
    return Telling(
        digest=digest(translations),
        titles=tuple(
            (made.language, made.title.text)
            for made in translations
            if made.title and made.title.text
        ),
        translated=tuple(made.language for made in translations if _has_text(made)),
        complete=not any(
            unit.status == "missing" for made in translations for unit in _units(made)
        ),
    )


def card(one: Heading, names: Naming, told: Telling) -> Card:
    """The record of which these are the parts, at a glance."""
    return Card(one, names, told, hashed(one.digest, names.digest, told.digest))


def headed(articles: Sequence[Article]) -> Filed[Article, Heading]:
    """The same articles with a heading each; those that have one already as they are."""
    if isinstance(articles, Filed):
        return articles
    return Filed(tuple(map(heading, articles)), articles.__getitem__)


def carded(records: Sequence[Record]) -> "Records":
    """The same records with a card each; those that have one already as they are."""
    if isinstance(records, Records):
        return records
    entities = {entity.id: entity for record in records for entity in record.entities}
    cards = [card(heading(r.article), naming(r), telling(r.translations)) for r in records]
    return Records(cards, records.__getitem__, entities)


class Records(Filed[Record, Card]):
    """Records that are read when they are asked for."""

    def __init__(
        self,
        cards: Sequence[Card],
        read: Callable[[int], Record],
        entities: Mapping[EntityId, Entity],
        moved: Mapping[EntityId, EntityId] = MappingProxyType({}),
    ) -> None:
        super().__init__(cards, read)
        self.entities = entities  # whom and what they are tagged with, and maybe more
        self.moved = moved  # ids that gave way to others, as which `forms` may still know them


class Shelf(Mapping[ArticleId, Record]):
    """Records by id, in an order of their own."""

    def __init__(self, records: Records, order: Sequence[int]) -> None:
        self._records = records
        self._places = {records.glances[place].id: place for place in order}
        self.cards = {name: records.glances[place] for name, place in self._places.items()}

    def __getitem__(self, name: ArticleId) -> Record:
        return self._records[self._places[name]]

    def __iter__(self) -> Iterator[ArticleId]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places  # Mapping's own would read the record


def is_topic(entity: EntityId) -> bool:
    """Whether it is a topic, as its address says."""
    return entity.startswith(_TOPICS)


def forms(
    one: Naming, moved: Mapping[EntityId, EntityId] = MappingProxyType({})
) -> dict[EntityId, Counter[str]]:
    """How each of those it mentions is printed, and how often; of two ids that became one by what
    `moved` says, added up.
    """
    found: dict[EntityId, Counter[str]] = {}
    for entity, printed in _FORMS.decode(one.forms):
        found.setdefault(moved.get(entity, entity), Counter()).update(dict(printed))
    return found


def named(mentioned: Iterable[EntityId]) -> bytes:
    """A digest of whom an article mentions, in order."""
    return _digest_of("\0".join(mentioned))


def basis(found: Mapping[Key, object], key: Key) -> bytes:
    """16 bytes that change with `found[key]`; of what it rests on, where `found` can say so in less
    time.
    """
    own: bytes = found.basis(key) if hasattr(found, "basis") else digest(found[key])
    return own


def digest(value: object) -> bytes:
    """16 bytes that are the same for what is equal."""
    try:
        return hashed(msgspec.msgpack.encode(value, order="deterministic"))
    except UnicodeEncodeError:  # a hostile article may hold halves of characters
        return _digest_of(repr(value))


def hashed(*parts: bytes | memoryview) -> bytes:
    """16 bytes that change with any of `parts`."""
    return hashlib.blake2b(b"".join(parts), digest_size=_DIGEST).digest()


def _digest_of(text: str) -> bytes:
    return hashed(text.encode("utf-8", "surrogatepass"))


def _units(made: Translation) -> Iterator[TranslatedSentence]:
    yield from (unit for unit in (made.title, made.caption) if unit)
    yield from made.sentences


def _has_text(made: Translation) -> bool:
    return any(sentence.text is not None for sentence in made.sentences)
