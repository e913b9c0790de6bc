"""The made-up archive as an Archive, without a file written or a model run."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.synthetic import file_name
from benchmarks.synthetic.articles import Report, report, retold, things
from benchmarks.synthetic.world import Thing
from newsarchive.cards import Shelf, carded
from newsarchive.model import (
    Archive,
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityFile,
    EntityId,
    Found,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Record,
    Sentence,
    Summary,
    Tag,
    TranslatedSentence,
    Translation,
)
from newsarchive.relate.entities import Profiles

TRANSLATED = 1 / 3  # of the Russian articles
PAPERS = ("River Herald", "Речной вестник", "Northern Post", "Городская газета")


@dataclass(frozen=True, slots=True)
class Told:
    """An article, what it is about, and all it can be found by."""

    id: ArticleId
    report: Report
    things: tuple[Thing, ...]
    english: tuple[str, tuple[str, ...]] | None  # title and paragraphs of the translation

    def texts(self, lang: str) -> tuple[str, ...]:
        """Title and paragraphs in `lang`; empty where it has none."""
        if lang == self.report.lang:
            return (self.report.title, *self.report.paragraphs)
        return (self.english[0], *self.english[1]) if self.english and lang == "en" else ()


def told(seed: int, number: int) -> Told:
    found = report(seed, number)
    rng = Random(f"{seed}/translated/{number}")
    translated = found.lang == "ru" and rng.random() < TRANSLATED
    english = retold(seed, found, "en") if translated else None
    name = file_name(seed, number).removesuffix(".txt")
    return Told(ArticleId(name), found, things(found), english)


def archive(articles: list[Told], *, with_names: bool) -> Archive:
    records = carded([_record(one, with_names=with_names) for one in articles])
    shelf = Shelf(records, range(len(records)))
    files = _files(articles) if with_names else {}
    return Archive(shelf, shelf.cards, {}, (), files, Profiles(shelf.cards, files), ())


def _record(one: Told, *, with_names: bool) -> Record:
    found = one.report
    sentences = tuple(
        Sentence(text, Passage(n, 0, len(text))) for n, text in enumerate(found.paragraphs)
    )
    mentions = tuple(_mentions(found)) if with_names else ()
    return Record(
        article=_article(one),
        sentences=sentences,
        summary=Summary((0,), "made up"),
        translations=(_translation(one.english, len(sentences)),) if one.english else (),
        mentions=mentions,
        tags=tuple(Tag(EntityId(t.id), t.kind, "made up", 1) for t in one.things if mentions),
        entities=tuple(_entity(thing) for thing in one.things if mentions),
    )


def _article(one: Told) -> Article:
    found = one.report
    body = "\n".join(found.paragraphs)
    return Article(
        id=one.id,
        origin=Origin(f"{one.id}.txt", "0" * 64, len(body), "utf-8", "made up", "text"),
        language=found.lang,
        language_rule="made up",
        title=Found(found.title, "made up"),
        paragraphs=tuple(Paragraph(text, ()) for text in found.paragraphs),
        published=DateEvidence(found.published.isoformat(), "made up"),
        removals=(),
        sources=(Found(PAPERS[found.number % len(PAPERS)], "made up"),),
    )


def _mentions(found: Report) -> Iterator[Mention]:
    for entity, forms in found.forms:
        for form in forms:
            for n, text in enumerate(found.paragraphs):
                at = text.find(form)
                if at >= 0:
                    passage = Passage(n, at, at + len(form))
                    yield Mention(EntityId(entity), form, passage, "made up")


def _translation(english: tuple[str, tuple[str, ...]], sentences: int) -> Translation:
    """Its paragraphs laid beside the original's, the last ones together."""
    title, paragraphs = english
    laid = [*paragraphs[: sentences - 1], " ".join(paragraphs[sentences - 1 :])]
    laid += [""] * (sentences - len(laid))
    return Translation(
        "en",
        TranslatedSentence(title, "accepted"),
        tuple(TranslatedSentence(text or None, "accepted") for text in laid),
    )


def _entity(thing: Thing) -> Entity:
    names = (("en", thing.en), ("ru", thing.ru["nom"]))
    russian, english = thing.acronyms
    variants = (("en", english), ("ru", russian)) if english else ()
    return Entity(EntityId(thing.id), thing.kind, names, variants)


def _files(articles: list[Told]) -> dict[EntityId, EntityFile]:
    holding: dict[str, list[ArticleId]] = defaultdict(list)
    known: dict[str, Thing] = {}
    for one in articles:
        known |= {thing.id: thing for thing in one.things}
        for entity, _ in one.report.forms:
            holding[entity].append(one.id)
    return {
        EntityId(key): EntityFile(
            entity=_entity(known[key]),
            articles=tuple(holding[key]),
            mentions=len(holding[key]),
        )
        for key in sorted(known)
    }
