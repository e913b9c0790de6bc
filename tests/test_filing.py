"""Of what is remembered a glance is read at once, the whole when it is asked for."""

from collections.abc import Sequence
from pathlib import Path

from newsarchive.cache import Cache
from newsarchive.cards import Filed
from newsarchive.filing import Stage, file_each
from tests.counted import Counted, Length

SHELF = "length: glances"


def letters(one: Length) -> int:
    return one.letters


def filed(cache: Cache, words: Sequence[str], compute: Counted) -> Filed[Length, int]:
    stage = Stage("length", "1", Length, letters, int)
    return file_each(cache, stage, words, inputs=words, compute=compute)


def test_what_was_seen_at_a_glance_is_read_when_asked_for(tmp_path: Path) -> None:
    compute, cache = Counted(), Cache(tmp_path / "c.sqlite")
    filed(cache, ["a", "bb"], compute)
    again = filed(cache, ["bb", "a"], compute)
    assert list(again.glances) == [2, 1]
    assert again[0] == Length("bb", 2)
    assert compute.calls == 2


def test_a_lost_glance_is_taken_from_the_result() -> None:
    compute, cache = Counted(), Cache(None)
    filed(cache, ["a", "bb"], compute)
    whole = cache.kept(SHELF)
    cache.keep(SHELF, dict.fromkeys(whole, b"\xc1"))
    assert list(filed(cache, ["a", "bb"], compute).glances) == [1, 2]
    assert compute.calls == 2
    assert cache.kept(SHELF) == whole


def test_a_lost_result_is_computed_when_asked_for() -> None:
    compute, cache = Counted(), Cache(None)
    filed(cache, ["a", "bb"], compute)
    cache._store.execute("DELETE FROM entry")
    assert filed(cache, ["a", "bb"], compute)[1] == Length("bb", 2)
    assert compute.calls == 3


def test_one_more_writes_one_block_and_leaves_the_others() -> None:
    cache, words = Cache(None), [str(number) for number in range(500)]
    filed(cache, words, Counted())
    before = cache.kept(SHELF)
    filed(cache, [*words, "one more"], Counted())
    after = cache.kept(SHELF)
    assert len(after) > 200
    assert sum(before.get(name) != block for name, block in after.items()) == 1


def test_no_glance_stays_of_what_nobody_asks_for() -> None:
    cache, words = Cache(None), [str(number) for number in range(50)]
    filed(cache, words, Counted())
    filed(cache, ["7"], Counted())
    assert len(cache.kept(SHELF)) == 1
    assert list(filed(cache, words, Counted()).glances) == [len(word) for word in words]


def test_the_same_job_twice_is_filed_twice() -> None:
    found = filed(Cache(None), ["a", "a"], Counted())
    assert [list(found.glances), list(found)] == [[1, 1], [Length("a", 1)] * 2]
