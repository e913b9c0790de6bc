"""What is remembered of an article to compare it with all others: three short vectors."""

import hashlib
from dataclasses import dataclass

from newsarchive.model import Record
from newsarchive.relate.keys import Keys, keys
from newsarchive.relate.reprints import passages, sketch
from newsarchive.relate.vectors import Vector, vector
from newsarchive.relate.weights import weigh_across, weigh_within

WEAK_RULES = frozenset({"CLDR"})  # entities that are only countries


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
    return _features(record_keys(record), record.article.language, passages(body(record)))


def text_features(title: str, text: str, lang: str) -> Features:
    """The features of a text of which nothing else is known."""
    return _features(keys(title, text, lang), lang, passages(text))


def record_keys(record: Record) -> Keys:
    """The keys of an article with what it mentions."""
    rules = {entity.id: entity.rule for entity in record.entities}
    mentioned = [mention.entity for mention in record.mentions]
    strong = [entity for entity in mentioned if rules.get(entity) not in WEAK_RULES]
    weak = [entity for entity in mentioned if rules.get(entity) in WEAK_RULES]
    return keys(title(record), body(record), record.article.language, strong, weak)


def title(record: Record) -> str:
    """The headline; "" where there is none."""
    return record.article.title.text if record.article.title else ""


def body(record: Record) -> str:
    """The paragraphs as one text."""
    return "\n".join(paragraph.text for paragraph in record.article.paragraphs)


def digest(record: Record, salt: str) -> str:
    """Names all that an article's neighbours rest on; `salt` names the code and its data."""
    article = record.article
    parts = [salt, article.language, article.published.edtf or "", title(record), body(record)]
    parts += [mention.entity for mention in record.mentions]
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")  # a hostile article may hold halves
    return hashlib.blake2b(whole, digest_size=12).hexdigest()


def _features(found: Keys, lang: str, runs: frozenset[str]) -> Features:
    return Features(
        language=lang,
        within=vector(weigh_within(found.within, lang)),
        across=vector(weigh_across(found.across)),
        sketch=sketch(runs),
        passages=len(runs),
    )
