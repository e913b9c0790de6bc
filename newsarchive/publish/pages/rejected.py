"""What became no article, and why. Says nothing of its text: nobody has judged it."""

from collections.abc import Iterable

from newsarchive.model import Page, Rejected
from newsarchive.publish import head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page


def rejected_pages(edition: Edition) -> Iterable[Page]:
    words, path = edition.words, "rejected.md"
    yield page(
        path,
        "rejected",
        meta={
            "title": words("rejected.title"),
            "description": words("rejected.about"),
            "head": head.listing(edition, words("rejected.title"), path),
            "kind": "rejected",
        },
        t=words,
        base=to_root(path),
        rejected=[(one, reason(edition, one)) for one in edition.archive.rejected],
    )


def reason(edition: Edition, one: Rejected) -> str:
    """Why it became no article, in the reader's words; its place stands beside it."""
    return edition.words.rule(one.reason.removeprefix(f"{one.path}: "))
