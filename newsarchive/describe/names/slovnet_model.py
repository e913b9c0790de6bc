"""slovnet's news model, loaded without what names in texts do not need.

The library's own loader reads two copies of a vocabulary of 250,000 words and works out tables for
comparing word vectors; only the vectors themselves are used, and they lie unpacked in their file.
"""

import json
import tarfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from newsarchive.describe.names import natasha_files

_HEAD = 16  # bytes of pq.bin before its arrays: four numbers, as navec.pq writes them


def load() -> Any:
    """The library's NER, ready to be asked."""
    from slovnet import NER  # noqa: PLC0415 (slow, and not needed for texts without unknown names)

    tagger = NER.load(str(natasha_files.path(natasha_files.MODEL)))
    return tagger.navec(_vectors(natasha_files.path(natasha_files.EMBEDDING)))


def _vectors(path: Path) -> Any:
    """What slovnet asks of a navec.Navec: its id, and its arrays mapped into memory."""
    with tarfile.open(path) as tar:
        meta = tar.extractfile("meta.json")
        assert meta is not None
        told = json.load(meta)
        packed = tar.getmember("pq.bin")
    at = packed.offset_data
    count, _, parts, centroids = map(int, np.fromfile(path, np.uint32, 4, offset=at))
    indexes = np.memmap(path, np.uint8, "r", at + _HEAD, (count, parts))
    rest = packed.size - _HEAD - indexes.size
    codes = np.fromfile(path, np.float32, rest // 4, offset=at + packed.size - rest)
    return SimpleNamespace(
        meta=SimpleNamespace(id=told["id"]),
        pq=SimpleNamespace(indexes=indexes, codes=codes.reshape(parts, centroids, -1)),
    )
