"""Something to remember, and a costly function that makes it and counts its calls."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    """Something to remember."""

    word: str
    letters: int


class Counted:
    """A costly function that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, words: Sequence[str]) -> list[Length]:
        self.calls += len(words)
        return [Length(word, len(word)) for word in words]
