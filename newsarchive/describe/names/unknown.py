"""What finders found and no file knows: one thing each, with one base form, or nothing.

A lone surname or given name goes to the full name of the same article. A person named in full is
somebody; all else must be named twice, or say itself what it is: one mention of a single word is no
tag, nor is a word that the article prints in small letters too, nor a given name that is anybody's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from slugify import slugify

from newsarchive import languages
from newsarchive.describe.authority import Authority
from newsarchive.describe.names.fold import folded, unmasked
from newsarchive.describe.names.forms import surname_forms
from newsarchive.describe.names.keys import name_key
from newsarchive.describe.names.natasha_files import GIVEN, names_listed
from newsarchive.describe.names.passage import Finding
from newsarchive.model import KIND_FOLDERS, Entity, EntityId, Kind
from newsarchive.text import stem

RULE = "found in text"
SURNAME_RULE = "surname of a full name in this article"
GIVEN_RULE = "given name of a full name in this article"
ACRONYM_RULE = "acronym of a name in this article"
SPELLING_RULE = "another spelling of a name on file"
ENOUGH = 2  # mentions of what is no person named in full

_SMALL_WORD = 3  # letters of a word that an acronym may leave out: "for", "and", "по"
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.[ \u00a0]?-?){1,3}")

Key = tuple[Kind, str]  # what one name of an article is known by
Bearers = Mapping[str, set[Key]]  # a word -> whose name it may be


@dataclass(frozen=True, slots=True)
class Named:
    """A finding, and the entity it was decided to name."""

    finding: Finding
    entity: Entity
    rule: str
    evidence: str = ""


def resolve(
    findings: Sequence[Finding], texts: Sequence[str], lang: str, authority: Authority
) -> list[Named]:
    """The findings of one article that name somebody or something, in reading order.

    `texts` are the article's title and paragraphs.
    """
    findings = _agreed(findings)
    full = {_key(one): one for one in reversed(findings) if _is_full(one)}
    surnames, given = _surnames(full.values(), lang), _given_names(full.values())
    bodies = {_key(one): one for one in reversed(findings) if _is_long_body(one)}
    acronyms = _acronyms(bodies.values())
    counts = Counter(_key(one) for one in findings)
    enough = {key for key, count in counts.items() if count >= ENOUGH}
    unsure = {_key(one): one for one in findings if _key(one) in enough}
    named = enough - {key for key, one in unsure.items() if _is_anybody(one, texts, lang)}
    found: list[Named] = []
    for finding in findings:
        rule, bearers = _bearers(finding, surnames, given)
        if finding.base in acronyms:
            rule, bearers = ACRONYM_RULE, acronyms[finding.base]
        if len(bearers) == 1:
            bearer = (full | bodies)[min(bearers)]
            found.append(Named(finding, _entity(bearer, lang, authority)[0], rule, bearer.base))
        elif not bearers and (_is_full(finding) or _key(finding) in named or _tells(finding, lang)):
            found.append(Named(finding, *_entity(finding, lang, authority)))
    return found


def _bearers(finding: Finding, surnames: Bearers, given: Bearers) -> tuple[str, set[Key]]:
    """Who of those named in full a lone word may stand for, and by which rule."""
    if finding.kind != "person" or _is_full(finding):
        return "", set()
    initials, word = _INITIALS.match(finding.base), _plain(_last(finding.base))
    if word not in surnames:
        return GIVEN_RULE, given.get(word, set())
    if initials:
        letter = _plain(initials[0])[0]
        return SURNAME_RULE, {key for key in surnames[word] if key[1].startswith(letter)}
    return SURNAME_RULE, surnames[word]


def _is_long_body(finding: Finding) -> bool:
    return finding.kind == "organisation" and finding.base.count(" ") >= 2


def _acronyms(bodies: Iterable[Finding]) -> Bearers:
    """The first letters of every long name of a body, with and without its small words."""
    found: dict[str, set[Key]] = {}
    for one in bodies:
        words = one.base.replace("«", "").split()
        for counted in (words, [word for word in words if len(word) > _SMALL_WORD]):
            if len(counted) > 2:
                found.setdefault("".join(w[0] for w in counted).upper(), set()).add(_key(one))
    return found


def _is_anybody(finding: Finding, texts: Sequence[str], lang: str) -> bool:
    """Whether a lone word is no name by itself: a word of the language, or a mere given name."""
    word = finding.base
    if " " in word or word.isupper():
        return False
    if finding.kind == "person" and _is_given_name(word, lang):
        return True
    held = [text for text in texts if word.lower() in text]
    return any(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) for text in held)


def _is_given_name(word: str, lang: str) -> bool:
    if languages.table(lang, "name_words").get("given") != "natasha":
        return False
    return _plain(word) in names_listed(GIVEN)


def _is_full(finding: Finding) -> bool:
    return finding.kind == "person" and " " in _bare(finding.base)


def _tells(finding: Finding, lang: str) -> bool:
    """Whether the name says itself that it is a body's: "Caspian Steel Company"."""
    words = {stem(word, lang) for word in finding.base.split()}
    return finding.kind == "organisation" and len(words) > 1 and bool(words & _telling(lang))


@cache
def _telling(lang: str) -> frozenset[str]:
    words = str(languages.table(lang, "name_words").get("organisation", "")).split()
    return frozenset(stem(word, lang) for word in words)


def _agreed(findings: Sequence[Finding]) -> list[Finding]:
    """One kind a name: what most of its mentions are taken for."""
    kinds: dict[str, Counter[Kind]] = {}
    for one in findings:
        kinds.setdefault(_plain(one.base), Counter())[one.kind] += 1
    most = {name: max(sorted(c), key=c.__getitem__) for name, c in kinds.items()}
    return [
        Finding(one.number, one.start, one.end, most[_plain(one.base)], one.base)
        for one in findings
    ]


def _surnames(people: Iterable[Finding], lang: str) -> Bearers:
    """Every form of the surname of every full name, and whose it is."""
    found: dict[str, set[Key]] = {}
    for one in people:
        for form in surname_forms(_last(one.base), lang):
            found.setdefault(_plain(form), set()).add(_key(one))
    return found


def _given_names(people: Iterable[Finding]) -> Bearers:
    """The given name of every full name, and whose it is."""
    found: dict[str, set[Key]] = {}
    for one in people:
        found.setdefault(_plain(_bare(one.base).split()[0]), set()).add(_key(one))
    return found


def _entity(finding: Finding, lang: str, authority: Authority) -> tuple[Entity, str]:
    """The entity, and the rule by which it is this one."""
    spelling = _spellings(finding, authority)
    if spelling:
        return authority.entity(spelling), SPELLING_RULE
    key = EntityId(f"{KIND_FOLDERS[finding.kind]}/{slugify(finding.base)}")
    key = authority.moved.get(key, key)
    if key in authority.entries:
        return authority.entity(key), RULE
    return Entity(key, finding.kind, ((lang, _calm(finding)),), rule=RULE), RULE


def _calm(finding: Finding) -> str:
    """The name without shouting: press prints "Елена КОВАЛЕВА". Three capitals may be initials."""
    if finding.kind != "person":
        return finding.base
    return re.sub(
        r"\w+", lambda word: word[0].capitalize() if _is_loud(word[0]) else word[0], finding.base
    )


def _is_loud(word: str) -> bool:
    return word.isupper() and len(word) > 3


def _spellings(finding: Finding, authority: Authority) -> EntityId | None:
    """Somebody on file whose given name and surname are spelt with the same sounds."""
    if finding.kind != "person" or " " not in _bare(finding.base):
        return None
    found = authority.people_by_key.get(name_key(finding.base), ())
    return found[0] if len(found) == 1 else None


def _key(finding: Finding) -> Key:
    return finding.kind, _plain(finding.base)


def _plain(name: str) -> str:
    return folded(unmasked(name))


def _last(base: str) -> str:
    return _bare(base).rsplit(maxsplit=1)[-1] if _bare(base).split() else base


def _bare(base: str) -> str:
    """`base` without initials: "А. Гараев" and "А.Гараев" are a lone surname."""
    return _INITIALS.sub("", base)
