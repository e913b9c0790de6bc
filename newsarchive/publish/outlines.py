"""The outlines of all countries, as the map draws them: rings of points on the globe.

Read from public-domain data that training/outlines.py distilled. Draws nothing.
"""

import json
from collections.abc import Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OUTLINES = Path(__file__).parent / "outlines.json"

HALF = 180.0  # degrees: half the way round


class Ring(NamedTuple):
    """One outline, and how far it reaches; degrees. One that crosses the date line goes on beyond
    180 degrees.
    """

    points: npt.NDArray[np.float64]  # (longitude, latitude), a row each
    west: float
    east: float
    south: float
    north: float

    @property
    def turns(self) -> tuple[float, ...]:
        """By how much it is to be moved as well, to be seen on the date line's other side."""
        west, east = self.east > HALF, self.west < -HALF
        return (0.0, *(-2 * HALF for _ in range(west)), *(2 * HALF for _ in range(east)))


@cache
def outlines() -> dict[str, list[Ring]]:
    """Country -> its rings."""
    stored = json.loads(OUTLINES.read_text("utf-8"))
    flat = [ring for _, rings in stored["countries"] for ring in rings]
    every = iter(_rings(flat, stored["scale"]))
    return {name: list(islice(every, len(rings))) for name, rings in stored["countries"]}


def _rings(flat: Sequence[Sequence[int]], scale: int) -> list[Ring]:
    """All rings at once: the first point of each is stored as it is, the others as steps from the
    one before, the short way round.
    """
    steps = np.fromiter(chain.from_iterable(flat), np.int64).reshape(-1, 2)
    ends = np.cumsum([len(ring) // 2 for ring in flat])
    starts = np.concatenate(([0], ends[:-1]))
    round_ = int(2 * HALF * scale)
    turned = (np.abs(steps[:, 0]) > round_ // 2) & ~np.isin(np.arange(len(steps)), starts)
    steps[turned, 0] -= np.sign(steps[turned, 0]) * round_
    sums = np.cumsum(steps, axis=0)
    before = np.repeat(sums[starts] - steps[starts], ends - starts, axis=0)
    points = (sums - before) / scale
    least, most = (reach.reduceat(points, starts).tolist() for reach in (np.minimum, np.maximum))
    return [
        Ring(part, west, east, south, north)
        for part, (west, south), (east, north) in zip(
            np.split(points, ends[:-1]), least, most, strict=True
        )
    ]
