"""Where to go from an article, and why: reasons in words."""

from dataclasses import dataclass

from newsarchive.model import Link, Reason
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.listing import Teaser, teaser


@dataclass(frozen=True, slots=True)
class Related:
    """Another article and why it stands here."""

    teaser: Teaser
    kind: str
    reasons: tuple[str, ...]


def related(edition: Edition, link: Link) -> Related:
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
