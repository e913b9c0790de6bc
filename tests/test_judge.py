"""Whether two articles tell of one event."""

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.relate.background import background
from newsarchive.relate.judge import same_event, same_event_across, traits

FIRE = "Пожар на складе бумаги в Зареченске тушили шестнадцать расчётов, сообщил Тальмов."
AGAIN = "На складе бумаги в Зареченске потушен крупный пожар, работали шестнадцать расчётов."
ELSEWHERE = "Пожар на складе мебели в Медногорске тушили девять расчётов, сообщил Ревадов."


def told(body: str) -> float:
    one = traits("Пожар на складе в Зареченске", FIRE, "ru")
    return same_event(one, traits(body.split(",", maxsplit=1)[0], body, "ru"))


def test_another_report_of_the_fire_is_likelier_than_another_fire() -> None:
    assert told(AGAIN) > background().judge.threshold > told(ELSEWHERE)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_order_of_two_articles_does_not_matter(one: str, other: str) -> None:
    a, b = traits(one, other, "ru"), traits(other, one, "ru")
    assert same_event(a, b) == same_event(b, a)


def test_a_name_that_the_other_language_lacks_lowers_the_certainty() -> None:
    russian = traits("Тальмов в Сочи", "Утром Тальмов прилетел в Сочи.", "ru")
    english = traits("Talmov in Sochi", "In the morning Talmov flew to Sochi.", "en")
    other = traits("Talmov in Dushanbe", "In the morning Talmov flew to Dushanbe.", "en")
    assert same_event_across(russian, english, 0.3) > same_event_across(russian, other, 0.3)
