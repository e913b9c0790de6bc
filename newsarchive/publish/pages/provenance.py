"""How we know what a page says: the evidence of its date, what was removed, where it comes from."""

from dataclasses import dataclass

from newsarchive.model import Article, DateEvidence, Removal
from newsarchive.publish.edition import Edition


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


def removals(edition: Edition, article: Article) -> list[Removed]:
    quote = edition.is_full(article)
    return [_removed(edition, removal, quote=quote) for removal in article.removals]


def _removed(edition: Edition, removal: Removal, *, quote: bool) -> Removed:
    first, last = removal.lines
    return Removed(
        edition.words.rule(removal.rule),
        str(first) if first == last else f"{first}–{last}",
        removal.span.end - removal.span.start,
        removal.quote if quote else None,
    )


def web_address(article: Article) -> str:
    """Where the article was taken from; "" for anything but http(s), whoever stated it."""
    url = article.url.text if article.url else article.origin.url or ""
    return url if url.startswith(("https://", "http://")) else ""


def report_address(edition: Edition, article: Article) -> str:
    """Where to report an error in this article; "" where the editor named no address."""
    to = edition.config.report_errors
    if not to.startswith("mailto:"):
        return to
    return f"{to}{'&' if '?' in to else '?'}subject={article.id}"
