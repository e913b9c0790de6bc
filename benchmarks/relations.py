"""Relations at size: a made-up archive with known stories and copies, then one article more.

    python -m benchmarks.relations --articles 10000
    python -m benchmarks.relations --place 100000

Articles come as their truth says they ought to be after cleaning and tagging, so only relations are
measured. `add_s` is one more article, everything else unchanged; `noop_s` is nothing changed.
The second form only finds the neighbours of one article among N, of which all but 500 are these
500 with two thirds of their keys changed: `field_s` reads what was kept of all, `place_s` finds.
Processor seconds, the median of three.
"""

import argparse
import itertools
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

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
from newsarchive.relate.features import Features, record_features
from newsarchive.relate.graph import Field, Node, least
from newsarchive.relate.packed import Packed, read, written
from newsarchive.relate.vectors import SLOTS, Vector

Pair = tuple[str, str]

VARIED, STEP = 500, 7919  # articles that are varied, and by how many keys each time
RUNS = 3


def main() -> None:
    """Build, add one, build again unchanged; print times and how right the stories are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relations", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--place", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="K")
    options = parser.parse_args()
    if options.place:
        _place_one(options.place, options.seed)
        return
    reports = [report(options.seed, number) for number in range(options.articles + 1)]
    records = [_record(told) for told in reports]
    with tempfile.TemporaryDirectory() as folder:
        first, full = _timed(records[:-1], Path(folder))
        _, add = _timed(records, Path(folder))
        _, noop = _timed(records, Path(folder))
    story = _f1(_pairs_in(s.articles for s in first.stories), _told_together(reports[:-1]))
    copies = _f1(_linked(first, "reprint"), _copied(reports[:-1]))
    print(f"articles={options.articles} story_f1={story:.3f} reprint_f1={copies:.3f}", end=" ")
    print(f"full_s={full:.1f} add_s={add:.2f} noop_s={noop:.2f} rss_mb={_memory():.0f}")


def _place_one(articles: int, seed: int) -> None:
    """Time what finding the neighbours of one article among many takes."""
    real = [record_features(_record(report(seed, number))) for number in range(VARIED)]
    features = {
        ArticleId(f"{i:07}"): _varied(real[i % VARIED], i // VARIED * STEP) for i in range(articles)
    }
    new = ArticleId("new")
    features[new] = real[0]
    needed = {name: least(Node("")) for name in features}
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache")
        cache.keep("field", written(Packed({}).with_only(set(), features).blocks))
        del features
        laid, found = [], []
        for _ in range(RUNS):
            began = time.process_time()
            packed = Packed(read(cache.kept("field")))
            field = Field(needed, packed, lambda _one, _other: 0.0)
            between = time.process_time()
            field.place([new])
            laid.append(between - began)
            found.append(time.process_time() - between)
            del packed, field
    field_s, place_s = statistics.median(laid), statistics.median(found)
    print(f"place={articles} field_s={field_s:.2f} place_s={place_s:.2f} rss_mb={_memory():.0f}")


def _varied(one: Features, step: int) -> Features:
    return replace(
        one,
        within=_moved(one.within, step),
        across=_moved(one.across, step),
        sketch=_moved(one.sketch, step),
    )


def _moved(vector: Vector, step: int) -> Vector:
    """The vector with two of three keys moved by `step`."""
    keys = np.frombuffer(vector.keys, "<u4").astype(np.int64)
    keys = np.where(np.arange(len(keys)) % 3 == 0, keys, (keys + step) % SLOTS)
    order = np.argsort(keys)
    weights = np.frombuffer(vector.weights, "<u2")[order]
    return Vector(keys[order].astype("<u4").tobytes(), weights.tobytes())


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
