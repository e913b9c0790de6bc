from hypothesis import given
from hypothesis import strategies as st

from newsarchive.config import Config
from newsarchive.model import EntityId
from newsarchive.publish.edition import Edition
from newsarchive.publish.pages.reading import cut, rows
from tests.factory import make_archive, make_article, make_entity, make_record, make_translation

PUTIN = make_entity("people/vladimir-putin", en="Vladimir Putin", ru="Владимир Путин")

marks = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.just(EntityId("people/x"))), max_size=6
)


@given(st.text(max_size=40), marks)
def test_a_text_cut_at_names_is_still_the_same_text(
    text: str, found: list[tuple[int, int, EntityId]]
) -> None:
    inside = [(start, min(end, len(text)), one) for start, end, one in found if start < len(text)]
    assert "".join(piece.text for piece in cut(text, inside)) == text


def test_of_two_names_that_overlap_the_longer_one_is_linked() -> None:
    short, long = EntityId("places/russia"), EntityId("organisations/bank-of-russia")
    pieces = cut("Bank of Russia", [(8, 14, short), (0, 14, long)])
    assert [piece.entity for piece in pieces] == [long]


def test_a_surname_is_linked_in_the_translation_only_where_its_original_names_the_person() -> None:
    article = make_article(language="ru", paragraphs=["Путин приехал. Он молчал."])
    english = make_translation("en", ["Putin came.", "Putin was silent."])
    record = make_record(article, translations=[english], named={"Путин": PUTIN})
    edition = Edition(make_archive(record), Config())
    (row,) = rows(edition, record, "en")
    linked = [[piece.entity for piece in line.pieces if piece.entity] for line in row.translated]
    assert linked == [[PUTIN.id], []]
