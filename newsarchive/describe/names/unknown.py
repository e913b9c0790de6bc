"""What finders found and no file knows: one thing each, with one base form, or nothing.

A lone surname goes to the full name of the same article. A person named in full is somebody; all
else must be named twice, or say itself what it is: one mention of a single word is no tag.
"""

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
from newsarchive.describe.names.passage import Finding
from newsarchive.model import KIND_FOLDERS, Entity, EntityId, Kind
from newsarchive.text import stem

RULE = "found in text"
SURNAME_RULE = "surname of a full name in this article"
SPELLING_RULE = "another spelling of a name on file"
ENOUGH = 2  # mentions of what is no person named in full


@dataclass(frozen=True, slots=True)
class Named:
    """A finding, and the entity it was decided to name."""

    finding: Finding
    entity: Entity
    rule: str
    evidence: str = ""


def resolve(findings: Sequence[Finding], lang: str, authority: Authority) -> list[Named]:
    """The findings of one article that name somebody or something, in reading order."""
    findings = _agreed(findings)
    full = {_key(one): one for one in reversed(findings) if _is_full(one)}
    surnames = _surnames(full.values(), lang)
    counts = Counter(_key(one) for one in findings)
    found: list[Named] = []
    for finding in findings:
        bearers = sorted(surnames.get(_plain(_last(finding.base)), ()))
        if finding.kind == "person" and not _is_full(finding) and bearers:
            if len(bearers) == 1:
                bearer = full[bearers[0]]
                entity, _ = _entity(bearer, lang, authority)
                found.append(Named(finding, entity, SURNAME_RULE, bearer.base))
        elif _is_full(finding) or counts[_key(finding)] >= ENOUGH or _tells(finding, lang):
            found.append(Named(finding, *_entity(finding, lang, authority)))
    return found


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


def _surnames(people: Iterable[Finding], lang: str) -> Mapping[str, set[tuple[Kind, str]]]:
    """Every form of the surname of every full name, and whose it is."""
    found: dict[str, set[tuple[Kind, str]]] = {}
    for one in people:
        for form in surname_forms(_last(one.base), lang):
            found.setdefault(_plain(form), set()).add(_key(one))
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
    return Entity(key, finding.kind, ((lang, finding.base),), rule=RULE), RULE


def _spellings(finding: Finding, authority: Authority) -> EntityId | None:
    """Somebody on file whose given name and surname are spelt with the same sounds."""
    if finding.kind != "person" or " " not in _bare(finding.base):
        return None
    found = authority.people_by_key.get(name_key(finding.base), ())
    return found[0] if len(found) == 1 else None


def _key(finding: Finding) -> tuple[Kind, str]:
    return finding.kind, _plain(finding.base)


def _plain(name: str) -> str:
    return folded(unmasked(name))


def _last(base: str) -> str:
    return base.rsplit(maxsplit=1)[-1] if base.split() else base


def _bare(base: str) -> str:
    """`base` without initials: "А. Гараев" is a lone surname."""
    return " ".join(word for word in base.split() if not word.endswith("."))
