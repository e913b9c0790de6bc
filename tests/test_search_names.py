"""The table of names leads from any form to the entity and its articles."""

import pytest

from newsarchive.cache import Cache
from newsarchive.model import Archive, EntityFile, Profile
from newsarchive.publish.search import names
from tests.search_archive import KAMENOGRAD, LEAGUE, TALMOV, archive, entity, record

TWO = archive(
    record("a", "", "Тальмова видели.", named={"people/oleg-talmov": "Тальмова"}),
    record("b", "", "The RLG met.", lang="en", named={"organisations/river-league": "RLG"}),
)


def shards(found: Archive, cache: Cache | None = None) -> list[names.Shard]:
    return names.shards(found.entities, found.profiles, cache or Cache(None))


def table(found: Archive) -> names.Shard:
    """All shards as one."""
    return {key: forms for shard in shards(found) for key, forms in shard.items()}


def found(key: str) -> set[str]:
    return {form.entity for form in table(TWO).get(key, [])}


def test_a_name_stands_under_its_last_word() -> None:
    assert found("talmov") == {TALMOV.id}
    assert found("oleg") == set()


def test_an_acronym_in_either_language_leads_to_the_organisation() -> None:
    assert found("rlg") == found("lgr") == {LEAGUE.id}


def test_the_words_before_the_last_are_kept_with_it() -> None:
    assert names.Form(LEAGUE.id, "river", names.WHOLE) in table(TWO)["league"]


def test_a_stem_stands_beside_the_whole_word() -> None:
    forms = {(form.before, form.by) for form in table(TWO)["talmov"]}
    assert forms == {("oleg", names.WHOLE), ("", names.STEM)}  # "Тальмова" stands in the text


def test_without_a_base_form_in_its_script_a_stem_is_loose() -> None:
    bare = entity("people/x-tarov", "person", {"en": "X Tarov"})
    (shard,) = names.shards(
        {bare.id: EntityFile(bare, (), 1)},
        {bare.id: Profile((), (("Таровым", 1),))},
        Cache(None),
    )
    assert [form.by for form in shard["tarov"]] == [names.LOOSE, names.WHOLE]


def test_keys_with_one_first_letter_lie_in_one_shard() -> None:
    cut = shards(TWO)
    letters = [{key[0] for key in shard} for shard in cut]
    assert sum(map(len, letters)) == len(set().union(*letters))


def test_an_entity_line_counts_its_articles() -> None:
    found = {LEAGUE.id: [names.Occurrence(7, 20), names.Occurrence(3, 1)]}
    (lines,) = names.buckets(TWO.entities, found)
    assert lines[LEAGUE.id] == {"names": dict(LEAGUE.names), "rows": [3, 4], "counts": "19"}


def test_every_entity_stands_in_the_bucket_its_id_says() -> None:
    assert {names.bucket(one.id, 64) for one in (TALMOV, LEAGUE, KAMENOGRAD)} <= set(range(64))
    assert names.bucket("people/oleg-talmov", 1) == 0


def test_names_that_stay_are_not_taken_apart_again(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(None)
    first = shards(TWO, cache)
    monkeypatch.setattr(names, "_forms", pytest.fail)
    assert shards(TWO, cache) == first


def test_a_name_that_changed_is_taken_apart_again() -> None:
    cache = Cache(None)
    shards(TWO, cache)
    other = archive(record("a", "", "Талмова видели.", named={"people/oleg-talmov": "Талмова"}))
    assert shards(other, cache) == shards(other)
