"""The marks of all pages come out of the cache as they were put in, whatever came and went."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.cache import Cache
from newsarchive.ingest.marked import SHELF, pages_of
from newsarchive.ingest.recurring import Marks, side_by_side

NAMES = st.sampled_from([f"{number:02x}{letter}" for number in range(4) for letter in "abc"])


def marks(name: str) -> Marks:
    """Some that no other name has, as many as its first number says, or none."""
    short = tuple(range(int(name[:2], 16)))
    return Marks(short, tuple(ord(name[2]) + one for one in short))


class Reader:
    """Reads pages and counts them."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, names: Sequence[str]) -> list[Marks]:
        self.read += names
        return [marks(name) for name in names]


def same_as_read(names: Sequence[str], cache: Cache, reader: Reader, made_by: str = "us") -> bool:
    order, pages = pages_of(names, made_by, reader, cache=cache)
    fresh = side_by_side([marks(name) for name in order])
    assert sorted(order) == sorted(names)
    return all(
        one.marks.tolist() == other.marks.tolist() and one.counts.tolist() == other.counts.tolist()
        for one, other in ((pages.short, fresh.short), (pages.long, fresh.long))
    )


@given(st.lists(st.sets(NAMES), max_size=5))
def test_an_archive_that_changed_is_as_one_read_anew(states: list[set[str]]) -> None:
    cache = Cache(None)
    for names in states:
        assert same_as_read(sorted(names), cache, Reader())


def test_only_new_pages_are_read(tmp_path: Path) -> None:
    cache, reader = Cache(tmp_path / "c.sqlite"), Reader()
    for names in (["00a", "01a"], ["00a", "01a", "01b"], ["00a", "01b"]):
        assert same_as_read(names, cache, reader)
    assert reader.read == ["00a", "01a", "01b"]


def test_nothing_of_a_page_that_went_is_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c.sqlite")
    same_as_read(["00a", "01a"], cache, Reader())
    same_as_read(["00a"], cache, Reader())
    assert list(cache.kept(SHELF)) == ["00"]


def test_other_rules_and_damage_have_pages_read_again(tmp_path: Path) -> None:
    cache, reader = Cache(tmp_path / "c.sqlite"), Reader()
    same_as_read(["00a", "01a"], cache, reader)
    assert same_as_read(["00a", "01a"], cache, reader, made_by="others")
    cache.keep(SHELF, {"00": b"damaged"})
    assert same_as_read(["00a", "01a"], cache, reader, made_by="others")
    assert reader.read == ["00a", "01a", "00a", "01a", "00a"]
