"""What a build did, for whoever asked for it. Only the noun: it must be had without any phase."""

from dataclasses import dataclass

from newsarchive.model import Rejected
from newsarchive.publish.write import Published


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    articles: int
    rejected: tuple[Rejected, ...]
    published: Published
    seconds: tuple[tuple[str, float], ...]  # phase and wall-clock seconds, in order
    notes: tuple[str, ...] = ()  # what an editor should look at, though nothing failed
