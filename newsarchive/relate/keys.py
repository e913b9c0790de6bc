"""What an article's words amount to: stems of its own language, and keys that any language shares.

A key that two languages share is a name or a loanword folded to Latin consonants, a number,
a concept of the hand-written lexicon, or an entity. Does not weigh or compare anything.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from babel import Locale, localedata

from newsarchive import languages, text
from newsarchive.model import EntityId

PIVOT = "en"  # the lexicons of all languages point at words of this one
TITLE_WEIGHT = 2.0  # a word of the headline counts as often as two of the body

_NUMBER = re.compile(r"(?<![\w.,])\d(?:[\d\u00a0\u202f ]|[.,](?=\d))*")
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:]|[\n«\"“„])\s*$")

# English press spells foreign sounds in many ways; both sides are brought to the same few letters
_FOLDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch", "s"), ("tsch", "c"), ("dzh|dj|dge", "j"), ("tch|ch", "c"), ("sh", "s"),
        ("zh", "z"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts|tz", "c"),
        ("ck", "k"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("q", "k"), ("ou|oo", "u"),
        ("ee|ea", "i"), ("[iyj]+[aeu]", "a"), ("[iyj]+o", "o"), ("y|j", "i"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("h", "g"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one article with how often each occurs, and a word as printed for each."""

    within: Mapping[str, float]  # compared with articles in the same language
    across: Mapping[str, float]  # compared with articles in any other
    printed: Mapping[str, str]


def keys(
    title: str,
    body: str,
    lang: str,
    entities: Sequence[EntityId] = (),
    weak: Sequence[EntityId] = (),
) -> Keys:
    """The keys of a text; `entities`, and those that tell little, as often as it mentions them."""
    within: defaultdict[str, float] = defaultdict(float)
    across: defaultdict[str, float] = defaultdict(float)
    printed: dict[str, str] = {}
    for part, weight in ((title, TITLE_WEIGHT), (body, 1.0)):
        for word, opens in _words(part):
            root = stem(word, lang)
            within[f"s:{root}"] += weight
            printed.setdefault(f"s:{root}", word)
            for key, share in _shared(word, opens, lang):
                across[key] += weight * share
                printed.setdefault(key, word)
        for number in numbers(part):
            across[f"#:{number}"] += weight
            printed.setdefault(f"#:{number}", number)
    for kind, named in (("e", entities), ("w", weak)):
        for entity in named:
            across[f"{kind}:{entity}"] += 1.0
    return Keys(within, across, printed)


def numbers(part: str) -> list[str]:
    """The numbers of `part` with two digits or more, thousands joined, a decimal point for all."""
    found = (match.group().strip() for match in _NUMBER.finditer(part))
    joined = (re.sub(r"\D", "", n) if _GROUPED.fullmatch(n) else n for n in found)
    pieces = (piece for n in joined for piece in re.split(r"[\s\u00a0\u202f]+", n))
    return [piece.replace(",", ".") for piece in pieces if len(piece) > 1]


stem = lru_cache(1 << 17)(text.stem)


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """`word` in the few Latin letters that all spellings of a sound come to."""
    letters = re.sub("[^a-z]", "", anyascii(word).lower())
    for pattern, sound in _FOLDS:
        letters = pattern.sub(sound, letters)
    return letters


@lru_cache(1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a folded name behind its first letter; short names stay whole."""
    folded = fold(word)
    if len(folded) <= 4:
        return folded
    bones = folded[0] + re.sub("[aeiou]", "", folded[1:])
    return bones if len(bones) > 2 else folded[:4]


def name_keys(word: str, lang: str) -> tuple[str, ...]:
    """The skeletons of a name as it stands and of its stem, which may have lost more than a case:
    a stemmer takes the -ov of a surname for a plural.
    """
    return tuple(dict.fromkeys((skeleton(word), skeleton(stem(word, lang)))))


def _words(part: str) -> list[tuple[str, bool]]:
    """The words of `part` (no numbers), and whether each opens a sentence or a quotation."""
    found = []
    for match in _WORD.finditer(part):
        word, start = match.group(), match.start()
        # only a capital may be there for the sentence's sake
        opens = word[0].isupper() and bool(_OPENS_SENTENCE.search(part[max(0, start - 3) : start]))
        found.append((_POSSESSIVE.sub("", word) if "'" in word or "’" in word else word, opens))
    return found


@lru_cache(1 << 17)
def _shared(word: str, opens: bool, lang: str) -> tuple[tuple[str, float], ...]:
    """The keys by which another language may know `word`, with the share of each."""
    root = stem(word, lang)
    country = _countries(lang).get(root)
    if country:
        return ((f"c:{country}", 1.0),)
    concepts = _concepts(lang).get(root)
    if concepts:
        return tuple((f"d:{concept}", 1 / len(concepts)) for concept in concepts)
    found = []
    if word[0].isupper() and not opens:
        found += [(f"n:{bones}", 1.0) for bones in name_keys(word, lang) if len(bones) > 1]
    if len(root) >= 5 and len(folded := fold(root)) >= 5:
        found.append((f"l:{folded[0]}{re.sub('[aeiou]', '', folded[1:6])}", 1.0))
    return tuple(found)


@cache
def _countries(lang: str) -> Mapping[str, str]:
    """Stem of a country's name or of its people's -> its code; names of one word only."""
    names = dict(Locale.parse(lang).territories) if localedata.exists(lang) else {}
    found = {
        stem(name, lang): code
        for code, name in sorted(names.items())
        if len(code) == 2 and name.isalpha()
    }
    for line in languages.entries(lang, "demonyms"):
        code, *words = line.split()
        found.update((stem(word, lang), code) for word in words)
    return found


@cache
def _concepts(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Stem of `lang` -> concepts, each named by the stem of a word of the pivot language."""
    found: dict[str, dict[str, None]] = {}
    for line in languages.entries(lang, "lexicon"):
        word, _, meanings = line.partition("=")
        stems = (stem(meaning.strip(), PIVOT) for meaning in meanings.split(","))
        found.setdefault(stem(word.strip(), lang), {}).update(dict.fromkeys(stems))
    if lang == PIVOT:
        for concept in _all_concepts():
            found.setdefault(concept, {concept: None})
    return {root: tuple(concepts) for root, concepts in found.items()}


@cache
def _all_concepts() -> frozenset[str]:
    others = (lang for lang in languages.known() if lang != PIVOT)
    return frozenset(c for lang in others for found in _concepts(lang).values() for c in found)
