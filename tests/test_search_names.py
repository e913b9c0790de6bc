"""The table of names leads from any form to the entity and its articles."""

from newsarchive.publish.search import names
from tests.search_archive import KAMENOGRAD, LEAGUE, TALMOV, archive, record

TWO = archive(
    record("a", "", "Тальмова видели.", named={"people/oleg-talmov": "Тальмова"}),
    record("b", "", "The RLG met.", lang="en", named={"organisations/river-league": "RLG"}),
)


def entities(key: str) -> set[str]:
    shard = names.shards(TWO.entities).get(key[0], {})
    return {form.entity for form in shard.get(key, [])}


def test_a_name_stands_under_its_last_word() -> None:
    assert entities("talmov") == {TALMOV.id}
    assert entities("oleg") == set()


def test_an_acronym_in_either_language_leads_to_the_organisation() -> None:
    assert entities("rlg") == entities("lgr") == {LEAGUE.id}


def test_the_words_before_the_last_are_kept_with_it() -> None:
    shard = names.shards(TWO.entities)["l"]
    assert names.Form(LEAGUE.id, "river", whole=True) in shard["league"]
    assert names.Form(LEAGUE.id, "river", whole=False) in shard["leag"]


def test_an_entity_line_counts_its_articles() -> None:
    found = {LEAGUE.id: [names.Occurrence(7, 20), names.Occurrence(3, 1)]}
    (lines,) = names.buckets(TWO.entities, found)
    assert lines[LEAGUE.id] == {"names": dict(LEAGUE.names), "rows": [3, 4], "counts": "19"}


def test_every_entity_stands_in_the_bucket_its_id_says() -> None:
    assert {names.bucket(one.id, 64) for one in (TALMOV, LEAGUE, KAMENOGRAD)} <= set(range(64))
    assert names.bucket("people/oleg-talmov", 1) == 0
