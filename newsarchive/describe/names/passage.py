"""What finders read and what they find. Reads and finds nothing itself."""

from dataclasses import dataclass

from newsarchive.model import Kind


@dataclass(frozen=True, slots=True)
class Text:
    """A title or paragraph, its sentences, and what is already known of it."""

    number: int  # 0-based paragraph, or TITLE
    text: str
    sentences: tuple[tuple[int, int], ...]
    known: tuple[tuple[int, int], ...] = ()  # where names on file stand


Passages = tuple[Text, ...]  # of one article, in reading order


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a text that is a name, and of what."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """A name that a finder is ready to vouch for."""

    number: int  # of the Text
    start: int
    end: int
    kind: Kind
    base: str  # the form it would have in a list of names
    whole: Name | None = None  # with the words that say of what it is: "компании «Роснефть"
