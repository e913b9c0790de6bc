"""Records -> Archive: the order inside the phase. Only here is the whole corpus in sight."""

import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.model import Archive, ArticleId, Record, Rejected
from newsarchive.relate.background import background
from newsarchive.relate.compare import Comparer
from newsarchive.relate.dates import newest_first
from newsarchive.relate.entities import entity_files
from newsarchive.relate.features import Features, digest, record_features
from newsarchive.relate.graph import Graph, Node, bereft, grown
from newsarchive.relate.links import Links
from newsarchive.relate.stories import stories

Kept = TypeVar("Kept", Node, Features)

log = logging.getLogger(__name__)

# What a node of the graph rests on: a change of it makes the graph anew.
MADE_BY = ("relate", "text.py", "model.py", "languages/__init__.py")
NODES, FEATURES = "relate: neighbours", "relate: features"  # shelves of the cache
KNOWLEDGE = ("lexicon", "demonyms")  # language data that decides what articles share


def assemble(
    records: Sequence[Record], rejected: Sequence[Rejected], *, cache: Cache, workers: int = 0
) -> Archive:
    """The archive: every article linked to those it belongs with, each link explained.

    What is known of articles that did not change comes from `cache`; the result is the same
    without it.
    """
    began = time.perf_counter()
    ordered = {record.article.id: record for record in newest_first(records)}
    graph = _graph(ordered, cache, workers)
    told = stories(ordered, graph)
    files = entity_files(list(ordered.values()))
    archive = Archive(ordered, Links(ordered, graph, told, files), told, files, tuple(rejected))
    seconds = time.perf_counter() - began
    log.info("related %d articles in %d stories: %.2f s", len(ordered), len(told), seconds)
    return archive


def _graph(records: Mapping[ArticleId, Record], cache: Cache, workers: int) -> Graph:
    """The graph of the last build, grown to what the archive is now, and kept for the next."""
    salt = f"{revision.of(*MADE_BY)} {background().digest} {languages.digest(*KNOWLEDGE)}"
    digests = {name: digest(record, salt) for name, record in records.items()}
    stored = _read(cache.kept(NODES), Node)
    kept = {name: node for name, node in stored.items() if node.digest == digests.get(name)}
    new = sorted(records.keys() - kept.keys())
    if not new and not bereft(kept) and len(kept) == len(stored):
        return kept
    remembered = _read(cache.kept(FEATURES), Features)
    unknown = [*new, *sorted(kept.keys() - remembered.keys())]
    made = parallel.each(record_features, [records[name] for name in unknown], workers=workers)
    measured = dict(zip(unknown, made, strict=True))
    features = remembered | measured
    comparer = Comparer(records, features)
    graph = grown(
        kept,
        {name: Node(digests[name]) for name in new},
        features=features,
        containment=comparer.containment,
        compare=comparer.compare,
    )
    changed = {name: node for name, node in graph.items() if stored.get(name) is not node}
    gone = sorted(stored.keys() - graph.keys())
    cache.keep(FEATURES, _written(measured), gone)
    cache.keep(NODES, _written(changed), gone)
    return graph


def _written(values: Mapping[ArticleId, Kept]) -> dict[str, bytes]:
    return {name: msgspec.msgpack.encode(value) for name, value in values.items()}


def _read(stored: Mapping[str, bytes], kind: type[Kept]) -> dict[ArticleId, Kept]:
    """What was kept, without what is damaged or of an older shape."""
    decoder = msgspec.msgpack.Decoder(kind)
    found = {}
    for name, value in stored.items():
        with contextlib.suppress(msgspec.DecodeError):
            found[ArticleId(name)] = decoder.decode(value)
    return found
