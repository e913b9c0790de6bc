"""Relations at size: a made-up archive with known stories and copies, then one article more.

    python -m benchmarks.relations --articles 10000

Articles come as their truth says they ought to be after cleaning and tagging, so only relations are
measured. `add_s` is one more article, everything else unchanged; `noop_s` is nothing changed.
"""

import argparse
import itertools
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.synthetic.articles import Report, report, things
from newsarchive.cache import Cache
from newsarchive.model import (
    Archive,
    Article,
    ArticleId,
    DateEvidence,
    Entity,
    EntityId,
    Found,
    Mention,
    Origin,
    Paragraph,
    Passage,
    Record,
    Summary,
    Tag,
)
from newsarchive.relate.assemble import assemble

Pair = tuple[str, str]


def main() -> None:
    """Build, add one, build again unchanged; print times and how right the stories are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relations", description=__doc__)
    parser.add_argument("--articles", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="K")
    options = parser.parse_args()
    reports = [report(options.seed, number) for number in range(options.articles + 1)]
    records = [_record(told) for told in reports]
    with tempfile.TemporaryDirectory() as folder:
        first, full = _timed(records[:-1], Path(folder))
        _, add = _timed(records, Path(folder))
        _, noop = _timed(records, Path(folder))
    story = _f1(_pairs_in(s.articles for s in first.stories), _told_together(reports[:-1]))
    copies = _f1(_linked(first, "reprint"), _copied(reports[:-1]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"articles={options.articles} story_f1={story:.3f} reprint_f1={copies:.3f}", end=" ")
    print(f"full_s={full:.1f} add_s={add:.2f} noop_s={noop:.2f} rss_mb={memory:.0f}")


def _timed(records: Sequence[Record], folder: Path) -> tuple[Archive, float]:
    cache = Cache(folder / "cache")
    began = time.perf_counter()
    archive = assemble(records, (), cache=cache)
    seconds = time.perf_counter() - began
    cache.close()
    return archive, seconds


def _record(told: Report) -> Record:
    """The record that cleaning and tagging ought to make of a report."""
    body = "\n".join(told.paragraphs)
    forms = dict(told.forms)
    named = things(told)
    article = Article(
        id=ArticleId(f"{told.number:06}"),
        origin=Origin(f"{told.number:06}.txt", "0" * 64, len(body), "utf-8", "made up", "text"),
        language=told.lang,
        language_rule="made up",
        title=Found(told.title, "made up"),
        paragraphs=tuple(Paragraph(paragraph, ()) for paragraph in told.paragraphs),
        published=DateEvidence(_edtf(told), "made up"),
        removals=(),
    )
    return Record(
        article=article,
        sentences=(),
        summary=Summary((), "made up"),
        translations=(),
        mentions=tuple(
            Mention(EntityId(thing.id), form, Passage(0, 0, 1), "made up")
            for thing in named
            for form in forms[thing.id]
        ),
        tags=tuple(Tag(EntityId(thing.id), thing.kind, "made up", 1) for thing in named),
        entities=tuple(
            Entity(EntityId(t.id), t.kind, (("en", t.en), ("ru", t.ru["nom"]))) for t in named
        ),
    )


def _edtf(told: Report) -> str | None:
    """Every other article dated, of the rest every other bounded."""
    day = told.published.isoformat()
    return (day, f"[..{day}]", day, None)[told.number % 4]


def _told_together(reports: Iterable[Report]) -> set[Pair]:
    of_event: defaultdict[str, list[str]] = defaultdict(list)
    for told in reports:
        of_event[told.event.id].append(f"{told.number:06}")
    return _pairs_in(of_event.values())


def _copied(reports: Sequence[Report]) -> set[Pair]:
    """Articles with one text: the first and all that copy it."""
    of_text: defaultdict[int, list[str]] = defaultdict(list)
    for told in reports:
        first = told.number if told.reprint_of is None else told.reprint_of
        of_text[first].append(f"{told.number:06}")
    return _pairs_in(of_text.values())


def _pairs_in(groups: Iterable[Sequence[str]]) -> set[Pair]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def _linked(archive: Archive, kind: str) -> set[Pair]:
    found = (link for of_one in archive.links.values() for link in of_one if link.kind == kind)
    return {(min(link.source, link.target), max(link.source, link.target)) for link in found}


def _f1(found: set[Pair], true: set[Pair]) -> float:
    return 2 * len(found & true) / max(1, len(found) + len(true))


if __name__ == "__main__":
    main()
