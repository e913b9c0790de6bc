"""Text that was once decoded wrongly and saved so. Mends a whole text or nothing."""

import re
from dataclasses import dataclass
from functools import cache

from newsarchive.ingest.letters import plausibility

_LATIN_HIGH = re.compile("[\u00c0-\u00ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_MOST = 0.6  # of the letters: no language writes so many with accents
_BETTER = 0.3  # of plausibility that a mended text must gain
_READS_WELL = 0.45
_SAMPLE = 20_000  # characters
_WORTH_A_TRY = 3  # of ftfy's badness: a single odd sign may be meant


@dataclass(frozen=True, slots=True)
class Mended:
    """The text as it was meant."""

    text: str
    rule: str


def mend(text: str) -> Mended | None:
    """None when nothing is wrong with `text`, or nothing known."""
    sample = text[:_SAMPLE]
    return (
        _latin_for_cyrillic(text, sample) or _cyrillic_twice(text, sample) or _by_ftfy(text, sample)
    )


def _latin_for_cyrillic(text: str, sample: str) -> Mended | None:
    high = len(_LATIN_HIGH.findall(sample))
    if not high or high < _MOST * len(_LETTER.findall(sample)):
        return None
    return _swapped(text, "latin-1", "cp1251")


def _cyrillic_twice(text: str, sample: str) -> Mended | None:
    if not _CYRILLIC.search(sample) or plausibility(sample) >= _READS_WELL:
        return None
    return _swapped(text, "cp1251", "koi8-r")


def _by_ftfy(text: str, sample: str) -> Mended | None:
    import ftfy.badness  # noqa: PLC0415 (most archives never need it)

    if ftfy.badness.badness(sample) < _WORTH_A_TRY:
        return None
    mended = ftfy.fix_encoding(text)
    return Mended(mended, "mojibake mended by ftfy") if mended != text else None


def _swapped(text: str, wrong: str, right: str) -> Mended | None:
    """`text` if it was `right` read as `wrong`; None when that reads no better."""
    mended = text.translate(_table(wrong, right))
    sample = mended[:_SAMPLE]
    now = plausibility(sample)
    if now < _READS_WELL or now < plausibility(text[:_SAMPLE]) + _BETTER:
        return None
    return Mended(mended, f"mojibake mended: {right} had been read as {wrong}")


@cache
def _table(wrong: str, right: str) -> dict[int, str]:
    high = [bytes([byte]) for byte in range(0x80, 0x100)]
    pairs = ((one.decode(wrong, "ignore"), one.decode(right, "ignore")) for one in high)
    return {ord(seen): meant for seen, meant in pairs if seen and meant}
