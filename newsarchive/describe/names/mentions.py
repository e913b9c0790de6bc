"""Who and what an article names, and where: names on file first, then those found in the text."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsarchive.describe.authority import Authority
from newsarchive.describe.names import unknown
from newsarchive.describe.names.evidence import Context, Ground, ground
from newsarchive.describe.names.fold import unmasked
from newsarchive.describe.names.matcher import Hit
from newsarchive.describe.names.passage import Finding
from newsarchive.describe.names.person import given_name_before, initials_before, initials_fit
from newsarchive.describe.phrases import stemmed
from newsarchive.model import Entity, EntityId, Mention, Passage


@dataclass(frozen=True, slots=True)
class Place:
    """A title or paragraph, where names on file may stand in it, and what was found besides."""

    paragraph: int
    text: str
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...] = ()

    def printed(self, hit: Hit) -> str:
        """The words of a hit."""
        return self.text[hit.start : hit.end]


def mentions(
    places: Sequence[Place], lang: str, authority: Authority
) -> tuple[tuple[Mention, ...], Mapping[EntityId, Entity]]:
    """Mentions in reading order, and every entity they name. Blocked ones are left out."""
    read = [_without_parts_of_names(place, authority) for place in places]
    context = _context(read, lang)
    on_file = _on_file(read, context, authority)
    texts = {place.paragraph: place.text for place in places}
    left = _left(read, on_file, context)
    found = [
        named
        for named in unknown.resolve(left, tuple(texts.values()), lang, authority)
        if named.entity.id not in authority.entries
        or not authority.entries[named.entity.id].blocked
    ]
    every = [
        *(one for one in on_file if not authority.entries[one.entity].blocked),
        *(_as_mention(named, texts) for named in found),
    ]
    entities = {one.entity: authority.entity(one.entity) for one in on_file}
    entities |= {named.entity.id: named.entity for named in found}
    return tuple(sorted(every, key=lambda one: one.passage)), entities


def _as_mention(named: unknown.Named, texts: Mapping[int, str]) -> Mention:
    at = named.finding
    passage = Passage(at.number, at.start, at.end)
    surface = texts[at.number][at.start : at.end]
    return Mention(named.entity.id, surface, passage, named.rule, named.evidence)


# ---------------------------------------------------------------- names on file


def _on_file(places: Sequence[Place], context: Context, authority: Authority) -> list[Mention]:
    grounds: dict[tuple[EntityId, ...], Ground | None] = {}  # of a surname's bearers, once each
    found = (
        _mention(place, hit, context, authority, grounds) for place in places for hit in place.hits
    )
    return [one for one in found if one]


def _mention(
    place: Place,
    hit: Hit,
    context: Context,
    authority: Authority,
    grounds: dict[tuple[EntityId, ...], Ground | None],
) -> Mention | None:
    if hit.full:
        key = hit.full[0]
        passage = Passage(place.paragraph, hit.start, hit.end)
        return Mention(key, place.printed(hit), passage, authority.entity(key).rule)
    if _is_anothers(place, hit, context.language):
        return None
    start = initials_before(place.text, hit.start)
    bearers = tuple(_fitting(place, hit, authority))
    if bearers not in grounds:
        grounds[bearers] = ground([authority.entries[key] for key in bearers], context)
    found = grounds[bearers]
    if found is None:
        return None
    passage = Passage(place.paragraph, start, hit.end)
    surface = place.text[start : hit.end]
    return Mention(found.entity, surface, passage, found.rule, found.evidence)


def _fitting(place: Place, hit: Hit, authority: Authority) -> list[EntityId]:
    """Whose surname this is, by the initials before it if there are any."""
    start = initials_before(place.text, hit.start)
    initials = unmasked(place.text[start : hit.end])[: hit.start - start]
    return [
        key for key in hit.bare if not initials or initials_fit(initials, authority.entity(key))
    ]


def _context(places: Sequence[Place], lang: str) -> Context:
    named: dict[EntityId, str] = {}
    bare: dict[EntityId, str] = {}
    contested: set[EntityId] = set()
    for place in places:
        for hit in place.hits:
            for key in hit.full:
                named.setdefault(key, place.printed(hit))
            if _is_anothers(place, hit, lang):
                contested.update(hit.bare)
            else:
                bare.update((key, place.printed(hit)) for key in hit.bare if key not in bare)
    return Context(
        language=lang,
        texts=tuple(stemmed(place.text, lang) for place in places) if bare else (),
        named=named,
        bare=bare,
        contested=frozenset(contested),
    )


def _is_anothers(place: Place, hit: Hit, lang: str) -> bool:
    """Whether a surname on file stands here behind somebody else's given name."""
    if not hit.bare:
        return False
    one = _around(place, hit)
    given = (
        one is not None
        and one.kind == "person"
        and one.start < hit.start < hit.end <= one.end
        and initials_before(place.text, hit.start) > one.start
    )
    return given or given_name_before(place.text, hit.start, lang)


# ---------------------------------------------------------------- names found besides


def _without_parts_of_names(place: Place, authority: Authority) -> Place:
    """Without places that are only a part of a longer name: Jordan in "Michael Jordan"."""
    kept = tuple(
        hit
        for hit in place.hits
        if not (hit.full and (one := _around(place, hit)) and _is_part(hit, one, authority))
    )
    return replace(place, hits=kept)


def _around(place: Place, hit: Hit) -> Finding | None:
    """The finding that a hit may lie in; findings stand in order and do not overlap."""
    i = bisect_right(place.findings, hit.start, key=lambda one: one.start)
    return place.findings[i - 1] if i else None


def _is_part(hit: Hit, finding: Finding, authority: Authority) -> bool:
    """A place inside a person's name, or one that a body's name begins with (Manchester United)."""
    if not (finding.start <= hit.start and hit.end <= finding.end):
        return False
    longer = finding.end - finding.start > hit.end - hit.start
    if not longer or any(authority.entity(key).kind != "place" for key in hit.full):
        return False
    return finding.kind == "person" or (
        finding.kind == "organisation" and finding.start == hit.start
    )


def _left(places: Sequence[Place], on_file: Sequence[Mention], context: Context) -> list[Finding]:
    """Findings where no name on file was recognised.

    A surname on file that nothing shows the bearer of is left out as well: it is nobody new. Not
    so where the article names in full somebody else of that surname, and nobody on file.
    """
    spans: dict[int, list[tuple[int, int]]] = {place.paragraph: [] for place in places}
    for one in on_file:
        spans[one.passage.paragraph].append((one.passage.start, one.passage.end))
    for place in places:
        spans[place.paragraph] += [
            (hit.start, hit.end)
            for hit in place.hits
            if hit.bare and not _is_anothers(place, hit, context.language)
            if not context.contested.issuperset(hit.bare) or context.named.keys() & set(hit.bare)
        ]
    for known in spans.values():
        known.sort()
    left = (
        _beside(finding, spans[place.paragraph], place.text)
        for place in places
        for finding in place.findings
    )
    return [finding for finding in left if finding]


def _beside(finding: Finding, spans: Sequence[tuple[int, int]], text: str) -> Finding | None:
    """The finding without what is known already, so that no two mentions overlap.

    A body called after a place keeps it in its name: «Группа друзей» of «Группа друзей
    Азербайджана», "Central Bank" of "Central Bank of Azerbaijan".
    """
    first = bisect_right(spans, finding.start, key=lambda span: span[1])
    touched = spans[first : bisect_right(spans, finding.end + 1, key=lambda span: span[0])]
    overlapping = [span for span in touched if span[0] < finding.end]
    if not touched or (finding.kind != "organisation" and not overlapping):
        return finding
    start, end = touched[0]
    if finding.kind != "organisation" or len(touched) > 1 or start <= finding.start:
        return None
    if overlapping:
        name = text[finding.start : start].rstrip()
        while name.rpartition(" ")[2].islower() and len(name.rpartition(" ")[2]) <= _LINK:
            name = name.rpartition(" ")[0]
        inside = end == finding.end and name
        return replace(finding, end=finding.start + len(name)) if inside else None
    if text[finding.end : start] != " ":
        return finding
    return replace(finding, base=f"{finding.base} {text[start:end]}")


_LINK = 3  # letters of "of", "the", "and": what stands between a body and its place
