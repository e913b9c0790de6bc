"""Why each line of a seed was kept or removed: the whole page, line by line, as frozen data.

For the command line alone: here a page's comments are shown, which never leave ingest otherwise.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.errors import ConfigError, ReadError
from newsarchive.ingest import files, lines, sidecar
from newsarchive.ingest.clean import Cleaned, clean
from newsarchive.ingest.judge import judge
from newsarchive.ingest.layout import Line, iter_lines
from newsarchive.ingest.making import make_orders, over
from newsarchive.ingest.reading import Job, ending, read_seeds
from newsarchive.model import Editorial, Rejected, Seed, Span, Stated


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of a seed's text."""

    number: int  # 1-based, blank lines counted
    text: str
    verdict: str  # "kept", "title", "caption" or "removed"
    score: float  # the line model's likelihood that it belongs to the article, 0..1
    rule: str  # what decided
    part: str | None = None  # which record of a container


def explain(seed_path: Path, *, part: str | None = None) -> tuple[ExplainedLine, ...]:
    """The lines of the seed at `seed_path`, read as the build would read it by itself, without a
    look at the archive's other pages. Of a container: its record `part`, or all.

    Raises ConfigError when there is no such seed or it cannot be read.
    """
    if ending(seed_path.name) is None:
        raise ConfigError(f"{seed_path}: no reader for this ending; name a seed")
    if not seed_path.is_file():
        raise ConfigError(f"{seed_path}: no such file; name a seed, e.g. seeds/NAME.txt")
    try:
        stated, editorial = _sidecar(seed_path)
        sha256, _ = files.fixity(str(seed_path))
        seeds = list(read_seeds(Job(seed_path.name, str(seed_path), sha256)))
    except ReadError as error:
        raise ConfigError(f"{seed_path}: {error}") from error
    explained: list[ExplainedLine] = []
    for seed in seeds:
        if isinstance(seed, Rejected):
            raise ConfigError(seed.reason)
        if part in {None, seed.origin.part}:
            explained += _explained(seed, stated, editorial)
    return tuple(explained)


def _sidecar(seed_path: Path) -> tuple[Stated, Editorial]:
    name = seed_path.name[: -len(ending(seed_path.name) or "")] + files.SIDECAR
    path = seed_path.with_name(name)
    if not path.is_file():
        return Stated(), Editorial()
    return sidecar.parse(files.read_whole(str(path)).decode("utf-8-sig"), name)


def _explained(seed: Seed, stated: Stated, editorial: Editorial) -> Iterator[ExplainedLine]:
    """The first look's scores with the final verdicts: later looks may remove more."""
    page = tuple(iter_lines(seed.text))
    orders = make_orders(seed, over(stated, seed.stated), editorial)
    verdicts = judge(page, lines.load(), orders).verdicts
    cleaned = clean(seed.text, lines.load(), orders)
    for line, verdict in zip(page, verdicts, strict=True):
        part = "kept" if verdict.part == "paragraph" else verdict.part
        told = ExplainedLine(
            line.number, line.text, part, round(verdict.score, 3), verdict.rule, seed.origin.part
        )
        gone = _gone_later(line, cleaned) if part == "kept" else None
        yield dataclasses.replace(told, verdict="removed", rule=gone) if gone else told


def _gone_later(line: Line, cleaned: Cleaned) -> str | None:
    """The rule that removed the whole of a line which the first look kept."""
    for removal in cleaned.removals:
        if _holds(removal.span, line.span):
            return removal.rule
    return None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
