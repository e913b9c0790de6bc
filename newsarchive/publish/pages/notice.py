"""What stands at the address of an article that was taken down: that it was, when, and why."""

from collections.abc import Iterable
from datetime import date

from newsarchive.model import Page, Suppressed
from newsarchive.publish import head
from newsarchive.publish.addresses import article_path, to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page


def notice_pages(edition: Edition) -> Iterable[Page]:
    for one in edition.archive.suppressed:
        yield _notice(edition, one)


def _notice(edition: Edition, one: Suppressed) -> Page:
    words, path = edition.words, article_path(one.article)
    title = words("suppressed.title")
    return page(
        path,
        "notice",
        meta={
            "title": title,
            "description": words("suppressed.description"),
            "head": head.listing(edition, title, path),
            "kind": "notice",
        },
        t=words,
        base=to_root(path),
        since=words.day(date.fromisoformat(one.date)),
        reason=one.reason,
    )
