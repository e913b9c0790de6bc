"""Where to go from an article, and why: reasons in words."""

from dataclasses import dataclass

from newsarchive.model import ArticleId, Link, Reason
from newsarchive.publish.addresses import address, article_path
from newsarchive.publish.edition import Edition, Said
from newsarchive.publish.when import read


@dataclass(frozen=True, slots=True)
class Other:
    """Another article, as one line says it."""

    address: str
    title: Said
    date: str
    sources: str
    language: str  # its name


@dataclass(frozen=True, slots=True)
class Related:
    """Another article and why it stands here."""

    article: Other
    kind: str
    reasons: tuple[str, ...]


def other(edition: Edition, article: ArticleId) -> Other:
    """Of its card alone: a page leads to many articles, and to read each takes time."""
    card, words = edition.archive.cards[article], edition.words
    return Other(
        address(article_path(article)),
        edition.title(card),
        read(card.heading.published).say(words),
        edition.sources(card.heading),
        words.language(card.heading.language),
    )


def related(edition: Edition, link: Link) -> Related:
    return Related(
        other(edition, link.target),
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
