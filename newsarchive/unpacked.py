"""Arrays that a package ships packed, or that take long to work out: unpacked once on a machine,
and from then on mapped into memory, which takes no time.

Below the user's cache folder, shared by all archives and all processes; may be deleted at any time.
Does not know what the arrays mean.
"""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive import disk

Array = npt.NDArray[Any]

_ENDING = ".npy"


def arrays(
    name: str, basis: object, names: tuple[str, ...], make: Callable[[], Mapping[str, Array]]
) -> Mapping[str, Array]:
    """The arrays `names` that `make` gives, read-only; `basis` says all that they depend on.

    Where they cannot be kept they are made each time.
    """
    digest = hashlib.blake2b(repr(basis).encode(), digest_size=8).hexdigest()
    shelf = disk.user_cache("unpacked")
    if shelf is None:
        return make()
    place = shelf / f"{name}-{digest}"
    found = _mapped(place, names)
    if found is None:
        _keep(place, make())
        found = _mapped(place, names)
    return make() if found is None else found


def _mapped(place: Path, names: tuple[str, ...]) -> dict[str, Array] | None:
    """None where one is missing or damaged."""
    try:
        found = {one: np.load(place / f"{one}{_ENDING}", mmap_mode="r") for one in names}
        return {one: np.asarray(array) for one, array in found.items()}  # its own class is slow
    except (OSError, ValueError, EOFError):
        return None


def _keep(place: Path, made: Mapping[str, Array]) -> None:
    """Put them in place whole, or not at all; of two processes that do, either will do."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, ignore_cleanup_errors=True) as scratch:
            for name, array in made.items():
                with Path(scratch, f"{name}{_ENDING}").open("wb") as file:
                    np.save(file, array, allow_pickle=False)
                    file.flush()
                    os.fsync(file.fileno())  # a power cut must not leave holes under this name
            shutil.rmtree(place, ignore_errors=True)
            Path(scratch).rename(place)
