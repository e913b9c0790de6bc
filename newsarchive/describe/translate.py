"""Translate articles sentence by sentence: the memory first, then an engine, all of it judged.

An engine sees each distinct sentence once ever, in batches across articles, titles and summaries
first; every batch is written to the memory before the next is asked for, so a build that is
killed has lost nothing finished. How an engine works and what the gate checks is not known here.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from newsarchive.describe import gate
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Entry, Memory, normalise, primary
from newsarchive.errors import EngineError
from newsarchive.model import (
    Article,
    Entity,
    Finding,
    Sentence,
    Status,
    TranslatedSentence,
    Translation,
)

log = logging.getLogger(__name__)

BATCH = 64  # sentences asked for, and stored, at a time
PATIENCE = 3  # batches in a row that may fail before an engine is left alone

_MISSING = TranslatedSentence(None, "missing")
_UNFINISHED = Finding("marked fuzzy", "the editor has marked the entry as needing work")


@dataclass(frozen=True, slots=True)
class Described:
    """What translating needs to know of an article."""

    article: Article
    sentences: tuple[Sentence, ...]
    summary: tuple[int, ...]  # numbers of the sentences that matter most
    named: tuple[tuple[Entity, ...], ...]  # for each sentence, who and what it names
    named_in_title: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence that the memory lacks."""

    text: str
    place: str  # where it was first met, for the translator
    named: tuple[Entity, ...]


def translations(
    described: Sequence[Described],
    languages: Sequence[str],
    *,
    memory: Memory,
    engine: Engine | None,
) -> list[tuple[Translation, ...]]:
    """For each article its translation into each of `languages` but its own, in that order."""
    if engine:
        for source, target in _pairs(described, languages):
            own = [d for d in described if primary(d.article.language) == source]
            _fill(wanted(own, target, memory), source, target, memory=memory, engine=engine)
    return [
        tuple(
            _translation(one, lang, memory)
            for lang in languages
            if primary(lang) != primary(one.article.language)
        )
        for one in described
    ]


def wanted(described: Sequence[Described], target: str, memory: Memory) -> tuple[Wanted, ...]:
    """Each distinct sentence that `memory` lacks, once: titles and summaries before the rest."""
    found: dict[str, Wanted] = {}
    for sentence, lang in chain(_first(described), _rest(described)):
        entry = memory.find(sentence.text, lang, target)
        if not (entry and entry.target):
            found.setdefault(normalise(sentence.text), sentence)
    return tuple(found.values())


def _pairs(described: Sequence[Described], targets: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of languages to be translated, none into itself and none from an unknown one."""
    sources = sorted({primary(d.article.language) for d in described} - {"und"})
    return [(s, primary(t)) for t in targets for s in sources if s != primary(t)]


def _first(described: Iterable[Described]) -> Iterator[tuple[Wanted, str]]:
    for one in described:
        article = one.article
        if article.title:
            place = f"{article.id}, title"
            yield Wanted(article.title.text, place, one.named_in_title), article.language
        for number in one.summary:
            yield _sentence(one, number), article.language


def _rest(described: Iterable[Described]) -> Iterator[tuple[Wanted, str]]:
    for one in described:
        if one.article.caption:
            place = f"{one.article.id}, caption"
            yield Wanted(one.article.caption.text, place, ()), one.article.language
        for number in range(len(one.sentences)):
            yield _sentence(one, number), one.article.language


def _sentence(one: Described, number: int) -> Wanted:
    place = f"{one.article.id}, sentence {number + 1}"
    return Wanted(one.sentences[number].text, place, one.named[number])


# ---------------------------------------------------------------- asking the engine


def _fill(
    sentences: Sequence[Wanted], source: str, target: str, *, memory: Memory, engine: Engine
) -> None:
    failures = 0
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        try:
            made = _made(batch, source, target, engine)
        except EngineError as error:
            failures += 1
            log.warning("%s; %d sentences stay untranslated", error, len(batch))
            if failures == PATIENCE:
                log.warning("%s: given up after %d failures", engine.name, failures)
                return
            continue
        failures = 0
        memory.add(made, source, target)


def _made(batch: Sequence[Wanted], source: str, target: str, engine: Engine) -> list[Entry]:
    """Entries for `batch`; a sentence that fails the gate is tried once more, the better kept."""
    texts = engine.translate([w.text for w in batch], source, target)
    entries = [_entry(w, t, source, target, engine.name) for w, t in zip(batch, texts, strict=True)]
    failed = [i for i, entry in enumerate(entries) if gate.doubts(entry.findings)]
    if failed:
        again = engine.translate([batch[i].text for i in failed], source, target, no_repeat=True)
        for i, retried in zip(failed, again, strict=True):
            second = _entry(batch[i], retried, source, target, engine.name)
            if len(gate.doubts(second.findings)) < len(gate.doubts(entries[i].findings)):
                entries[i] = second
    return [entry for entry in entries if entry.target.strip()]


def _entry(sentence: Wanted, made: str, source: str, target: str, engine: str) -> Entry:
    findings = gate.judge(gate.Pair(sentence.text, made, source, target, sentence.named))
    return Entry(
        source=sentence.text,
        target=made,
        accepted=False,
        engine=engine,
        findings=findings,
        place=sentence.place,
    )


# ---------------------------------------------------------------- reading the memory


def _translation(one: Described, lang: str, memory: Memory) -> Translation:
    def find(text: str) -> TranslatedSentence:
        return _translated(memory.find(text, one.article.language, lang))

    title, caption = one.article.title, one.article.caption
    return Translation(
        language=lang,
        title=find(title.text) if title else None,
        sentences=tuple(find(sentence.text) for sentence in one.sentences),
        caption=find(caption.text) if caption else None,
    )


def _translated(entry: Entry | None) -> TranslatedSentence:
    if entry is None or not entry.target:
        return _MISSING
    if entry.accepted:
        return TranslatedSentence(entry.target, "accepted", reviewer=entry.reviewer)
    findings = entry.findings if entry.engine else (_UNFINISHED, *entry.findings)
    status: Status = "doubtful" if gate.doubts(findings) else "machine"
    return TranslatedSentence(entry.target, status, engine=entry.engine, findings=findings)
