"""The model as we load it holds the numbers that the library's own loader gives."""

import numpy as np
from navec import Navec

from newsarchive.describe.names import natasha_files
from newsarchive.describe.names.slovnet_model import _vectors


def test_the_vectors_are_those_that_navec_reads() -> None:
    path = natasha_files.path(natasha_files.EMBEDDING)
    ours, theirs = _vectors(path), Navec.load(str(path))
    assert ours.meta.id == theirs.meta.id
    assert np.array_equal(ours.pq.indexes, theirs.pq.indexes)
    assert np.array_equal(ours.pq.codes, theirs.pq.codes)
