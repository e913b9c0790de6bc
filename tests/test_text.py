"""Words of any script, counted as a reader would."""

from newsarchive.text import word_count


def test_words_are_counted_with_their_hyphens_and_apostrophes() -> None:
    assert word_count("The well-known CEO's 14,000 — по-русски!") == 6


def test_each_chinese_character_counts_as_a_word() -> None:
    assert word_count("据新华社12月15日电") == 9
    assert word_count("Meeting in 北京 today") == 5
