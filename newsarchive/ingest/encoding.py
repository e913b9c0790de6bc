"""Bytes -> text, and how the encoding was decided. Changes no letter but control characters,
which no page may hold: each becomes U+FFFD, so that offsets stay.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from newsarchive.errors import ReadError

_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_MOST_CONTROL = 0.02  # of a text's characters
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and where it came from."""

    text: str
    encoding: str  # as Python names it
    rule: str  # how it was decided, in words


def decode(raw: bytes) -> Decoded:
    """Raises ReadError for bytes that are no text."""
    found = _by_mark(raw) or _as_utf8(raw) or _detected(raw)
    controls = len(_CONTROL.findall(found.text))
    if controls > _MOST_CONTROL * len(found.text):
        raise ReadError("holds bytes that are no text; save the article as text or HTML")
    if not controls:
        return found
    rule = f"{found.rule}; {controls} control characters shown as U+FFFD"
    return Decoded(_CONTROL.sub("\ufffd", found.text), found.encoding, rule)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(name, "replace"), name, "byte order mark")
    return None


def _as_utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return None


def _detected(raw: bytes) -> Decoded:
    best = from_bytes(raw[: 1 << 16]).best()
    if best is None:
        raise ReadError("holds bytes that are no text; save the article as text or HTML")
    return Decoded(raw.decode(best.encoding, "replace"), best.encoding, "detected by its letters")
