"""Sentences from a grammar: rules, choices and slots. Knows no event, no page and no language."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

_RULE = re.compile(r"<([a-z]+)>")
_SLOT = re.compile(r"\{([A-Za-z]+)(?:\.([a-z]+))?(?:([?:])([^}]*))?\}")
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_FIRST_LETTER = re.compile(r"^[«\"]?\w")

Slot = Callable[[str, str, str, str], str]  # (name, form, mark, argument) -> what to print


def expand(text: str, *, rules: Mapping[str, Sequence[str]], slot: Slot, rng: Random) -> str:
    """One sentence made of the template `text`, its first letter a capital."""
    while "<" in text:
        text = _RULE.sub(lambda found: rng.choice(rules[found[1]]), text)
    text = _SLOT.sub(lambda found: slot(*(group or "" for group in found.groups())), text)
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    return _FIRST_LETTER.sub(lambda found: found[0].upper(), text)
