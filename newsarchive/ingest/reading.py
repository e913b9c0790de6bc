"""One file of the seeds folder, from bytes to articles. Depends on the file, its sidecar and what
is shipped with the tool; never looks at another file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from newsarchive.errors import ReadError
from newsarchive.ingest import files, recurring, sidecar
from newsarchive.ingest.layout import iter_lines
from newsarchive.ingest.making import article_id, make_article
from newsarchive.ingest.readers import html, plain
from newsarchive.model import Article, ArticleId, Editorial, Rejected, Seed, Stated


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read."""

    path: str
    full: str  # where the file is now; nothing depends on it
    sha256: str
    sidecar: str = ""  # the text of its .meta.yml
    recurring: tuple[int, ...] = ()  # marks of its lines that stand on other pages
    suppressed: tuple[ArticleId, ...] = ()  # records of a container that are not to be read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    articles: tuple[Article, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def _page(read: Callable[[bytes, str, str], Seed]) -> Callable[[Job], Iterator[Seed | Rejected]]:
    def one(job: Job) -> Iterator[Seed | Rejected]:
        yield read(files.read_whole(job.full), job.path, job.sha256)

    return one


def _records(job: Job) -> Iterator[Seed | Rejected]:
    # its library takes longer to load than a page to clean, and few archives hold such files
    from newsarchive.ingest.readers import warc  # noqa: PLC0415

    with files.open_plain(job.full) as file:
        yield from warc.read(file, job.path)


READERS: Mapping[str, Callable[[Job], Iterator[Seed | Rejected]]] = {
    ".htm": _page(html.read),
    ".html": _page(html.read),
    ".txt": _page(plain.read),
    ".warc": _records,
    ".warc.gz": _records,
}
_TEXTS: Mapping[str, Callable[[bytes], str]] = {
    ".htm": html.text_of,
    ".html": html.text_of,
    ".txt": plain.text_of,
}


def ending(path: str) -> str | None:
    """The key of READERS that fits `path`."""
    name = path.lower()
    last = name[name.rfind(".") :]
    if last in READERS:
        return last
    return next((known for known in READERS if name.endswith(known)), None)


def is_container(path: str) -> bool:
    """Whether the file holds many records."""
    return READERS.get(ending(path) or "") is _records


def read_marks(job: Job) -> recurring.Marks:
    """The page's lines as numbers; none for a container, whose pages are not held together."""
    text_of = _TEXTS.get(ending(job.path) or "")
    if text_of is None:
        return recurring.Marks((), ())
    try:
        text = text_of(files.read_whole(job.full))
    except ReadError:
        return recurring.Marks((), ())
    return recurring.marks(tuple(iter_lines(text)))


def read_file(job: Job) -> Outcome:
    """All articles of a file, and the reasons for what is none."""
    articles: list[Article] = []
    rejected: list[Rejected] = []
    stated, editorial = sidecar.parse(job.sidecar, job.path) if job.sidecar else _NOTHING
    for seed in read_seeds(job):
        if isinstance(seed, Rejected):
            rejected.append(seed)
            continue
        if article_id(seed.origin.path, seed.origin.part) in job.suppressed:
            continue
        try:
            articles.append(make_article(seed, stated, editorial, job.recurring))
        except ReadError as error:
            rejected.append(reject(job.path, str(error), seed.origin.sha256, seed.origin.part))
    return Outcome(tuple(articles), tuple(rejected))


_NOTHING = (Stated(), Editorial())


def reject(path: str, reason: str, sha256: str | None, part: str | None = None) -> Rejected:
    """The refusal of one file or record."""
    return Rejected(path, "ingest", f"{path}: {reason}", sha256, part)


def read_seeds(job: Job) -> Iterator[Seed | Rejected]:
    try:
        yield from READERS[ending(job.path) or ".txt"](job)
    except ReadError as error:
        yield reject(job.path, str(error), job.sha256)
