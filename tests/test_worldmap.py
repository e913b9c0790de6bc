from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.config import Config
from newsarchive.model import Entity
from newsarchive.publish.edition import Edition
from newsarchive.publish.worldmap import HEIGHT, WIDTH, Map, places, world_map
from tests.factory import make_archive, make_article, make_entity, make_record

BAKU = replace(make_entity("places/baku", en="Baku"), coordinates=(40.38, 49.89))
SOCHI = replace(make_entity("places/sochi", en="Sochi"), coordinates=(43.60, 39.73))
AZERBAIJAN = make_entity("places/azerbaijan", en="Azerbaijan")


def drawn(*named: Entity) -> Map | None:
    text = " ".join(entity.name("en") for entity in named) + " stand here."
    record = make_record(
        make_article(paragraphs=[text]), named={one.name("en"): one for one in named}
    )
    edition = Edition(make_archive(record), Config())
    return world_map(edition, places(edition))


def test_a_place_with_coordinates_is_a_dot_east_of_one_further_west() -> None:
    picture = drawn(BAKU, SOCHI)
    assert picture is not None
    dots = {dot.place.id: dot for dot in picture.dots}
    assert dots[BAKU.id].x > dots[SOCHI.id].x
    assert dots[BAKU.id].y > dots[SOCHI.id].y


def test_a_country_is_tinted_where_it_is_named() -> None:
    picture = drawn(BAKU, AZERBAIJAN)
    assert picture is not None
    tinted = [country for country in picture.countries if country.place]
    assert [country.place.id for country in tinted if country.place] == [AZERBAIJAN.id]
    assert tinted[0].tint > 0


def test_without_any_place_on_the_map_there_is_no_picture() -> None:
    assert drawn(make_entity("places/nowhere", en="Nowhere")) is None


@settings(max_examples=25)
@given(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), st.floats(-85, 85))
def test_every_dot_stands_inside_the_picture(corner: tuple[float, float], other: float) -> None:
    one, two = replace(BAKU, coordinates=corner), replace(SOCHI, coordinates=(other, 0.0))
    picture = drawn(one, two)
    assert picture is not None
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in picture.dots)
