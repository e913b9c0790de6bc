"""How much a text in an alphabet beyond ASCII looks like running text. Knows no words."""

from functools import cache

from newsarchive import languages

_SAMPLE = 20_000  # characters
_CAPITAL = 0.5  # of a small letter's worth: real text has few
_CAPITAL_INSIDE = -1.0  # after a small letter: what a wrong encoding gives
_OTHER = -0.5  # a sign that no list of letters holds


def plausibility(text: str) -> float:
    """-1..1 over the letters beyond ASCII; 0 where there are none. Russian prose has about .65."""
    worth, total, count, small_before = _worth(), 0.0, 0, False
    for char in text[:_SAMPLE]:
        if char >= "\x80":
            small = char.lower()
            if char == small:
                total += worth.get(char, _OTHER if not char.isspace() else 0.0)
            else:
                total += _CAPITAL_INSIDE if small_before else _CAPITAL * worth.get(small, _OTHER)
            count += 1
        small_before = char.islower()
    return total / count if count else 0.0


@cache
def _worth() -> dict[str, float]:
    """1 for a language's most common letter, 0 for its rarest. Where lists share a letter, the
    best place counts; signs of punctuation are neither here nor there.
    """
    found = dict.fromkeys("«»„“”’–—…№§\u00a0", 0.3)
    for lang in languages.known():
        letters = " ".join(languages.entries(lang, "letters")).split()
        for place, letter in enumerate(letters):
            found[letter] = max(found.get(letter, 0.0), 1 - place / len(letters))
    return found
