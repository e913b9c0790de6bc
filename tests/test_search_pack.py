"""The dictionary is cut into small files that together hold all of it."""

import gzip

import cbor2

from newsarchive.publish.search import pack


def test_chunks_hold_every_word_once_and_begin_where_they_say() -> None:
    words = [(f"word{n:05}", [[n, [-25, 1], []]]) for n in range(3_000)]
    chunks = list(pack.chunks(words))
    found = [cbor2.loads(gzip.decompress(chunk.content))[0] for chunk in chunks]
    assert [word for entries in found for word, *_ in entries] == [word for word, _ in words]
    assert len(chunks) > 3
    starts = [chunk.start for chunk in chunks]
    assert starts[0] == ""
    for start, before, after in zip(starts[1:], found, found[1:], strict=False):
        assert before[-1][0] < start <= after[0][0]


def test_an_empty_dictionary_is_one_empty_chunk() -> None:
    (chunk,) = pack.chunks([])
    assert cbor2.loads(gzip.decompress(chunk.content)) == [[]]


def test_packing_gives_the_same_bytes_whatever_the_order_of_keys() -> None:
    assert pack.packed({"a": 1, "b": 2}) == pack.packed({"b": 2, "a": 1})
