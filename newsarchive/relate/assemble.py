"""Records -> Archive: the order inside the phase. Only here is the whole corpus in sight."""

import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.cards import Shelf, carded
from newsarchive.model import Archive, ArticleId, Record, Rejected
from newsarchive.relate.background import background
from newsarchive.relate.compare import Comparer
from newsarchive.relate.dates import newest_first
from newsarchive.relate.entities import Profiles, entity_files
from newsarchive.relate.features import Features, digest, record_features
from newsarchive.relate.graph import Graph, Node, bereft, grown
from newsarchive.relate.links import Links
from newsarchive.relate.packed import Block, Packed
from newsarchive.relate.stories import stories

Kept = TypeVar("Kept", Node, Block)

log = logging.getLogger(__name__)

# What a node of the graph rests on: a change of it makes the graph anew.
MADE_BY = ("relate", "cards.py", "morphology.py", "text.py", "model.py", "languages/__init__.py")
NODES, FEATURES = "relate: neighbours", "relate: features"  # shelves of the cache
# language data that decides what articles share, and how it is said
KNOWLEDGE = ("lexicon", "demonyms", "name_words")


def assemble(
    records: Sequence[Record], rejected: Sequence[Rejected], *, cache: Cache, workers: int = 0
) -> Archive:
    """The archive: every article linked to those it belongs with, each link explained.

    What is known of articles that did not change comes from `cache`; the result is the same
    without it.
    """
    began = time.perf_counter()
    filed = carded(records)
    shelf = Shelf(filed, newest_first([card.heading for card in filed.glances]))
    graph = _graph(shelf, cache, workers)
    told = stories(shelf.cards, filed.entities, graph)
    files = entity_files(shelf.cards, filed.entities)
    archive = Archive(
        records=shelf,
        cards=shelf.cards,
        links=Links(shelf.cards, graph, told, files),
        stories=told,
        entities=files,
        profiles=Profiles(shelf.cards, files),
        rejected=tuple(rejected),
    )
    seconds = time.perf_counter() - began
    log.info("related %d articles in %d stories: %.2f s", len(shelf), len(told), seconds)
    return archive


def _graph(records: Shelf, cache: Cache, workers: int) -> Graph:
    """The graph of the last build, grown to what the archive is now, and kept for the next."""
    salt = f"{revision.of(*MADE_BY)} {background().digest} {languages.digest(*KNOWLEDGE)}"
    digests = {name: digest(card, salt) for name, card in records.cards.items()}
    nodes = cache.kept(NODES)
    stored = {ArticleId(name): node for name, node in read(nodes, Node).items()}
    kept = {name: node for name, node in stored.items() if node.digest == digests.get(name)}
    new = sorted(records.keys() - kept.keys())
    lost = bereft(kept) if len(kept) < len(nodes) else []
    if not new and not lost and len(kept) == len(nodes):
        return kept
    blocks = cache.kept(FEATURES)
    sound = {n: block for n, block in read(blocks, Block).items() if block.sound}
    remembered = Packed(sound)
    unknown = [*new, *sorted(kept.keys() - remembered.keys())]
    made = parallel.each(
        record_features, [records[name] for name in unknown], kind=Features, workers=workers
    )
    features = remembered.with_only(kept.keys(), dict(zip(unknown, made, strict=True)))
    comparer = Comparer(records, features)
    graph = grown(
        kept,
        {name: Node(digests[name]) for name in new},
        lost=lost,
        features=features,
        containment=comparer.containment,
        compare=comparer.compare,
    )
    changed = {name: node for name, node in graph.items() if stored.get(name) is not node}
    gone = sorted(nodes.keys() - graph.keys())
    rewritten = {n: block for n, block in features.blocks.items() if sound.get(n) is not block}
    cache.keep(FEATURES, written(rewritten), sorted(blocks.keys() - features.blocks.keys()))
    cache.keep(NODES, written({str(name): node for name, node in changed.items()}), gone)
    return graph


def written(values: Mapping[str, Kept]) -> dict[str, bytes]:
    """`values` as the cache keeps them."""
    return {name: msgspec.msgpack.encode(value) for name, value in values.items()}


def read(stored: Mapping[str, bytes], kind: type[Kept]) -> dict[str, Kept]:
    """What was kept, without what is damaged or of an older shape."""
    decoder = msgspec.msgpack.Decoder(kind)
    found = {}
    for name, value in stored.items():
        with contextlib.suppress(msgspec.DecodeError):
            found[name] = decoder.decode(value)
    return found
