"""Where a thing stands: in a seed, in an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a seed's decoded text: `seed.text[start:end]`."""

    start: int  # offset in code points, inclusive
    end: int  # offset in code points, exclusive


TITLE = -1  # the `paragraph` of a passage that lies in the title


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of an article as published: `article.paragraphs[paragraph].text[start:end]`."""

    paragraph: int  # 0-based, or TITLE
    start: int  # offset in code points, inclusive
    end: int  # offset in code points, exclusive
