"""A lone surname, a given name or an acronym goes to the full name that stands in the same article.

Says whose name it may be, and by which rule; whether anything is a name at all is not asked here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from newsarchive.describe.names.fold import folded, unmasked
from newsarchive.describe.names.forms import surname_forms
from newsarchive.describe.names.passage import Finding
from newsarchive.model import Kind

SURNAME_RULE = "surname of a full name in this article"
GIVEN_RULE = "given name of a full name in this article"
ACRONYM_RULE = "acronym of a name in this article"

_SMALL_WORD = 3  # letters of a word that an acronym may leave out: "for", "and", "по"
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.[ \u00a0]?-?){1,3}")

Key = tuple[Kind, str]  # what one name of an article is known by
Bearers = Mapping[str, set[Key]]  # a word -> whose name it may be


class InFull:
    """What one article names in full, under all that it may be shortened to."""

    def __init__(self, findings: Sequence[Finding], lang: str) -> None:
        # of one name in several forms the first stands for all
        people = {key(one): one for one in reversed(findings) if is_full(one)}
        bodies = {key(one): one for one in reversed(findings) if _is_long_body(one)}
        self._names = people | bodies
        self._surnames = _surnames(people.values(), lang)
        self._given = _given_names(people.values())
        self._acronyms = _acronyms(bodies.values())

    def bearers(self, finding: Finding) -> tuple[str, list[Finding]]:
        """The rule, and those it may be short for: one is sure, several are nobody."""
        rule, found = self._people(finding)
        if finding.base in self._acronyms:
            rule, found = ACRONYM_RULE, self._acronyms[finding.base]
        return rule, [self._names[one] for one in sorted(found)]

    def _people(self, finding: Finding) -> tuple[str, set[Key]]:
        if finding.kind != "person" or is_full(finding):
            return "", set()
        initials, word = _INITIALS.match(finding.base), plain(_last(finding.base))
        if word not in self._surnames:
            return GIVEN_RULE, self._given.get(word, set())
        if initials:
            letter = plain(initials[0])[0]
            return SURNAME_RULE, {one for one in self._surnames[word] if one[1].startswith(letter)}
        return SURNAME_RULE, self._surnames[word]


def is_full(finding: Finding) -> bool:
    """Whether it is a person's name with more than initials before the surname."""
    return finding.kind == "person" and " " in bare(finding.base)


def _is_long_body(finding: Finding) -> bool:
    return finding.kind == "organisation" and finding.base.count(" ") >= 2


def _surnames(people: Iterable[Finding], lang: str) -> Bearers:
    """Every form of the surname of every full name, and whose it is."""
    found: dict[str, set[Key]] = {}
    for one in people:
        for form in surname_forms(_last(one.base), lang):
            found.setdefault(plain(form), set()).add(key(one))
    return found


def _given_names(people: Iterable[Finding]) -> Bearers:
    """The given name of every full name, and whose it is."""
    found: dict[str, set[Key]] = {}
    for one in people:
        found.setdefault(plain(bare(one.base).split()[0]), set()).add(key(one))
    return found


def _acronyms(bodies: Iterable[Finding]) -> Bearers:
    """The first letters of every long name of a body, with and without its small words."""
    found: dict[str, set[Key]] = {}
    for one in bodies:
        words = one.base.replace("«", "").split()
        for counted in (words, [word for word in words if len(word) > _SMALL_WORD]):
            if len(counted) > 2:
                found.setdefault("".join(w[0] for w in counted).upper(), set()).add(key(one))
    return found


def key(finding: Finding) -> Key:
    """What a name of an article is known by."""
    return finding.kind, plain(finding.base)


def plain(name: str) -> str:
    """The name without marks and case."""
    return folded(unmasked(name))


def _last(base: str) -> str:
    return bare(base).rsplit(maxsplit=1)[-1] if bare(base).split() else base


def bare(base: str) -> str:
    """`base` without initials: "А. Гараев" and "А.Гараев" are a lone surname."""
    return _INITIALS.sub("", base)
