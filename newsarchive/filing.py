"""Remember costly results of which every build needs a glance, and seldom the whole.

A glance says of a result what is always needed. All glances of a stage lie side by side in blocks,
beside the results and apart from them: among the results they would be ten thousand pages apart.
What is lost of either is taken from the other or made again. Knows nothing of articles.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from newsarchive.cache import Cache, keys_of
from newsarchive.cards import Filed

Job = TypeVar("Job")
Result = TypeVar("Result")
Glance = TypeVar("Glance")

_BLOCK = 1  # bytes of a key that name its block: one result more rewrites a block of 256


@dataclass(frozen=True, slots=True)
class Stage(Generic[Result, Glance]):
    """One step of the work on an article, as the cache knows it."""

    name: str
    version: str  # of the code that makes the results
    kind: type[Result]
    glance: Callable[[Result], Glance]  # of a result what is always needed
    glances: type[Glance]
    given: object = ()  # what all results of this build depend on, beside their own inputs


class _Block(msgspec.Struct, Generic[Glance], frozen=True, array_like=True):
    """The glances at results whose keys begin alike."""

    keys: tuple[bytes, ...]
    glances: tuple[Glance, ...]


def file_each(
    cache: Cache,
    stage: Stage[Result, Glance],
    jobs: Sequence[Job],
    *,
    inputs: Iterable[object],
    compute: Callable[[Sequence[Job]], Iterable[Result]],
) -> Filed[Result, Glance]:
    """As `Cache.remember_each`, but of what is remembered only the glance is read at once.

    The result itself is read, or where it is lost computed, when it is asked for, before the cache
    is closed.
    """
    keys = keys_of(stage.name, stage.version, inputs, given=stage.given)
    shelf = f"{stage.name}: glances"
    blocks = cache.kept(shelf)
    seen = _read(blocks, stage.glances)
    stored = set(seen)
    unseen = [place for place, key in enumerate(keys) if key not in stored]
    at_hand: dict[int, Result] = {}
    for some in cache.found_or_made(keys, unseen, jobs, kind=stage.kind, compute=compute):
        seen |= {keys[place]: stage.glance(one) for place, one in some.items()}
        at_hand |= some
    cache.use(keys)
    _keep(cache, shelf, blocks, stored, {key: seen[key] for key in keys})

    def read(place: int) -> Result:
        if place not in at_hand:
            for some in cache.found_or_made(keys, [place], jobs, kind=stage.kind, compute=compute):
                at_hand.update(some)
        return at_hand[place]

    return Filed([seen[key] for key in keys], read)


def _read(blocks: Mapping[str, bytes], kind: type[Glance]) -> dict[bytes, Glance]:
    """What was kept, without blocks that are damaged or of an older shape."""
    decode = msgspec.msgpack.Decoder(_Block[kind]).decode  # type: ignore[valid-type]
    seen: dict[bytes, Glance] = {}
    for raw in blocks.values():
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, ValueError):
            block: _Block[Any] = decode(raw)
            seen.update(zip(block.keys, block.glances, strict=True))
    return seen


def _keep(
    cache: Cache,
    shelf: str,
    blocks: Mapping[str, bytes],
    stored: set[bytes],
    seen: Mapping[bytes, Glance],
) -> None:
    """Write those blocks anew that gained or lost something."""
    changed = {key[:_BLOCK] for key in stored ^ seen.keys()}
    fresh: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for key in seen if changed else ():
        if key[:_BLOCK] in changed:
            fresh[key[:_BLOCK]].append(key)
    made = {
        name.hex(): msgspec.msgpack.encode(_Block(tuple(keys), tuple([seen[k] for k in keys])))
        for name, keys in fresh.items()
    }
    gone = blocks.keys() - {key[:_BLOCK].hex() for key in seen}
    if made or gone:
        cache.keep(shelf, made, sorted(gone))
