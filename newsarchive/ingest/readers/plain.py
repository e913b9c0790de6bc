"""The bare text of a page: bytes -> Seed. States nothing of itself."""

from newsarchive.ingest.encoding import decode
from newsarchive.model import Origin, Seed


def text_of(raw: bytes) -> str:
    return decode(raw).text


def read(raw: bytes, path: str, sha256: str) -> Seed:
    """Raises ReadError for bytes that are no text."""
    decoded = decode(raw)
    origin = Origin(path, sha256, len(raw), decoded.encoding, decoded.rule, "text")
    return Seed(origin, decoded.text)
