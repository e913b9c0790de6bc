"""Names in an article that may be on no file: one finder a language, named by its data.

`languages/xx/name_words.toml` names the finder; a language without one is read by its capitals.
"""

from collections.abc import Callable, Mapping, Sequence

from newsarchive import languages
from newsarchive.describe.names import by_capitals, by_sequence, by_slovnet
from newsarchive.describe.names.passage import Finding, Passages

Finder = Callable[[Sequence[Passages], str], list[list[Finding]]]

FINDERS: Mapping[str, Finder] = {
    "slovnet": by_slovnet.find,
    "sequence": by_sequence.find,
    "capitals": by_capitals.find,
}


def find(articles: Sequence[Passages], lang: str) -> list[list[Finding]]:
    """What each article names, in reading order. A batch is quicker than one by one."""
    name = languages.table(lang, "name_words").get("finder", "capitals")
    return FINDERS[name](articles, lang)
