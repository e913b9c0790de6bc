"""Ask an engine for what the memory lacks, judge every answer and store it.

Batches are written to the memory before the next is asked for, so a build that is killed has lost
nothing finished. Which sentences are wanted, and in which order, is not decided here.
"""

import html
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.describe import gate, naming
from newsarchive.describe.authority import Authority
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Entry, Memory
from newsarchive.errors import EngineError
from newsarchive.model import Entity

log = logging.getLogger(__name__)

BATCH = 64  # sentences asked for, and stored, at a time
PATIENCE = 3  # batches in a row that may fail before an engine is left alone

_CHARACTER_REFERENCE = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]+);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence that the memory lacks."""

    text: str
    place: str  # where it was first met, for the translator
    named: tuple[Entity, ...]  # whom and what it names


@dataclass(frozen=True, slots=True)
class Job:
    """One pair of languages, and what is needed to translate it."""

    source: str
    target: str
    engine: Engine
    memory: Memory
    authority: Authority | None  # for names; None compares none


def ask(job: Job, sentences: Sequence[Wanted]) -> None:
    """Translate `sentences` and put them into the memory.

    An engine that fails leaves its batch missing, and is left alone after PATIENCE in a row.
    """
    failures = 0
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        try:
            made = _judged(job, batch)
        except EngineError as error:
            failures += 1
            log.warning("%s; %d sentences stay untranslated", error, len(batch))
            if failures == PATIENCE:
                log.warning("given up after %d failures in a row", failures)
                return
            continue
        failures = 0
        job.memory.add([entry for entry in made if entry.target.strip()], job.source, job.target)


def _judged(job: Job, batch: Sequence[Wanted]) -> list[Entry]:
    """Entries for `batch`; one that fails the gate is tried once more, and the better kept."""
    entries = _translated(job, batch, no_repeat=False)
    failed = [number for number, entry in enumerate(entries) if gate.doubts(entry.findings)]
    if not failed:
        return entries
    try:
        again = _translated(job, [batch[number] for number in failed], no_repeat=True)
    except EngineError as error:
        log.warning("%s; %d doubtful sentences were not tried again", error, len(failed))
        return entries
    for number, second in zip(failed, again, strict=True):
        if len(gate.doubts(second.findings)) < len(gate.doubts(entries[number].findings)):
            entries[number] = second
    return entries


def _translated(job: Job, batch: Sequence[Wanted], *, no_repeat: bool) -> list[Entry]:
    texts = job.engine.translate(
        [one.text for one in batch], job.source, job.target, no_repeat=no_repeat
    )
    return [_entry(job, one, text) for one, text in zip(batch, texts, strict=True)]


def _entry(job: Job, wanted: Wanted, made: str) -> Entry:
    made, renamed = naming.prefer(tidy(wanted.text, made), wanted.named, job.target)
    pair = gate.Pair(wanted.text, made, job.source, job.target, job.authority)
    return Entry(
        source=wanted.text,
        target=made,
        accepted=False,
        engine=job.engine.named(job.source, job.target),
        findings=renamed + gate.judge(pair),
        place=wanted.place,
    )


def tidy(source: str, made: str) -> str:
    """`made` without what services add: character references (&#39;) and stray white space."""
    if _CHARACTER_REFERENCE.search(made) and not _CHARACTER_REFERENCE.search(source):
        made = html.unescape(made)
    return " ".join(made.split())
