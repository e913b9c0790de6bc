"""Records -> Archive: the order inside the phase. Only here is the whole corpus in sight."""

import logging
import time
from collections.abc import Sequence

from newsarchive import languages, parallel, revision
from newsarchive.cache import Cache
from newsarchive.cards import Shelf, carded
from newsarchive.model import Archive, ArticleId, Record, Rejected
from newsarchive.relate import nodes, packed
from newsarchive.relate.background import background
from newsarchive.relate.compare import Comparer
from newsarchive.relate.dates import newest_first
from newsarchive.relate.entities import Profiles, entity_files
from newsarchive.relate.features import Features, digest
from newsarchive.relate.graph import Node, bereft, grown
from newsarchive.relate.links import Links
from newsarchive.relate.nodes import Nodes
from newsarchive.relate.packed import Packed
from newsarchive.relate.prepared import Prepared, Shown, prepare
from newsarchive.relate.stories import stories

log = logging.getLogger(__name__)

# What a node of the graph rests on: a change of it makes the graph anew.
MADE_BY = ("relate", "cards.py", "morphology.py", "text.py", "model", "languages/__init__.py")
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
    told = stories(shelf.cards, filed.entities, graph.close())
    files = entity_files(shelf.cards, filed.entities)
    archive = Archive(
        records=shelf,
        cards=shelf.cards,
        links=Links(shelf.cards, graph, told, files),
        stories=told,
        entities=files,
        profiles=Profiles(shelf.cards, files, filed.moved),
        rejected=tuple(rejected),
    )
    seconds = time.perf_counter() - began
    log.info("related %d articles in %d stories: %.2f s", len(shelf), len(told), seconds)
    return archive


def _graph(records: Shelf, cache: Cache, workers: int) -> Nodes:
    """The graph of the last build, grown to what the archive is now, and kept for the next."""
    salt = f"{revision.of(*MADE_BY)} {background().digest} {languages.digest(*KNOWLEDGE)}"
    digests = {name: digest(card, salt) for name, card in records.cards.items()}
    stored = cache.kept(NODES)
    kept = nodes.read(stored, digests)
    new = sorted(name for name in records.cards if name not in kept)
    lost = bereft(kept.others()) if len(kept) < len(stored) else []
    if not new and not lost and len(kept) == len(stored):
        return kept
    blocks = cache.kept(FEATURES)
    sound = packed.read(blocks)
    remembered = Packed(sound)
    unknown = [*new, *sorted(name for name in kept if name not in remembered)]
    fresh, shown = _prepared(records, unknown, workers)
    features = remembered.with_only(kept.keys(), fresh)
    del fresh  # they are in `features`
    comparer = Comparer(records, features, shown)
    changed = grown(
        kept,
        {name: Node(digests[name]) for name in new},
        needed=kept.least(),
        lost=lost,
        features=features,
        containment=comparer.containment,
        compare=comparer.compare,
    )
    graph = kept.with_new(changed)
    gone = sorted(name for name in stored if ArticleId(name) not in graph)
    rewritten = {n: block for n, block in features.blocks.items() if sound.get(n) is not block}
    cache.keep(FEATURES, packed.written(rewritten), sorted(blocks.keys() - features.blocks.keys()))
    cache.keep(NODES, nodes.written(changed), gone)
    return graph


def _prepared(
    records: Shelf, names: Sequence[ArticleId], workers: int
) -> tuple[dict[ArticleId, Features], dict[ArticleId, Shown]]:
    """The features of these articles, and apart from them what is shown where two are near."""
    features: dict[ArticleId, Features] = {}
    shown: dict[ArticleId, Shown] = {}
    whole = [records[name] for name in names]
    made = parallel.each(prepare, whole, kind=Prepared, workers=workers)
    for name, one in zip(names, made, strict=True):
        features[name], shown[name] = one.features, one.shown
    return features, shown
