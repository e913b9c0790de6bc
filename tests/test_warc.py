"""Web archives: one article a page record; bombs, cut files and junk get a reason."""

import gzip
import io
from pathlib import Path

from newsarchive.cache import Cache
from newsarchive.ingest.accession import accession
from newsarchive.ingest.readers import warc
from newsarchive.model import Rejected, Seed


def page(subject: str) -> bytes:
    sentences = "".join(
        f"<p>The council of Eastmouth spoke of {subject} for the {n}. time on Monday, and the mayor"
        f" said that there was no money for it before the end of the year.</p>"
        for n in range(1, 5)
    )
    return f"<html><body><h1>The matter of {subject}</h1>{sentences}</body></html>".encode()


def archive(*pages: tuple[str, bytes, str]) -> bytes:
    """Records packed one by one, as crawlers write them."""
    return b"".join(gzip.compress(record(number, *one)) for number, one in enumerate(pages))


def record(number: int, url: str, raw: bytes, kind: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + raw
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2018-09-14T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(raw: bytes) -> list[Seed | Rejected]:
    return list(warc.read(io.BytesIO(raw), "crawl.warc.gz"))


def test_each_page_is_an_article_with_its_address(tmp_path: Path) -> None:
    raw = archive(
        ("https://e.example/1", page("roofs"), "text/html"),
        ("https://e.example/p.png", b"\x89PNG", "image/png"),
        ("https://e.example/2", page("bridges"), "text/html; charset=utf-8"),
        ("https://e.example/3", page("bridges"), "text/html"),
    )
    (tmp_path / "crawl.warc.gz").write_bytes(raw)
    articles, rejected = accession(tmp_path, cache=Cache(None), workers=1)
    titles = {article.title.text for article in articles if article.title}
    assert titles == {"The matter of roofs", "The matter of bridges"}
    assert len({article.id for article in articles}) == 2
    assert all(article.url and article.origin.part for article in articles)
    assert ["same bytes" in one.reason for one in rejected] == [True]


def test_the_day_a_page_was_saved_bounds_its_date(tmp_path: Path) -> None:
    raw = archive(("https://e.example/1", page("roofs"), "text/html"))
    (tmp_path / "crawl.warc.gz").write_bytes(raw)
    (article,), _ = accession(tmp_path, cache=Cache(None), workers=1)
    assert article.published.edtf == "[..2018-09-14]"
    assert article.published.quote == "WARC-Date: 2018-09-14T08:00:00Z"


def test_a_cut_file_keeps_its_whole_records() -> None:
    first = archive(("https://e.example/1", page("roofs"), "text/html"))
    second = archive(("https://e.example/2", page("bridges"), "text/html"))
    found = read(first + second[: len(second) // 2])
    assert isinstance(found[0], Seed)
    assert any(isinstance(one, Rejected) for one in found[1:])


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    found = read(archive(("https://e.example/1", b"<p>" + b"a " * (20 << 20), "text/html")))
    assert [isinstance(one, Rejected) for one in found] == [True]
    assert "times its size" in getattr(found[0], "reason", "")


def test_what_is_no_archive_has_a_reason() -> None:
    for raw in (b"", b"no archive at all\n" * 9, gzip.compress(b"no archive\n" * 9), b"\x1f\x8b\0"):
        found = read(raw)
        assert [isinstance(one, Rejected) for one in found] == [True]
