"""Words that belong to a name are taken in; nothing else is."""

import pytest

from newsarchive.describe.names.extend import joined, lengthened, widened
from newsarchive.describe.names.passage import Name
from newsarchive.model import Kind


def name(text: str, part: str, kind: Kind) -> Name:
    start = text.index(part)
    return Name(start, start + len(part), kind)


WHOLE: list[tuple[str, str, Kind, str, Kind]] = [
    ("Акции компании «Зорька» выросли.", "Зорька", "organisation", "компании «Зорька",
     "organisation"),
    ("Вратарь футбольного клуба Зорька упал.", "Зорька", "organisation",
     "футбольного клуба Зорька", "organisation"),
    ("Так решило правительство Кипра.", "Кипра", "place", "правительство Кипра", "organisation"),
    ("Через реку Нарву.", "Нарву", "place", "реку Нарву", "place"),
    ("Слова лидера Кипра.", "Кипра", "place", "Кипра", "place"),
    ("Директор Иванов.", "Иванов", "person", "Иванов", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "kind", "whole", "whole_kind"), WHOLE)
def test_a_word_for_what_it_is_belongs_to_a_name(
    text: str, part: str, kind: Kind, whole: str, whole_kind: Kind
) -> None:
    found = widened(text, name(text, part, kind), "ru")
    assert (text[found.start : found.end], found.kind) == (whole, whole_kind)


def test_a_body_and_the_place_it_belongs_to_are_one_name() -> None:
    text = "Минторг Германии и Франция"
    names = [
        name(text, "Германии", "place"),
        name(text, "Минторг", "organisation"),
        name(text, "Франция", "place"),
    ]
    assert joined(text, names) == [
        name(text, "Минторг Германии", "organisation"),
        name(text, "Франция", "place"),
    ]


def test_a_language_without_such_words_takes_nothing_in() -> None:
    text = "The company Zorka"
    assert widened(text, name(text, "Zorka", "organisation"), "xx") == name(
        text, "Zorka", "organisation"
    )


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Южный комитет зимних видов спорта рад.", "Южный комитет",
         "Южный комитет зимних видов спорта"),
        ("Глава Центра зерновой торговли (ЦЗТ) рад.", "Центра", "Центра зерновой торговли"),
        ("Верховный суд страны решил.", "Верховный суд", "Верховный суд"),
        ("Фонд «Рыба» новой воды.", "Рыба", "Рыба"),
    ],
)  # fmt: skip
def test_what_a_body_is_for_belongs_to_its_name(text: str, part: str, whole: str) -> None:
    found = lengthened(text, name(text, part, "organisation"), "ru")
    assert text[found.start : found.end] == whole
