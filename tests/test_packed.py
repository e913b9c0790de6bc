"""Features in blocks: what goes in comes out, and little is written anew."""

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model import ArticleId
from newsarchive.relate.features import Features, text_features
from newsarchive.relate.packed import BLOCK, Block, Packed, block_of

EMPTY = Packed({})


def features(*names: str) -> dict[ArticleId, Features]:
    return {ArticleId(name): text_features("", f"Дом {name} стоит у реки", "ru") for name in names}


def test_features_come_out_as_they_went_in() -> None:
    given_ones = features("b", "a", "c")
    assert dict(EMPTY.with_only(set(), given_ones)) == given_ones


def test_a_block_survives_the_cache() -> None:
    block = block_of(sorted(features("a", "b").items()))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(block), type=Block) == block


def test_one_more_article_rewrites_the_last_block_alone() -> None:
    one = features("x")[ArticleId("x")]
    many = {ArticleId(f"{n:05}"): one for n in range(BLOCK + 1)}
    before = EMPTY.with_only(set(), many)
    after = before.with_only(many.keys(), features("new"))
    same = [number for number in before.blocks if after.blocks[number] is before.blocks[number]]
    assert same == ["000000"]
    assert len(after) == BLOCK + 2


def test_a_block_whose_parts_do_not_fit_is_not_sound() -> None:
    block = block_of(sorted(features("a", "b").items()))
    assert block.sound
    assert not replace(block, passages=(1,)).sound
    assert not replace(block, within=replace(block.within, keys=memoryview(b""))).sound


@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=5))
def test_only_those_that_stay_or_come_are_held(steps: list[set[str]]) -> None:
    packed = EMPTY
    for wanted in steps:
        staying = {ArticleId(name) for name in wanted} & set(packed)
        packed = packed.with_only(staying, features(*sorted(wanted - set(packed))))
        assert dict(packed) == features(*sorted(wanted))
