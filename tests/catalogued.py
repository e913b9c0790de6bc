"""Articles, sentences and engines built by hand, for the tests of describe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from newsarchive.model import (
    Article,
    ArticleId,
    DateEvidence,
    Editorial,
    Found,
    Origin,
    Paragraph,
    Passage,
    Sentence,
)


def article(
    *paragraphs: str,
    title: str | None = "Заголовок",
    lang: str = "ru",
    name: str = "a",
    summary: tuple[int, ...] = (),
) -> Article:
    return Article(
        id=ArticleId(name),
        origin=Origin(f"{name}.txt", "0" * 64, 1, "utf-8", "stated", "text"),
        language=lang,
        language_rule="stated",
        title=Found(title, "title line") if title else None,
        paragraphs=tuple(Paragraph(text, ()) for text in paragraphs),
        published=DateEvidence(None, "no date"),
        removals=(),
        editorial=Editorial(summary=summary),
    )


def sentences(*texts: str) -> tuple[Sentence, ...]:
    """Each in a paragraph of its own."""
    return tuple(Sentence(t, Passage(n, 0, len(t))) for n, t in enumerate(texts))


@dataclass
class HandEngine:
    """An engine that answers by a function and remembers what it was asked."""

    answer: Callable[[str], str]
    asked: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)

    def named(self, source: str, target: str) -> str:
        assert source != target
        return "hand 1"

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        assert source != target
        (self.again if no_repeat else self.asked).extend(sentences)
        return [self.answer(sentence) for sentence in sentences]
