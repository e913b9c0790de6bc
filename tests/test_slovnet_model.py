"""The model as we load it holds the numbers that the library's own loader gives."""

import numpy as np
from navec import Navec
from slovnet import NER

from newsarchive.describe.names import natasha_files
from newsarchive.describe.names.slovnet_model import _vectors, load


def test_the_vectors_are_those_that_navec_reads() -> None:
    path = natasha_files.path(natasha_files.EMBEDDING)
    ours, theirs = _vectors(path), Navec.load(str(path))
    assert ours.meta.id == theirs.meta.id
    assert np.array_equal(ours.pq.indexes, theirs.pq.indexes)
    assert np.array_equal(ours.pq.codes, theirs.pq.codes)


def test_words_have_the_numbers_that_the_library_gives() -> None:
    theirs = NER.load(str(natasha_files.path(natasha_files.MODEL))).infer.encoder.words_vocab
    ours = load().infer.encoder.words_vocab
    asked = [*theirs.items[::50], theirs.items[0], theirs.items[-1], "неслыханово", ""]
    assert [ours.encode(word) for word in asked] == [theirs.encode(word) for word in asked]
    assert (ours.unk_id, ours.pad_id) == (theirs.unk_id, theirs.pad_id)
