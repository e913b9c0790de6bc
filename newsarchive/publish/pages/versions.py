"""An article as readers of one language get it: title, summary, state of the translation, text."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.model import Record, TranslatedSentence, Translation
from newsarchive.publish.edition import (
    Edition,
    Said,
    SummarySentence,
    is_translated,
    named,
)
from newsarchive.publish.pages.reading import Row, note, rows
from newsarchive.publish.words import words_for


@dataclass(frozen=True, slots=True)
class Version:
    """The article as offered to readers of one language."""

    lang: str
    title: Said
    summary: tuple[SummarySentence, ...]
    state: str  # of the translation, in words; "" for the article's own language
    tally: tuple[tuple[str, int], ...]  # status of a sentence -> how many, where not all are alike
    untranslated: bool
    tags_line: Said | None  # what an untranslated article is about, in the reader's language
    rows: tuple[Row, ...]
    caption: TranslatedSentence | None  # the picture's, where it is translated
    caption_note: str  # what the gate found in it

    @property
    def own(self) -> Said:
        """For the `lang` and `dir` of what is written in this language."""
        return Said("", self.lang)


def version(edition: Edition, record: Record, lang: str) -> Version:
    translation = record.translation(lang)
    own = record.article.language == lang
    untranslated = not own and not is_translated(translation)
    caption = translation.caption if translation else None
    return Version(
        lang=lang,
        title=edition.title(record, lang),
        summary=edition.summary(record, lang),
        state="" if own else state(edition, translation),
        tally=() if own or untranslated else _tally(translation),
        untranslated=untranslated,
        tags_line=_tags_line(edition, record, lang) if untranslated else None,
        rows=rows(edition, record, lang if not untranslated else "")
        if edition.is_full(record.article)
        else (),
        caption=caption if caption and caption.text is not None else None,
        caption_note=note(edition, caption) if caption else "",
    )


def beside(versions: Sequence[Version], record: Record) -> list[Version]:
    """Those whose text stands beside the original."""
    own = record.article.language
    return [one for one in versions if one.rows and not one.untranslated and one.lang != own]


def state(edition: Edition, translation: Translation | None) -> str:
    """Where the translation comes from and who stands behind it, in words."""
    words = edition.words
    if translation is None or not is_translated(translation):
        return words("translation.none")
    counts = dict(_tally(translation))
    if set(counts) == {"accepted"}:
        return _own_translation(edition, translation)
    parts = [words(f"translation.count_{status}", n=n) for status, n in counts.items()]
    return words("translation.mixed", parts=", ".join(parts))


def _own_translation(edition: Edition, translation: Translation) -> str:
    names = sorted({s.reviewer for s in translation.sentences if s.reviewer})
    if all(s.reviewer for s in translation.sentences):
        return edition.words("translation.own_reviewed", reviewers=", ".join(names))
    if names:
        n = sum(1 for s in translation.sentences if s.reviewer)
        return edition.words("translation.own_partly", n=n, reviewers=", ".join(names))
    return edition.words("translation.own")


def _tally(translation: Translation | None) -> tuple[tuple[str, int], ...]:
    statuses = [s.status for s in translation.sentences] if translation else []
    order = ("accepted", "machine", "doubtful", "missing")
    return tuple((one, statuses.count(one)) for one in order if one in statuses)


def _tags_line(edition: Edition, record: Record, lang: str) -> Said:
    """What an untranslated article is about, said in the reader's language where we can."""
    words = words_for(lang, edition.words)
    tags = edition.tags(record)
    names = [named(edition.entity(t.entity), lang).text for t in tags if t.kind != "topic"]
    topics = [named(edition.entity(t.entity), lang).text for t in tags if t.kind == "topic"]
    parts = []
    if names:
        parts.append(words("article.names_line", names=", ".join(names)))
    if topics:
        parts.append(words("article.topics_line", topics=", ".join(topics)))
    return Said("; ".join(parts) or words("article.no_tags_line"), words.lang)
