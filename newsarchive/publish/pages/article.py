"""The article's page: what it says, in whose words, and how we know. Gathers; templates show."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsarchive.model import (
    Article,
    DateEvidence,
    Link,
    Page,
    Reason,
    Record,
    Removal,
    Translation,
)
from newsarchive.publish import citations, head
from newsarchive.publish.addresses import address, article_path, story_path, to_root
from newsarchive.publish.edition import (
    Edition,
    Said,
    SummarySentence,
    is_translated,
    named,
    word_count,
)
from newsarchive.publish.pages.listing import NamedLink, Teaser, tag_links, teaser
from newsarchive.publish.pages.reading import Row, rows
from newsarchive.publish.render import page

QUOTATION_WORDS = 40  # where only a summary may be published: about the length of a fair quotation
CARD_DESCRIPTION = 180  # characters


@dataclass(frozen=True, slots=True)
class Version:
    """The article as offered to readers of one language."""

    lang: str
    title: Said
    summary: tuple[SummarySentence, ...]
    state: str  # of the translation, in words; "" for the article's own language
    tally: tuple[tuple[str, int], ...]  # status of a sentence -> how many, where not all are alike
    untranslated: bool
    tags_line: str  # what an untranslated article is about, in the reader's language
    rows: tuple[Row, ...]

    @property
    def own(self) -> Said:
        """For the `lang` and `dir` of what is written in this language."""
        return Said("", self.lang)


@dataclass(frozen=True, slots=True)
class Card:
    """What a name in the text opens."""

    id: str
    link: NamedLink
    others: tuple[Said, ...]  # its names in other languages
    description: Said | None
    articles: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another article and why it stands here."""

    teaser: Teaser
    kind: str
    reasons: tuple[str, ...]


def article_pages(edition: Edition) -> Iterable[Page]:
    for record in edition.archive.records.values():
        yield article_page(edition, record)


def article_page(edition: Edition, record: Record) -> Page:
    article = record.article
    path = article_path(article.id)
    title = edition.title(record)
    before, after = edition.neighbours(article.id)
    return page(
        path,
        "article",
        meta={
            "title": title.text,
            "description": " ".join(s.said.text for s in edition.summary(record))[:300],
            "head": head.article(edition, record, path),
            "kind": "article",
        },
        t=edition.words,
        base=to_root(path),
        record=record,
        article=article,
        origin=article.origin,
        date=edition.when(record),
        evidence=evidence(edition, article.published),
        original=edition.original_title(article),
        own=Said("", article.language),
        language=edition.words.language(article.language),
        sources=edition.sources(article),
        words_in_original=word_count(article),
        url=_web_address(article),
        full=_full(edition, record),
        quotation=_quotation(edition, record),
        versions=[version(edition, record, lang) for lang in edition.config.reader_languages],
        tags=_tags(edition, record),
        cards=_cards(edition, record),
        removals=_removals(edition, article),
        related=[_related(edition, one) for one in edition.archive.links.get(article.id, ())],
        stories=[address(story_path(story.id)) for story in edition.stories.get(article.id, ())],
        citations=citations.citations(edition, record, path),
        before=teaser(edition, before.article.id) if before else None,
        after=teaser(edition, after.article.id) if after else None,
        report=_report_address(edition, article),
    )


# ---------------------------------------------------------------- in one reader's language


def version(edition: Edition, record: Record, lang: str) -> Version:
    translation = record.translation(lang)
    own = record.article.language == lang
    untranslated = not own and not is_translated(translation)
    return Version(
        lang=lang,
        title=edition.title(record, lang),
        summary=edition.summary(record, lang),
        state="" if own else state(edition, translation),
        tally=() if own or untranslated else _tally(translation),
        untranslated=untranslated,
        tags_line=_tags_line(edition, record, lang) if untranslated else "",
        rows=rows(edition, record, lang if not untranslated else "") if _full(edition, record) else (),
    )


def state(edition: Edition, translation: Translation | None) -> str:
    """Where the translation comes from and who stands behind it, in words."""
    words = edition.words
    if translation is None or not is_translated(translation):
        return words("translation.none")
    counts = dict(_tally(translation))
    if set(counts) == {"accepted"}:
        return _own_translation(edition, translation)
    parts = [words(f"translation.count_{status}", n=n) for status, n in counts.items()]
    return words("translation.mixed", parts=", ".join(parts))


def _own_translation(edition: Edition, translation: Translation) -> str:
    names = sorted({s.reviewer for s in translation.sentences if s.reviewer})
    if all(s.reviewer for s in translation.sentences):
        return edition.words("translation.own_reviewed", reviewers=", ".join(names))
    if names:
        n = sum(1 for s in translation.sentences if s.reviewer)
        return edition.words("translation.own_partly", n=n, reviewers=", ".join(names))
    return edition.words("translation.own")


def _tally(translation: Translation | None) -> tuple[tuple[str, int], ...]:
    statuses = [s.status for s in translation.sentences] if translation else []
    order = ("accepted", "machine", "doubtful", "missing")
    return tuple((one, statuses.count(one)) for one in order if one in statuses)


def _tags_line(edition: Edition, record: Record, lang: str) -> str:
    names = [named(edition.entity(t.entity), lang).text for t in edition.tags(record) if t.kind != "topic"]
    topics = [named(edition.entity(t.entity), lang).text for t in edition.tags(record) if t.kind == "topic"]
    parts = []
    if names:
        parts.append(edition.words("article.names_line", names=", ".join(names)))
    if topics:
        parts.append(edition.words("article.topics_line", topics=", ".join(topics)))
    return "; ".join(parts) or edition.words("article.no_tags_line")


def _full(edition: Edition, record: Record) -> bool:
    return edition.publish(record.article) == "full"


def _quotation(edition: Edition, record: Record) -> Said | None:
    """A few words of the original, where the whole may not be shown."""
    if _full(edition, record) or not record.sentences:
        return None
    first = record.summary.sentences[0] if record.summary.sentences else 0
    words = record.sentences[first].text.split()
    short = " ".join(words[:QUOTATION_WORDS]) + (" …" if len(words) > QUOTATION_WORDS else "")
    return Said(short, record.article.language)


# ---------------------------------------------------------------- how we know


def evidence(edition: Edition, published: DateEvidence) -> str:
    """What the date rests on, or why there is none, in words."""
    rule = edition.words.rule(published.rule)
    if published.edtf is None:
        return rule
    key = "date.evidence" if published.quote else "date.evidence_bare"
    return edition.words(key, rule=rule, quote=published.quote)


@dataclass(frozen=True, slots=True)
class Removed:
    """One removal as shown: the words only where they are nobody's personal data."""

    rule: str
    lines: str
    characters: int
    quote: str | None


def _removals(edition: Edition, article: Article) -> list[Removed]:
    full = edition.publish(article) == "full"
    return [_removed(edition, removal, quote=full) for removal in article.removals]


def _removed(edition: Edition, removal: Removal, *, quote: bool) -> Removed:
    first, last = removal.lines
    return Removed(
        edition.words.rule(removal.rule),
        str(first) if first == last else f"{first}–{last}",
        removal.span.end - removal.span.start,
        removal.quote if quote else None,
    )


def _tags(edition: Edition, record: Record) -> list[dict[str, object]]:
    links = {link.id: link for link in tag_links(edition, record)}
    return [
        {"link": links[tag.entity], "rule": edition.words.rule(tag.rule), "evidence": tag.evidence}
        for tag in edition.tags(record)
    ]


def _cards(edition: Edition, record: Record) -> list[Card]:
    known = {m.entity for m in record.mentions if m.entity in edition.archive.entities}
    return [_card(edition, one) for one in sorted(known)]


def _card(edition: Edition, entity_id: str) -> Card:
    file = edition.archive.entities[entity_id]  # type: ignore[index]
    entity, name = file.entity, edition.name(file.entity.id)
    descriptions = dict(entity.description)
    lang = next((one for one in (edition.reader, "en", *descriptions) if one in descriptions), None)
    return Card(
        id=entity.id.replace("/", "-"),
        link=NamedLink(entity.id, entity.kind, name),
        others=tuple(Said(text, one) for one, text in entity.names if one != name.lang)[:4],
        description=Said(descriptions[lang][:CARD_DESCRIPTION], lang) if lang else None,
        articles=len(file.articles),
    )


# ---------------------------------------------------------------- where to go from here


def _related(edition: Edition, link: Link) -> Related:
    return Related(
        teaser(edition, link.target),
        edition.words(f"link.{link.kind.replace(' ', '_')}"),
        tuple(reason(edition, one) for one in link.reasons),
    )


def reason(edition: Edition, why: Reason) -> str:
    """Why two articles belong together, in words."""
    names = [edition.name(e).text for e in why.entities if e in edition.archive.entities]
    what = ", ".join([*names, *why.words])
    if edition.words.has(f"reasons.{why.key}"):
        return edition.words(f"reasons.{why.key}", what=what)
    return f"{why.key}: {what}" if what else why.key


def _web_address(article: Article) -> str:
    """Where the article was taken from; "" for anything but http(s), whoever stated it."""
    url = article.url.text if article.url else article.origin.url or ""
    return url if url.startswith(("https://", "http://")) else ""


def _report_address(edition: Edition, article: Article) -> str:
    """Where to report an error in this article; "" where the editor named no address."""
    to = edition.config.report_errors
    if not to.startswith("mailto:"):
        return to
    return f"{to}{'&' if '?' in to else '?'}subject={article.id}"

