"""slovnet's news model, loaded without what names in texts do not need.

The library's own loader reads two copies of a vocabulary of 250,000 words and works out tables for
comparing word vectors; only one is needed, and the vectors, which lie unpacked in their file.
"""

import hashlib
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from newsarchive import disk, unpacked
from newsarchive.describe.names import natasha_files

_AT_ONCE = 8  # sentences, the library's own number
_WORDS = ("digests", "numbers", "special")
_HEAD = 16  # bytes of pq.bin before its arrays: four numbers, as navec.pq writes them


def load() -> Any:
    """The library's NER, ready to be asked."""
    # slow, and not needed for texts without unknown names
    from slovnet import api, const  # noqa: PLC0415

    path = natasha_files.path(natasha_files.MODEL)
    with api.Pack(str(path)) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(api.NERModel)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
        shapes, tags = pack.load_vocab(const.SHAPE), pack.load_vocab(const.TAG)
        words = unpacked.arrays(
            "slovnet",
            (path, disk.stamp(path)),
            _WORDS,
            lambda: _numbered(pack.load_vocab(const.WORD)),
        )
    encoder = api.TagEncoder(Words(words), shapes, _AT_ONCE)
    tagger = api.NER(api.NERInfer(model, encoder, api.TagDecoder(tags)), _AT_ONCE)
    return tagger.navec(_vectors(natasha_files.path(natasha_files.EMBEDDING)))


class Words:
    """The numbers of the words that the model knows, as the library's Vocab gives them.

    It has them in a dictionary of 250,000 that takes .1 s to make; here they lie sorted in a file,
    by a digest of 8 bytes, and those of words once met are remembered.
    """

    def __init__(self, words: Mapping[str, npt.NDArray[Any]]) -> None:
        self._digests, self._numbers = words["digests"], words["numbers"]
        self._met: dict[str, int] = {}
        unknown, padding = words["special"].tolist()
        self.unk_id, self.pad_id = int(unknown), int(padding)

    def encode(self, word: str) -> int:
        """The number of `word`, or of the unknown one."""
        if word not in self._met:
            self._met[word] = self._find(word)
        return self._met[word]

    def _find(self, word: str) -> int:
        digest = np.frombuffer(_digest(word), "<u8")[0]
        place = int(np.searchsorted(self._digests, digest))
        known = place < len(self._digests) and self._digests[place] == digest
        return int(self._numbers[place]) if known else self.unk_id


def _numbered(vocab: Any) -> Mapping[str, npt.NDArray[Any]]:
    """What `Words` needs of the library's vocabulary."""
    digests = np.frombuffer(b"".join(map(_digest, vocab.items)), "<u8")
    order = np.argsort(digests, kind="stable")
    special = np.array([vocab.unk_id, vocab.pad_id], np.int32)
    return {"digests": digests[order], "numbers": order.astype(np.int32), "special": special}


def _digest(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()


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
