"""The archive as files for other tools: JSON Lines, a spreadsheet, a database to search.

The same columns in all three. JSON Lines is exact; in the spreadsheet a value that a spreadsheet
program could take for a formula begins with an apostrophe. What may not be published on the site
is in no file either.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from newsarchive import disk
from newsarchive.config import Config
from newsarchive.model import Archive, Kind, Record
from newsarchive.publish.addresses import absolute, article_path
from newsarchive.publish.datapackage import data_package
from newsarchive.publish.edition import Edition, word_count
from newsarchive.publish.pages.versions import state

Value = str | int | list[str] | None
Column = Callable[[Edition, Record], Value]

JSONL, CSV, SQLITE = "archive.jsonl", "archive.csv", "archive.sqlite"
PACKAGE = "datapackage.json"  # says what the columns of CSV are
FILES = (JSONL, CSV, SQLITE, PACKAGE)

# What a spreadsheet takes for the beginning of a formula, full-width forms included
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def _tagged(kind: Kind) -> Column:
    def names(edition: Edition, record: Record) -> list[str]:
        return [edition.name(t.entity).text for t in edition.tags(record) if t.kind == kind]

    return names


def _text(edition: Edition, record: Record) -> str | None:
    if not edition.is_full(record.article):
        return None
    return "\n\n".join(paragraph.text for paragraph in record.article.paragraphs)


def _translation(edition: Edition, record: Record) -> str | None:
    """Sentence after sentence, a line for each paragraph; what is missing is left out."""
    translation = record.translation(edition.reader)
    if translation is None or not edition.is_full(record.article):
        return None
    paragraphs: dict[int, list[str]] = {}
    for sentence, said in zip(record.sentences, translation.sentences, strict=True):
        if said.text:
            paragraphs.setdefault(sentence.passage.paragraph, []).append(said.text)
    return "\n\n".join(" ".join(said) for said in paragraphs.values()) or None


# Name -> what it holds; each is explained on the page "Use this archive's data", data.column_NAME
COLUMNS: dict[str, Column] = {
    "id": lambda _, r: str(r.article.id),
    "title": lambda _, r: r.article.title.text if r.article.title else None,
    "title_translated": lambda e, r: e.title(r).text if e.title(r).lang == e.reader else None,
    "language": lambda _, r: r.article.language,
    "date": lambda _, r: r.article.published.edtf,
    "date_rule": lambda _, r: r.article.published.rule,
    "date_evidence": lambda _, r: r.article.published.quote or None,
    "sources": lambda _, r: list(dict.fromkeys(source.text for source in r.article.sources)),
    "byline": lambda _, r: r.article.byline.text if r.article.byline else None,
    "source_url": lambda _, r: r.article.url.text if r.article.url else r.article.origin.url,
    "rights": lambda _, r: r.article.rights.text if r.article.rights else None,
    "summary": lambda e, r: " ".join(one.said.text for one in e.summary(r)),
    "summary_sentences": lambda _, r: [str(n + 1) for n in r.summary.sentences],
    "translation_state": lambda e, r: (
        "" if r.article.language == e.reader else state(e, r.translation(e.reader))
    ),
    "people": _tagged("person"),
    "places": _tagged("place"),
    "organisations": _tagged("organisation"),
    "events": _tagged("event"),
    "topics": _tagged("topic"),
    "words": lambda _, r: word_count(r.article),
    "text": _text,
    "translation": _translation,
    "page": lambda e, r: absolute(e.config.site_url, article_path(r.article.id)) or None,
    "file": lambda _, r: r.article.origin.path,
    "sha256": lambda _, r: r.article.origin.sha256,
}


def export(archive: Archive, out: Path, *, config: Config) -> tuple[Path, ...]:
    """Write the files into folder `out`; those whose content stands there are left alone.

    Raises DiskError.
    """
    edition = Edition(archive, config)
    rows = [_row(edition, record) for record in archive.records.values()]
    exact, package = _json_lines(rows), data_package(edition, COLUMNS, CSV)
    paths = tuple(out / name for name in FILES)
    jsonl, table, database, described = paths
    if not _holds(described, package):
        disk.write(described, package)
    if not (_holds(jsonl, exact) and table.is_file() and database.is_file()):
        disk.write(table, spreadsheet(rows))
        disk.write(database, _database(edition, rows))
        disk.write(jsonl, exact)  # last: it says that the other two are of these articles
    return paths


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _row(edition: Edition, record: Record) -> dict[str, Value]:
    return {name: column(edition, record) for name, column in COLUMNS.items()}


def _json_lines(rows: Sequence[dict[str, Value]]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", errors="replace")


# ---------------------------------------------------------------- spreadsheet


def spreadsheet(rows: Sequence[dict[str, Value]]) -> bytes:
    """CSV in UTF-8 with a byte order mark, which spreadsheet programs need to see it."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", errors="replace")


def _cell(value: Value) -> str:
    text = _joined(value)
    return "'" + text if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


def _joined(value: Value) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


# ---------------------------------------------------------------- database

_SCHEMA = """
CREATE TABLE entities (id TEXT PRIMARY KEY, kind TEXT, name TEXT, articles INTEGER,
    latitude REAL, longitude REAL);
CREATE TABLE names (entity TEXT REFERENCES entities(id), language TEXT, name TEXT);
CREATE TABLE tags (article TEXT REFERENCES articles(id), entity TEXT REFERENCES entities(id),
    count INTEGER, rule TEXT, evidence TEXT);
CREATE INDEX tags_of_entity ON tags (entity);
CREATE TABLE links (source TEXT REFERENCES articles(id), target TEXT REFERENCES articles(id),
    kind TEXT, score REAL);
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, title_translated, summary, text, translation,
    content="articles", tokenize="unicode61 remove_diacritics 2");
"""
_SEARCHED = "title, title_translated, summary, text, translation"


def _database(edition: Edition, rows: Sequence[dict[str, Value]]) -> bytes:
    """SQLite, with a full-text index that Datasette finds by itself."""
    typed = ", ".join(f"{name} {'INTEGER' if name == 'words' else 'TEXT'}" for name in COLUMNS)
    holes = ", ".join("?" for _ in COLUMNS)
    with closing(sqlite3.connect(":memory:")) as store, store:
        store.execute(
            f"CREATE TABLE articles ({typed.replace('id TEXT', 'id TEXT PRIMARY KEY', 1)})"
        )
        store.executescript(_SCHEMA)
        cells = ([_stored(row[name]) for name in COLUMNS] for row in rows)
        store.executemany(f"INSERT INTO articles VALUES ({holes})", cells)  # noqa: S608 (our names)
        _fill(edition, store)
        copy = (
            f"INSERT INTO articles_fts (rowid, {_SEARCHED}) SELECT rowid, {_SEARCHED} FROM articles"  # noqa: S608
        )
        store.execute(copy)
        store.commit()
        return store.serialize()


def _fill(edition: Edition, store: sqlite3.Connection) -> None:
    files = edition.archive.entities.values()
    where = ((f.entity, f.entity.coordinates or (None, None), len(f.articles)) for f in files)
    store.executemany(
        "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)",
        [(e.id, e.kind, edition.name(e.id).text, n, *place) for e, place, n in where],
    )
    store.executemany(
        "INSERT INTO names VALUES (?, ?, ?)",
        [(f.entity.id, *pair) for f in files for pair in (*f.entity.names, *f.entity.variants)],
    )
    store.executemany(
        "INSERT INTO tags VALUES (?, ?, ?, ?, ?)",
        [
            (record.article.id, tag.entity, tag.count, tag.rule, tag.evidence)
            for record in edition.archive.records.values()
            for tag in edition.tags(record)
        ],
    )
    store.executemany(
        "INSERT INTO links VALUES (?, ?, ?, ?)",
        [
            (o.source, o.target, o.kind, o.score)
            for links in edition.archive.links.values()
            for o in links
        ],
    )


def _stored(value: Value) -> str | int | None:
    """A list is kept as JSON, which Datasette offers as a facet."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.encode("utf-8", errors="replace").decode() if isinstance(value, str) else value
