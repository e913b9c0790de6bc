"""The page "Use this archive's data": every file there is, and what each column means."""

from collections.abc import Iterable, Sequence

from newsarchive.model import KIND_FOLDERS, Page
from newsarchive.publish import exports, head
from newsarchive.publish.addresses import to_root
from newsarchive.publish.edition import Edition
from newsarchive.publish.render import page

FOLDER = "data"  # below docs/


def data_pages(edition: Edition, files: Sequence[tuple[str, int]]) -> Iterable[Page]:
    """`files`: name and bytes of the exports that stand in FOLDER."""
    words, path = edition.words, "data.md"
    yield page(
        path,
        "data",
        meta={
            "title": words("nav.data"),
            "description": words("data.about"),
            "head": head.listing(edition, words("nav.data"), path, feeds=["feeds/archive"]),
            "kind": "data",
        },
        t=words,
        base=to_root(path),
        files=[(name, f"{FOLDER}/{name}", size / 1_000_000) for name, size in files],
        columns=list(exports.COLUMNS),
        folders=sorted(KIND_FOLDERS.values()),
        sitemap=bool(edition.config.site_url),
    )
