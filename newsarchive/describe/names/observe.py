"""What the sequence model sees of a capitalised run: the run, its words and what stands around.

Says nothing of what a run is; that is for crf.py, by coefficients learnt from these same features.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

from newsarchive.describe.names.crf import Group, Observed
from newsarchive.describe.names.lexicon import Lexicon

_REPEATED = re.compile(r"(.)\1+")
_NUMBER = re.compile(r"\d+")

REACH = 5  # tokens to either side of a run
REMEMBERED = 50_000  # words a process remembers what it saw of

Tokens = Sequence[str]


class Word(NamedTuple):
    """A token seen in several ways."""

    token: str
    low: str  # small letters without accents, every number one 0
    usual: int  # how usual the word is in small letters, 0 to 3
    kind: str  # which class of telling word; 0 number, . punctuation, - none
    shape: str  # e.g. "Xx", "X.X."
    sign: str  # x small, X capital, L country, 0 number, else the token's first character
    capital: bool


# ---------------------------------------------------------------- headings and runs


def truecased(tokens: Tokens, lexicon: Lexicon) -> tuple[list[str], int]:
    """Tokens of a heading as they would stand in a sentence; 1 all capitals, 2 Title Case, 0 none.

    Words that are usually in small letters elsewhere lose their capital.
    """
    letters = [token for token in tokens if token[:1].isalpha()]
    if len(letters) < 3:
        return list(tokens), 0
    shouted = sum(map(str.isupper, letters)) >= 0.75 * len(letters)
    titled = len(letters) >= 6 and (
        sum(token[0].isupper() for token in letters) > 0.8 * len(letters)
    )
    if not shouted and not titled:
        return list(tokens), 0
    listed = _listed([token.lower() for token in tokens], lexicon)
    shown = [
        _small(token, lexicon, shouted=shouted, named=place != "-")
        for token, place in zip(tokens, listed, strict=True)
    ]
    return shown, 1 if shouted else 2


def _small(token: str, lexicon: Lexicon, *, shouted: bool, named: bool) -> str:
    """NEW is a small word in "NEW TALKS", and none in "NEW YORK", which is `named`."""
    low = token.lower()
    if not token[:1].isalpha():
        return token
    if named:
        return token.capitalize() if shouted and len(token) > 3 else token
    if lexicon.usual.get(low, 0) >= 2 or low in lexicon.links or lexicon.classes.get(low) == "T":
        return low
    return token.capitalize() if shouted and token.isupper() and len(token) > 4 else token


def runs(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches of capitalised tokens, small linking words between two of them included."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for i, token in enumerate(tokens):
        if not token[:1].isupper():
            continue
        if end == i or (end == i - 1 and end > 0 and tokens[end] in lexicon.links):
            end = i + 1
            continue
        if end > 0:
            found.append((start, end))
        start, end = i, i + 1
    return [*found, (start, end)] if end > 0 else found


# ---------------------------------------------------------------- features


def observe(tokens: Tokens, run: tuple[int, int], heading: int, lexicon: Lexicon) -> Observed:
    """The features of one run: those of the whole, and those of each word in groups."""
    left = max(0, run[0] - REACH)  # what is further away is not looked at
    words = [word(token, lexicon) for token in tokens[left : run[1] + REACH]]
    start, end = run[0] - left, run[1] - left
    listed = _listed([one.low for one in words[start:end]], lexicon)
    kinds = "".join(sorted({one.kind for one in words[start:end]} & _TELLING))
    each: list[list[Group]] = []
    for i in range(start, end):
        own, place = words[i], listed[i - start]
        seen = [
            _own(own.token, place, lexicon),
            _place(i - start, end - start, words[end - 1].kind, kinds, place),
        ]
        for step in (-2, -1, 1, 2):
            k = i + step
            if not 0 <= k < len(words):
                seen.append(_EDGE[step])
                continue
            near = listed[k - start] if start <= k < end else "-"
            seen.append(_beside(step, words[k].token, near, lexicon))
            if -2 < step < 2:
                seen.append(_pair(step, words[k].kind, own.kind, place, words[k].usual))
        if heading:
            seen.append((f"hl{heading}",))
        if left + i == 0:
            seen.append(("first", f"first{place}{own.kind}{own.usual}"))
        each.append(seen)
    return Observed(_run(words, start, end, kinds, len(tokens)), each)


_TELLING = frozenset("OLTMD")
_EDGE: Mapping[int, Group] = {step: (f"{step}:_",) for step in (-2, -1, 1, 2)}


def _run(words: Sequence[Word], start: int, end: int, kinds: str, n: int) -> Group:
    """`n`: how many tokens the sentence has."""
    size = min(end - start, 5)
    before = words[start - 1].low if start else "^"
    after = words[end].low if end < len(words) else "$"
    left = _outline(words[max(0, start - 4) : start])[-3:] or "^"
    right = _outline(words[end : end + 5])[:4] or "$"
    return (
        f"ro={kinds}", f"rp={before}", f"rn={after}", f"rpl={before},{size}",
        f"rnl={after},{size}", f"ol={left}", f"or={right}",
        f"rall{size}" if end - start == n else "", f"short{n}" if n <= 3 else "",
    )  # fmt: skip


def _outline(words: Sequence[Word]) -> str:
    """A stretch in a sign a word, the same sign once."""
    found = ""
    for one in words:
        if found[-1:] != one.sign:
            found += one.sign
    return found


@lru_cache(maxsize=REMEMBERED)
def _own(token: str, listed: str, lexicon: Lexicon) -> Group:
    _, low, usual, kind, shape, _, capital = word(token, lexicon)
    return (
        "b", "w=" + low, "s=" + shape, "p2=" + low[:2], "p3=" + low[:3],
        "x2=" + low[-2:], "x3=" + low[-3:], "x4=" + low[-4:], "g=" + listed, "c=" + kind,
        f"gc={listed}{kind}{usual}", f"lf={usual}{int(capital)}",
        "sc=" + shape + kind, "sg=" + shape + listed,
    )  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def _place(at: int, size: int, last: str, kinds: str, listed: str) -> Group:
    """`at` counts from 0 to `size`, which is that of the run."""
    short, ends = min(size, 5), int(at == size - 1)
    return (f"rl={short},{min(at, 4)}", f"rla={last}{ends}", f"rog={kinds}{listed}{short}")


@lru_cache(maxsize=REMEMBERED)
def _beside(step: int, token: str, listed: str, lexicon: Lexicon) -> Group:
    _, low, _, kind, shape, _, _ = word(token, lexicon)
    return (f"{step}:w={low}", f"{step}:s={shape}", f"{step}:c={kind}", f"{step}:g={listed}")


@lru_cache(maxsize=REMEMBERED)
def _pair(step: int, kind: str, own_kind: str, own_listed: str, usual: int) -> Group:
    return (f"{step}:cc={kind}{own_kind}{own_listed}{usual}",)


def _listed(low: list[str], lexicon: Lexicon) -> list[str]:
    """For each word, which list a phrase around it stands in: B... begins one, I... is inside."""
    found = ["-"] * len(low)
    i = 0
    while i < len(low):
        size = min(lexicon.longest.get(low[i], 0), len(low) - i)
        while size and " ".join(low[i : i + size]) not in lexicon.phrases:
            size -= 1
        if size:
            name = lexicon.phrases[" ".join(low[i : i + size])]
            found[i : i + size] = ["B" + name] + ["I" + name] * (size - 1)
        i += size or 1
    return found


# ---------------------------------------------------------------- words


@lru_cache(maxsize=REMEMBERED)
def word(token: str, lexicon: Lexicon) -> Word:
    """What is seen of one token, whatever stands around it."""
    if token.isascii() and token.islower() and token.isalpha():  # what most words are
        return Word(
            token, token, lexicon.usual.get(token, 0), _kind(token, token, lexicon), "x", "x", False
        )
    low = _ascii(token).lower()
    kind, capital, usual = (
        _kind(token, low, lexicon),
        token[:1].isupper(),
        lexicon.usual.get(low, 0),
    )
    sign = token[:1]
    if sign.isalpha() or sign.isdigit():
        sign = "0" if sign.isdigit() else "X" if capital else "x"
        sign = "L" if capital and lexicon.phrases.get(low) == "country" else sign
    plain = _NUMBER.sub("0", low) if not low.isalpha() else low
    return Word(token, plain, usual, kind, _shape(token), sign, capital)


def _kind(token: str, low: str, lexicon: Lexicon) -> str:
    bare = low.strip(".")
    known = lexicon.classes.get(bare)
    if known:
        return known
    if bare in lexicon.demonyms or (bare[-1:] == "s" and bare[:-1] in lexicon.demonyms):
        return "D"
    if bare in lexicon.people:
        return "N"
    if token[:1].isdigit():
        return "0"
    return "-" if token[:1].isalpha() else "."


def _shape(token: str) -> str:
    return _REPEATED.sub(r"\1", _ascii(token).translate(_LIKE))[:10]


_LIKE = str.maketrans(
    dict.fromkeys(ascii_lowercase, "x")
    | dict.fromkeys(ascii_uppercase, "X")
    | dict.fromkeys(digits, "0")
)


def _ascii(token: str) -> str:
    if token.isascii():
        return token
    return unicodedata.normalize("NFKD", token).encode("ascii", "ignore").decode()
