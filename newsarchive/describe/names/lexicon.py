"""Word lists that the sequence model of names looks at; they lie beside its coefficients."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsarchive import languages
from newsarchive.describe.names import crf

_LANGUAGES = Path(languages.__file__).parent
_LISTS = ("town", "city", "organisation", "country")  # a later one wins over an earlier one


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All in lower case. Compared by identity, so that what was read by it can be remembered."""

    usual: Mapping[str, int]  # words of running text: 3 hardly ever capitalised, 1 often
    phrases: Mapping[str, str]  # known names of places and organisations -> which list
    longest: Mapping[str, int]  # first word of a phrase -> words in the longest that begins so
    people: frozenset[str]  # given names and surnames
    demonyms: frozenset[str]
    classes: Mapping[str, str]  # a word that tells -> T title, O organisation, L place, M month
    links: frozenset[str]  # small words inside names


def model_path(lang: str) -> Path:
    """Where a language's coefficients lie."""
    return _LANGUAGES / lang / "names_model.json"


@cache
def lexicon_of(lang: str) -> Lexicon:
    """The lists that lie beside the coefficients."""
    return lexicon_from(crf.load(model_path(lang)).meta["lexicon"], lang)


def lexicon_from(raw: Mapping[str, str], lang: str) -> Lexicon:
    """Lists as the model file holds them: words parted by spaces, phrases by "|"."""
    words = languages.table(lang, "name_words")
    listed = {name: raw.get(name, "").split("|") for name in _LISTS}
    phrases = {phrase: name for name in _LISTS for phrase in listed[name] if phrase}
    longest: dict[str, int] = {}
    for phrase in phrases:
        parts = phrase.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    kinds = (("T", "title"), ("O", "organisation"), ("L", "place"), ("M", "month"))
    return Lexicon(
        usual={w: k for k in (1, 2, 3) for w in raw.get(f"usual{k}", "").split()},
        phrases=phrases,
        longest=longest,
        people=frozenset(raw.get("people", "").split()),
        demonyms=frozenset(raw.get("demonyms", "").split("|")),
        classes={w: letter for letter, name in reversed(kinds) for w in words[name].split()},
        links=frozenset(words["link"].split()),
    )
