"""What is remembered of an article to compare it with all others: three short vectors."""

from dataclasses import dataclass
from functools import cache

from babel import Locale

from newsarchive.cards import hashed
from newsarchive.model import Card, Entity, Record
from newsarchive.relate.keys import Keys, keys
from newsarchive.relate.reprints import passages, sketch
from newsarchive.relate.vectors import Vector, vector
from newsarchive.relate.weights import weigh_across, weigh_within


@dataclass(frozen=True, slots=True)
class Features:
    """One article, ready to be compared."""

    language: str
    within: Vector  # stems, compared with articles in the same language
    across: Vector  # keys that languages share, compared with articles in any other
    sketch: Vector  # MinHash of the passages
    passages: int  # how many there are


def record_features(record: Record) -> Features:
    """The features of an article with what it mentions."""
    return features_of(record, record_keys(record))


def features_of(record: Record, found: Keys) -> Features:
    """The same, where its keys are at hand."""
    return _features(found, record.article.language, passages(body(record)))


def text_features(title: str, text: str, lang: str) -> Features:
    """The features of a text of which nothing else is known."""
    return _features(keys(title, text, lang), lang, passages(text))


def record_keys(record: Record) -> Keys:
    """The keys of an article with what it mentions."""
    countries = {entity.id for entity in record.entities if is_country(entity)}
    mentioned = [mention.entity for mention in record.mentions]
    strong = [entity for entity in mentioned if entity not in countries]
    weak = [entity for entity in mentioned if entity in countries]
    return keys(title(record), body(record), record.article.language, strong, weak)


def is_country(entity: Entity) -> bool:
    """Whether an entity is a country and nothing more, which says little of an article."""
    return entity.kind == "place" and entity.name("en") in _country_names()


def title(record: Record) -> str:
    """The headline; "" where there is none."""
    return record.article.title.text if record.article.title else ""


def body(record: Record) -> str:
    """The paragraphs as one text."""
    return "\n".join(paragraph.text for paragraph in record.article.paragraphs)


def digest(card: Card, salt: str) -> str:
    """Names all that an article's neighbours rest on; `salt` names the code and its data."""
    return hashed(salt.encode(), card.heading.text, card.naming.named).hex()


@cache
def _country_names() -> frozenset[str]:
    """English names of countries, as CLDR has them; of continents and regions none."""
    territories = Locale.parse("en").territories
    return frozenset(name for code, name in territories.items() if len(code) == 2)


def _features(found: Keys, lang: str, runs: frozenset[str]) -> Features:
    return Features(
        language=lang,
        within=vector(weigh_within(found.within, lang)),
        across=vector(weigh_across(found.across)),
        sketch=sketch(runs),
        passages=len(runs),
    )
