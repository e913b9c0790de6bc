"""Translate articles sentence by sentence: the memory first, then an engine for what it lacks.

An engine is asked for each distinct sentence once ever, across articles, titles and summaries
first. Asking, judging and storing is ask.py's business.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from newsarchive.describe import gate
from newsarchive.describe.ask import Job, Wanted, ask
from newsarchive.describe.authority import Authority
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Entry, Memory, normalise, primary
from newsarchive.model import (
    Article,
    Entity,
    Finding,
    Sentence,
    Status,
    TranslatedSentence,
    Translation,
)

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


def request(
    described: Sequence[Described],
    languages: Sequence[str],
    *,
    memory: Memory,
    engine: Engine,
    authority: Authority | None = None,
) -> None:
    """Have `engine` translate what `memory` lacks, and the memory keep it."""
    for source, target in _pairs(described, languages):
        own = [d for d in described if primary(d.article.language) == source]
        job = Job(source, target, engine, memory, authority)
        ask(job, wanted(own, source, target, memory))


def translations(
    described: Sequence[Described], languages: Sequence[str], *, memory: Memory
) -> list[tuple[Translation, ...]]:
    """For each article its translation into each of `languages` but its own, in that order."""
    read = {
        pair: memory.find_each(_texts(described, pair[0]), *pair)
        for pair in _pairs(described, languages)
    }
    return [
        tuple(
            _translation(one, lang, read.get((primary(one.article.language), primary(lang)), {}))
            for lang in languages
            if primary(lang) != primary(one.article.language)
        )
        for one in described
    ]


def units(article: Article, sentences: Sequence[Sentence]) -> list[str]:
    """Everything of an article that is translated, title and caption first."""
    heads = [found.text for found in (article.title, article.caption) if found]
    return heads + [sentence.text for sentence in sentences]


def _texts(described: Sequence[Described], source: str) -> set[str]:
    own = (one for one in described if primary(one.article.language) == source)
    return {text for one in own for text in units(one.article, one.sentences)}


def wanted(
    described: Sequence[Described], source: str, target: str, memory: Memory
) -> tuple[Wanted, ...]:
    """Each distinct sentence that `memory` lacks, once: titles and summaries before the rest."""
    held = memory.find_each(_texts(described, source), source, target)
    found: dict[str, Wanted] = {}
    for sentence in chain(_first(described), _rest(described)):
        normal = normalise(sentence.text)
        if not (normal in held and held[normal].target):
            found.setdefault(normal, sentence)
    return tuple(found.values())


def _pairs(described: Sequence[Described], targets: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of languages to be translated, none into itself and none from an unknown one."""
    sources = sorted({primary(d.article.language) for d in described} - {"und"})
    return [(s, primary(t)) for t in targets for s in sources if s != primary(t)]


def _first(described: Iterable[Described]) -> Iterator[Wanted]:
    for one in described:
        article = one.article
        if article.title:
            yield Wanted(article.title.text, f"{article.id}, title", one.named_in_title)
        yield from (_sentence(one, number) for number in one.summary)


def _rest(described: Iterable[Described]) -> Iterator[Wanted]:
    for one in described:
        if one.article.caption:
            yield Wanted(one.article.caption.text, f"{one.article.id}, caption", ())
        yield from (_sentence(one, number) for number in range(len(one.sentences)))


def _sentence(one: Described, number: int) -> Wanted:
    place = f"{one.article.id}, sentence {number + 1}"
    return Wanted(one.sentences[number].text, place, one.named[number])


# ---------------------------------------------------------------- reading the memory


def _translation(one: Described, lang: str, held: Mapping[str, Entry]) -> Translation:
    def find(text: str) -> TranslatedSentence:
        return _translated(held.get(normalise(text))) if held else _MISSING

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
