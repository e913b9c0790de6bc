"""ingest: one raw article, decoded, and what is said of it."""

from dataclasses import dataclass

from newsarchive.model.ids import EntityId, Publish
from newsarchive.model.place import Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file an article comes from; enough to find and to check it."""

    path: str  # relative to seeds/, with "/"
    sha256: str  # of the file's bytes, or of the record's bytes in a WARC
    size: int  # bytes
    encoding: str  # as Python names it, e.g. "utf-8", "cp1251"
    encoding_rule: str  # how the encoding was decided, in words
    format: str  # "text", "html" or "warc"
    url: str | None = None  # http(s) address the article was taken from, where known
    part: str | None = None  # which record of a container file, e.g. a WARC record's id


@dataclass(frozen=True, slots=True)
class Found:
    """A fact read in or stated beside an article, with the rule it rests on."""

    text: str  # the fact itself
    rule: str  # e.g. "title line", "stated: og:title", "stated: sidecar"
    span: Span | None = None  # where it stands in the seed's text; None when stated elsewhere


@dataclass(frozen=True, slots=True)
class Stated:
    """What the format or the editor's sidecar says of itself, before anything is inferred."""

    title: Found | None = None
    date: Found | None = None  # text is an EDTF value
    byline: Found | None = None
    source: Found | None = None
    url: Found | None = None
    language: Found | None = None  # text is a BCP 47 tag
    rights: Found | None = None


@dataclass(frozen=True, slots=True)
class Editorial:
    """What the editor decided for this one article (`NAME.meta.yml`); all optional."""

    not_tags: tuple[EntityId, ...] = ()  # entities this article is not to be tagged with
    summary: tuple[int, ...] = ()  # 1-based numbers of the sentences that make the summary
    publish: Publish | None = None  # overrides the archive's own setting
    keep: tuple[tuple[int, int], ...] = ()  # 1-based inclusive line ranges of the seed's text
    drop: tuple[tuple[int, int], ...] = ()


UNEDITED = Editorial()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another tool's choice of the article's text, offered beside our own."""

    name: str  # e.g. "trafilatura"
    text: str


@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article, decoded. `text` is never changed after this: all spans point into it."""

    origin: Origin
    text: str
    stated: Stated = Stated()
    editorial: Editorial = UNEDITED
    candidates: tuple[Candidate, ...] = ()
    saved: str = ""  # the words by which a web archive says when it saved the page
