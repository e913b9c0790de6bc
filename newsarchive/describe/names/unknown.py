"""What finders found and no file knows: one thing each, with one base form, or nothing.

What is short for a full name of the same article goes to that: see shortened.py. A person named in
full is somebody; all else must be named twice, or say itself what it is. One mention of a single
word is no tag, nor is a word that the article prints in small letters too, nor anybody's name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from slugify import slugify

from newsarchive import languages
from newsarchive.describe.authority import Authority
from newsarchive.describe.names.keys import name_key
from newsarchive.describe.names.natasha_files import GIVEN, names_listed
from newsarchive.describe.names.passage import Finding
from newsarchive.describe.names.shortened import InFull, Key, is_full, key, plain
from newsarchive.model import KIND_FOLDERS, Entity, EntityId, Kind
from newsarchive.text import stem

RULE = "found in text"
SPELLING_RULE = "another spelling of a name on file"
ENOUGH = 2  # mentions of what is no person named in full


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
    known = InFull(findings, lang)
    named = _named(findings, texts, lang)
    found: list[Named] = []
    for finding in findings:
        rule, bearers = known.bearers(finding)
        if len(bearers) == 1:
            (bearer,) = bearers
            found.append(Named(finding, _entity(bearer, lang, authority)[0], rule, bearer.base))
        elif not bearers and (is_full(finding) or key(finding) in named or _tells(finding, lang)):
            found.append(Named(finding, *_entity(finding, lang, authority)))
    return found


def _named(findings: Sequence[Finding], texts: Sequence[str], lang: str) -> set[Key]:
    """What is named often enough to be something, and is no word of the language."""
    counts = Counter(map(key, findings))
    unsure = {key(one): one for one in findings if counts[key(one)] >= ENOUGH}
    return {name for name, one in unsure.items() if not _is_anybody(one, texts, lang)}


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
    return plain(word) in names_listed(GIVEN)


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
        kinds.setdefault(plain(one.base), Counter())[one.kind] += 1
    most = {name: max(sorted(c), key=c.__getitem__) for name, c in kinds.items()}
    return [
        Finding(one.number, one.start, one.end, most[plain(one.base)], one.base) for one in findings
    ]


def _entity(finding: Finding, lang: str, authority: Authority) -> tuple[Entity, str]:
    """The entity, and the rule by which it is this one."""
    spelling = _spellings(finding, authority)
    if spelling:
        return authority.entity(spelling), SPELLING_RULE
    own = EntityId(f"{KIND_FOLDERS[finding.kind]}/{slugify(finding.base)}")
    own = authority.moved.get(own, own)
    if own in authority.entries:
        return authority.entity(own), RULE
    return Entity(own, finding.kind, ((lang, _calm(finding)),), rule=RULE), RULE


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
    if not is_full(finding):
        return None
    found = authority.people_by_key.get(name_key(finding.base), ())
    return found[0] if len(found) == 1 else None
