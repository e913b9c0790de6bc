"""What the gate holds against a translated sentence, and what it lets pass."""

import pytest

from newsarchive.describe.gate import Pair, judge


def rules(source: str, target: str, *, to: str = "en") -> list[str]:
    lang = "ru" if to == "en" else "en"
    return [finding.rule for finding in judge(Pair(source, target, lang, to))]


GOOD = [
    ("В матче приняли участие 1600 спортсменов.", "1,600 athletes took part in the match."),
    ("Сделка стоила 1,6 млрд рублей.", "The deal was worth 1.6 billion roubles."),
    ("Сделка стоила 5 тыс. рублей.", "The deal was worth 5,000 roubles."),
    ("Это случилось 14.09.2018 в городе.", "It happened in the city on 14 September 2018."),
    ("Поезд ушёл в 20:53 вечером.", "The train left at 8:53 p.m. that evening."),
    ("В 70-х годах здесь был завод.", "In the 1970s there was a factory here."),
    ("Им было по двадцать пять лет.", "They were 25 years old at the time."),
    ("В XXI веке так не живут.", "Nobody lives like that in the 21st century."),
    ("Прошло десять лет после войны.", "10 years have passed since the war."),
    ("Нет, нет, нет и ещё раз нет.", "No, no, no, and once more no."),
    ("Он купил «Боинг-737» вчера.", "He bought a Boeing 737 yesterday."),
    ("Больше 118 800 туристов.", "More than 118,800 tourists."),
    ("Поезд ушёл в 21.00 из Баку.", "The train left Baku at 9pm."),
    ("Получит от двухсот до четырёхсот тысяч.", "Two hundred to four hundred thousand."),
    ("Зал на пару тысяч человек.", "A hall for a couple of thousand people."),
    ("Рост с начала семидесятых одной отрасли.", "The growth of one trade since the 1970s."),
    ("Играл в театре в восьмидесятые.", "He played in the theatre in the 1980s."),
    ("Фильм вернул $12 million из бюджета.", "The film has made $12 million of its budget."),
    ("Алиев.", "Aliyev."),
]


@pytest.mark.parametrize(("source", "target"), GOOD, ids=[source for source, _ in GOOD])
def test_a_good_translation_passes(source: str, target: str) -> None:
    assert rules(source, target) == []


BAD = [
    ("number", "Их было 15 человек.", "There were 16 people there."),
    ("number", "Их было 15 человек.", "There were people there."),
    ("number", "Сделка стоила 1,6 млрд рублей.", "The deal was worth 1.6 million roubles."),
    ("number", "Их было четверо, все в шапках.", "There were of them, all in hats."),
    ("number", "После его 12-летнего отсутствия.", "After years of his absence."),
    ("number", "С 1 по 1 число.", "From the 1st to the end."),
    ("number", "Это случилось 14.09.2018 в городе.", "It was in the city on 14 October 2018."),
    ("loop", "Он ушёл домой рано.", "He went home he went home he went home."),
    ("loop", "Он ушёл домой.", "He went went went home."),
    ("wrong script", "Он ушёл домой.", "He ушёл home."),
    ("wrong script", "По словам Гараева.", "According to A.Гараев."),
    ("untranslated", "Он ушёл домой рано вечером.", "Он ушёл домой рано вечером."),
    ("length", "Он ушёл домой рано вечером, никому ничего не сказав об этом.", "He."),
    ("cut off", "Он ушёл домой рано вечером.", "He went home"),
    ("empty", "Он ушёл домой.", " "),
]


@pytest.mark.parametrize(("rule", "source", "target"), BAD, ids=[f"{b[0]}: {b[2]}" for b in BAD])
def test_a_bad_translation_is_found(rule: str, source: str, target: str) -> None:
    assert rule in rules(source, target)


def test_latin_names_and_addresses_may_stand_in_russian() -> None:
    source = "The ADEX-2018 exhibition was reported by Day.Az and example.com."
    assert rules(source, "О выставке ADEX-2018 сообщили Day.Az и example.com.", to="ru") == []


def test_english_words_left_in_russian_are_found() -> None:
    assert "wrong script" in rules("He went home early.", "Он went домой рано.", to="ru")
