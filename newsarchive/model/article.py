"""ingest: a cleaned article, and what became none."""

from dataclasses import dataclass

from newsarchive.model.ids import ArticleId
from newsarchive.model.place import Span
from newsarchive.model.seed import UNEDITED, Editorial, Found, Origin


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the seed that is not the article, and the rule that says so."""

    span: Span
    lines: tuple[int, int]  # 1-based, inclusive, in the seed's text
    rule: str  # e.g. "comments", "page furniture", "repeated fragment"
    quote: str | None  # the words removed; None where they are other people's personal data


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """When an article was published, and the words that this rests on."""

    edtf: str | None  # "2018-09-14", "[..2018-09-14]" not later, "[2018-09-28..]" not before; None
    rule: str  # e.g. "earliest reader comment"; for an undated article, why no date was found
    quote: str = ""  # the words of the seed, "" when stated elsewhere or undated
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as published. `spans` point at the seed text it was made of, in order."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned, dated, identified article."""

    id: ArticleId
    origin: Origin
    language: str  # BCP 47; "und" when unknown
    language_rule: str  # e.g. "py3langid on the body, .99", "stated: sidecar"
    title: Found | None  # None: unknown
    paragraphs: tuple[Paragraph, ...]
    published: DateEvidence
    removals: tuple[Removal, ...]
    byline: Found | None = None
    sources: tuple[Found, ...] = ()  # publishers and agencies named; a stated one stands first
    caption: Found | None = None
    url: Found | None = None
    rights: Found | None = None
    editorial: Editorial = UNEDITED

    @property
    def headline(self) -> str | None:
        """The title as printed; None: unknown."""
        return self.title.text if self.title else None

    @property
    def publishers(self) -> tuple[str, ...]:
        """The sources by name, each once."""
        return tuple(dict.fromkeys(source.text for source in self.sources))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A seed that became no article, and why, in words."""

    path: str  # relative to seeds/
    phase: str  # "ingest" or "describe"
    reason: str  # place, fact and next step
    sha256: str | None = None  # None when the bytes could not be read
    part: str | None = None  # which record of a container file


@dataclass(frozen=True, slots=True)
class Suppressed:
    """An article that was taken down: a notice stands at its address, and no word of it."""

    article: ArticleId
    date: str  # ISO 8601, when it was taken down
    reason: str  # the editor's words, shown to readers
