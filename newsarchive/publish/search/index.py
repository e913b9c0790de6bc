"""The door: an archive in, everything the browser needs to search it below one folder out.

Reads what stands there from the build before, keeps each segment that is still good, and writes
only what is new. The folder may be deleted at any time; it is then made from nothing.
"""

import contextlib
import gzip
import hashlib
import logging
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from newsarchive import disk, revision
from newsarchive.cache import Cache
from newsarchive.cards import Filed
from newsarchive.config import Config
from newsarchive.filing import Stage, file_each
from newsarchive.model import Archive, ArticleId, EntityId
from newsarchive.publish.search.documents import Document, digest, document
from newsarchive.publish.search.files import ROWS, Head, make
from newsarchive.publish.search.fold import folding
from newsarchive.publish.search.names import Occurrence, buckets, shards
from newsarchive.publish.search.pack import encoded, packed, unpacked, zipped
from newsarchive.publish.search.segments import Plan, Segment, in_order, plan, stale_rows
from newsarchive.publish.words import words

log = logging.getLogger(__name__)

FORMAT = 1  # of the manifest; the browser refuses another
MANIFEST = "index.bin"
_SPOKEN = ("search.", "kind.", "article.untitled", "date.")
Stale = Mapping[str, Sequence[int]]  # segment -> rows that must not be found
_SEGMENT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What was indexed."""

    articles: int
    segments: int  # in the index
    made: int  # articles indexed in this build
    written: int  # files
    removed: int  # files and segments that are no longer needed


def build_index(
    archive: Archive, out: Path, *, config: Config, cache: Cache | None = None
) -> SearchReport:
    """Make `out` the search index of `archive`; what is there unchanged is not rewritten.

    `cache` keeps the keys of names from build to build. Raises DiskError naming the file,
    ArchiveError when Pagefind fails.
    """
    cache = cache or Cache(None)
    documents = _listed(archive, config, cache)
    listed = dict(zip(archive.records, documents.glances, strict=True))
    wanted = {name: one.digest for name, one in listed.items()}
    planned = plan(list(_existing(out)), wanted)
    places = {name: place for place, name in enumerate(listed)}
    written = sum(
        _make(segment, [documents[places[name]] for name, _ in segment.rows], out)
        for segment in planned.made
    )
    stale = stale_rows(planned.segments, wanted)
    occurrences = _occurrences(planned, stale, listed)
    told, tables = _tables(archive, occurrences, cache)
    manifest = _manifest(planned, stale, out) | told | {"words": _words(config)}
    written += sum(_write_named(out / name, content) for name, content in tables.items())
    written += _write(out / MANIFEST, packed(manifest))
    report = SearchReport(
        articles=len(wanted),
        segments=len(planned.segments),
        made=sum(len(segment.rows) for segment in planned.made),
        written=written,
        removed=_sweep(out, stale, tables),
    )
    log.info("search: %d articles, %d indexed now", report.articles, report.made)
    return report


class _Listed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A document at a glance."""

    digest: str
    named: tuple[tuple[EntityId, int], ...]  # with how often


def _listed(archive: Archive, config: Config, cache: Cache) -> Filed[Document, _Listed]:
    """All documents, in the order of the records; those of articles that changed are made anew."""
    stage = Stage(
        name="search: documents",
        version=revision.of("publish/search"),
        kind=Document,
        glance=_glance,
        glances=_Listed,
        given=(config.publish, config.reader_languages),
    )
    return file_each(
        cache,
        stage,
        list(archive.records),
        inputs=[card.digest for card in archive.cards.values()],
        compute=lambda names: (document(archive.records[n], archive, config) for n in names),
    )


def _glance(one: Document) -> _Listed:
    return _Listed(digest(one), tuple([(named.entity, named.count) for named in one.named]))


def _existing(out: Path) -> Iterator[Segment]:
    """The whole segments below `out`, fullest first; what cannot be read is not there."""
    found = []
    for path in sorted(out.glob(f"*/{ROWS}")):
        try:
            rows = msgspec.json.decode(path.read_bytes(), type=tuple[tuple[ArticleId, str], ...])
        except (OSError, msgspec.DecodeError):
            continue
        found.append(Segment(path.parent.name, rows))
    yield from sorted(found, key=in_order)


def _make(segment: Segment, documents: Sequence[Document], out: Path) -> int:
    """Index and write a segment; its rows last, for they say that the rest is whole."""
    made = make(segment.name, documents)
    folder = out / segment.name
    disk.clear(folder)
    for name, content in made.files.items():
        disk.write(folder / name, content, durable=False)
    _write(out / _program_name(made.program), made.program)
    disk.write(folder / ROWS, msgspec.json.encode(segment.rows), durable=False)
    return len(made.files) + 1


def _tables(
    archive: Archive, occurrences: Mapping[EntityId, Sequence[Occurrence]], cache: Cache
) -> tuple[dict[str, object], dict[str, bytes]]:
    """The table of names: what the manifest says of it, and its files, not yet packed."""
    cut = shards(archive.entities, archive.profiles, cache)
    letters = [_named("names", shard) for shard in cut]
    lines = [_named("entities", some) for some in buckets(archive.entities, occurrences)]
    told: dict[str, object] = {
        "names": {
            letter: name
            for shard, (name, _) in zip(cut, letters, strict=True)
            for letter in sorted({key[0] for key in shard})
        },
        "entities": [name for name, _ in lines],
    }
    return told, dict(letters + lines)


def _manifest(planned: Plan, stale: Stale, out: Path) -> dict[str, object]:
    """What the browser reads first."""
    return {
        "format": FORMAT,
        "program": next((path.name for path in sorted(out.glob("pagefind-*.bin"))), ""),
        "folding": asdict(folding()),
        "segments": [
            _manifest_line(segment, stale[segment.name], out) for segment in planned.segments
        ],
    }


def _occurrences(
    planned: Plan, stale: Stale, listed: Mapping[ArticleId, _Listed]
) -> Mapping[EntityId, Sequence[Occurrence]]:
    found: dict[EntityId, list[Occurrence]] = defaultdict(list)
    first = 0
    for segment in planned.segments:
        masked = set(stale[segment.name])
        for n, (article, _) in enumerate(segment.rows):
            for entity, count in () if n in masked else listed[article].named:
                found[entity].append(Occurrence(first + n, count))
        first += len(segment.rows)
    return found


def _manifest_line(segment: Segment, stale: Sequence[int], out: Path) -> dict[str, object]:
    head = unpacked((out / segment.name / "head.bin").read_bytes(), Head)
    return asdict(head) | {"stale": stale}


def _words(config: Config) -> dict[str, object]:
    """The interface words that results are shown with."""
    said = words(config.interface_language)
    known: dict[str, object] = {**said.table, **said.plurals}
    return {key: known[key] for key in sorted(known) if key.startswith(_SPOKEN)}


def _named(folder: str, table: object) -> tuple[str, bytes]:
    """A table under a name that changes with what it holds, so that caches stay right."""
    content = encoded(table)
    return f"{folder}/{hashlib.blake2b(content, digest_size=6).hexdigest()}.bin", content


def _write_named(path: Path, content: bytes) -> bool:
    """Write `content` packed, unless the file so named holds it."""
    with contextlib.suppress(OSError, EOFError, zlib.error):  # there is none, or it is damaged
        if gzip.decompress(path.read_bytes()) == content:
            return False
    disk.write(path, zipped(content), durable=False)
    return True


def _write(path: Path, content: bytes) -> bool:
    """Whether anything had to be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    disk.write(path, content, durable=False)
    return True


def _program_name(program: bytes) -> str:
    return f"pagefind-{hashlib.blake2b(program, digest_size=4).hexdigest()}.bin"


def _sweep(out: Path, stale: Stale, tables: Mapping[str, bytes]) -> int:
    """Remove what the manifest no longer names: segments, texts of stale rows, tables."""
    old = [
        path
        for path in sorted(out.iterdir())
        if path.is_dir() and _SEGMENT.fullmatch(path.name) and path.name not in stale
    ]
    for folder in old:
        disk.clear(folder)
    texts = [out / name / f"r{row}.bin" for name in sorted(stale) for row in stale[name]]
    small = sorted([*out.glob("names/*.bin"), *out.glob("entities/*.bin")])
    files = [path for path in texts if path.exists()]
    files += [path for path in small if path.relative_to(out).as_posix() not in tables]
    for path in files:
        disk.remove(path, upto=out)
    return len(old) + len(files)
