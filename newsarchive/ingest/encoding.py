"""Bytes -> text, and how the encoding was decided. Changes no letter but control characters,
which no page may hold: each becomes U+FFFD, so that offsets stay.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from newsarchive.errors import ReadError
from newsarchive.ingest import mojibake
from newsarchive.ingest.letters import plausibility

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LATIN = re.compile(rb"[A-Za-z]")
_MOST_CONTROL = 0.05  # of a text's characters
_MOST_BROKEN = 0.02  # of the characters beyond ASCII: a file that was cut, or mended by hand
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_SAMPLE = 1 << 16  # bytes that an encoding is judged by
_SUREST = 0.9  # of the high bytes of each second of UTF-16's bytes
_MOSTLY_HIGH = 0.5  # bytes beyond ASCII for each Latin letter
_READS_WELL = 0.45  # of a text in its own encoding; a wrong one stays below .3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and where it came from."""

    text: str
    encoding: str  # as Python names it
    rule: str  # how it was decided, in words


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """`declared`: what the file says of itself, believed only if it fits.

    Raises ReadError for bytes that are no text.
    """
    rules: tuple[Callable[[bytes], Decoded | None], ...] = (
        _by_mark,
        _as_utf16,
        _as_utf8,
        lambda raw: _as_declared(raw, declared),
        _as_cyrillic,
        _as_chinese,
        _as_broken_utf8,
        _detected,
    )
    found = next((found for rule in rules if (found := rule(raw))), None)
    if found is None:
        raise ReadError("holds bytes that are no text; save the article as text or HTML")
    return _without_controls(_mended(found))


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(name, "replace"), name, "byte order mark")
    return None


def _as_utf16(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte is one of very few."""
    sample = raw[: _SAMPLE & ~1]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        few = sum(high.count(byte) for byte in b"\x00\x04")
        if high and few >= _SUREST * len(high) and b"\x00" in sample:
            return Decoded(raw.decode(name, "replace"), name, "every second byte is 0 or 4")
    return None


def _as_utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return None


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(declared or "").name
        text = raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    misread = name in _CYRILLIC and plausibility(text) < _READS_WELL
    return None if misread else Decoded(text, name, "declared by the page")


def _as_cyrillic(raw: bytes) -> Decoded | None:
    """The one of the four that gives common letters, small ones after capital ones."""
    high = sum(byte >= 0x80 for byte in raw[:_SAMPLE])
    if high < _MOSTLY_HIGH * len(_LATIN.findall(raw[:_SAMPLE])):
        return None  # accents in Latin text
    read = {name: raw[:_SAMPLE].decode(name, "replace") for name in _CYRILLIC}
    scores = {name: plausibility(text) for name, text in read.items()}
    best = max(_CYRILLIC, key=lambda name: scores[name])
    if scores[best] < _READS_WELL:
        return None
    rule = f"letters are as common as in running text ({scores[best]:.2f})"
    return Decoded(raw.decode(best, "replace"), best, rule)


def _as_chinese(raw: bytes) -> Decoded | None:
    """Pairs of bytes, nearly all of them common characters."""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    leads = [char.encode("gb18030")[0] for char in text[:_SAMPLE] if char >= "\x80"]
    common = sum(0xB0 <= lead <= 0xD7 or lead in {0xA1, 0xA3} for lead in leads)
    if not leads or common < _SUREST * len(leads):
        return None
    return Decoded(text, "gb18030", "pairs of bytes that are common Chinese characters")


def _as_broken_utf8(raw: bytes) -> Decoded | None:
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken > max(1, _MOST_BROKEN * sum(char >= "\x80" for char in text)):
        return None
    return Decoded(text, "utf-8", f"UTF-8 but for {broken} broken characters")


def _detected(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (most archives never need it)

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        return None
    return Decoded(raw.decode(best.encoding, "replace"), best.encoding, "charset-normalizer")


def _mended(found: Decoded) -> Decoded:
    mended = mojibake.mend(found.text)
    if mended is None:
        return found
    return Decoded(mended.text, found.encoding, f"{found.rule}; {mended.rule}")


def _without_controls(found: Decoded) -> Decoded:
    controls = len(_CONTROL.findall(found.text))
    if controls > _MOST_CONTROL * len(found.text):
        raise ReadError("holds bytes that are no text; save the article as text or HTML")
    if not controls:
        return found
    rule = f"{found.rule}; {controls} control characters shown as U+FFFD"
    return Decoded(_CONTROL.sub("\ufffd", found.text), found.encoding, rule)
