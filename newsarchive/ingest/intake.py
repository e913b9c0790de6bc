"""Which files of the seeds folder are to be read, and with what: sidecars, recurring lines.

Looks at all files at every build, so it does for each as little as can be. Reads no article.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from newsarchive import parallel, revision
from newsarchive.cache import Cache
from newsarchive.disk import Stamp
from newsarchive.errors import ConfigError, ReadError
from newsarchive.ingest import files
from newsarchive.ingest.making import article_id
from newsarchive.ingest.marked import pages_of
from newsarchive.ingest.reading import READERS, Job, ending, is_container, read_marks, reject
from newsarchive.ingest.recurring import Marks, find_recurring
from newsarchive.ingest.sidecar import parse
from newsarchive.model import ArticleId, Rejected

# What an article is made by: a change of it makes all articles anew.
MADE_BY = ("ingest", "cards.py", "text.py", "model", "languages/__init__.py")


def take_in(
    seeds: Path,
    *,
    cache: Cache,
    workers: int,
    suppressed: Collection[ArticleId],
    looked: Mapping[str, Stamp] | None = None,
) -> tuple[list[Job], list[Rejected]]:
    """A job for each file that is to be read, by path, and what is refused unread.

    `looked`: what stands in the folder, where that is known. Raises ConfigError when it is missing
    or empty, or a sidecar is wrong.
    """
    found = files.seed_files(seeds, looked)
    examined, refused = _examined(found, cache)
    sidecars, alone = _sidecars(found, examined)
    if suppressed:
        examined = [one for one in examined if article_id(one[0].path) not in suppressed]
    names = tuple(sorted(suppressed))
    recurring = _recurring(examined, cache, workers)
    jobs = [
        Job(
            path=file.path,
            full=file.full,
            sha256=sha256,
            sidecar=sidecars.get(file.path, ""),
            recurring=lines,
            suppressed=names if names and is_container(file.path) else (),
        )
        for (file, sha256), lines in zip(examined, recurring, strict=True)
    ]
    return jobs, refused + alone


Examined = tuple[files.SeedFile, str]  # a file worth reading, and its sha256


def _examined(
    found: Sequence[files.SeedFile], cache: Cache
) -> tuple[list[Examined], list[Rejected]]:
    """Files worth reading, and those refused before they are opened or for being copies."""
    examined: list[Examined] = []
    refused: list[Rejected] = []
    first_with: dict[str, str] = {}
    fixities = files.fixities([file for file in found if ending(file.path)], cache=cache)
    for file in found:
        if file.path.endswith(files.SIDECAR):
            continue
        try:
            sha256 = _fixity(file, fixities)
        except ReadError as error:
            refused.append(reject(file.path, str(error), None))
            continue
        twin = first_with.setdefault(sha256, file.path)
        if twin is file.path:
            examined.append((file, sha256))
        else:
            reason = f"holds the same bytes as {twin}; remove one of the two"
            refused.append(reject(file.path, reason, sha256))
    return examined, refused


def _fixity(file: files.SeedFile, fixities: Mapping[str, files.Fixity]) -> str:
    """The file's sha256. Raises ReadError for what is not to be read at all."""
    if file.link:
        raise ReadError("is a symbolic link, which is not followed; copy the file itself")
    if not ending(file.path):
        raise ReadError(f"has an ending that is not read; readable are {', '.join(READERS)}")
    found = fixities[file.path]
    if found.refused:
        raise ReadError(found.refused)
    if not found.size:
        raise ReadError("is empty; put the article's text into it or remove it")
    return found.sha256


def _sidecars(
    found: Sequence[files.SeedFile], examined: Sequence[Examined]
) -> tuple[dict[str, str], list[Rejected]]:
    """The text of each file's sidecar, by the file's path; a sidecar without a seed is refused."""
    named = {
        file.path.removesuffix(files.SIDECAR): _sidecar(file)
        for file in found
        if file.path.endswith(files.SIDECAR)
    }
    if not named:
        return {}, []
    taken = {_stem(file.path) for file in found if ending(file.path)}
    refused = [
        reject(stem + files.SIDECAR, f"there is no seed {stem}.txt beside it; rename it", None)
        for stem in sorted(named.keys() - taken)
    ]
    stems = ((file.path, _stem(file.path)) for file, _ in examined)
    return {path: named[stem] for path, stem in stems if stem in named}, refused


def _stem(path: str) -> str:
    return path[: -len(ending(path) or "")]


def _sidecar(file: files.SeedFile) -> str:
    """Raises ConfigError for a sidecar that is no text or says what it cannot say."""
    try:
        text = files.read_whole(file.full).decode("utf-8-sig")
    except (ReadError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file.full}: {error}; save it as UTF-8 text") from error
    parse(text, file.full)
    return text


def _recurring(examined: Sequence[Examined], cache: Cache, workers: int) -> list[tuple[int, ...]]:
    """For each file those of its lines that stand on other pages of the archive."""
    named = {f"{sha256}{ending(file.path)}": file for file, sha256 in examined}
    made_by = revision.of(*MADE_BY)

    def read(names: Sequence[str]) -> Sequence[Marks]:
        """Remembered one by one as well, so that a killed build need not begin again."""
        return cache.remember_each(
            "page marks",
            made_by,
            [Job(named[name].path, named[name].full, "") for name in names],
            inputs=names,
            kind=Marks,
            compute=lambda todo: parallel.each(read_marks, todo, kind=Marks, workers=workers),
        )

    names, pages = pages_of(list(named), made_by, read, cache=cache)
    common = dict(zip(names, find_recurring(pages), strict=True))
    return [common[name] for name in named]
