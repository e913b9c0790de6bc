"""Finding names in a language written with capitals, by a small sequence model of our own.

Only runs of capitalised words are looked at, each with what stands around it: everything else is
no name. A second look at the whole text lets clear mentions decide unclear ones.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from newsarchive import languages
from newsarchive.describe.names import crf

_LANGUAGES = Path(languages.__file__).parent
_REPEATED = re.compile(r"(.)\1+")
_SMALL, _LARGE, _DIGIT = re.compile("[a-z]"), re.compile("[A-Z]"), re.compile(r"\d")

CLEAR = 0.9  # how sure a mention must be to decide the same word elsewhere in the text

Tokens = Sequence[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists the features look at; all in lower case."""

    usual: Mapping[str, int]  # words of running text: 3 hardly ever capitalised, 1 often
    phrases: Mapping[str, str]  # known names of places and organisations -> which list
    longest: Mapping[str, int]  # first word of a phrase -> words in the longest that begins so
    people: frozenset[str]  # given names and surnames
    demonyms: frozenset[str]
    classes: Mapping[str, str]  # a word that tells -> T title, O organisation, L place, M month
    links: frozenset[str]  # small words inside names


@dataclass(frozen=True, slots=True)
class Span:
    """A name found: tokens `start` to `end`, exclusive."""

    start: int
    end: int
    label: str  # PER, LOC, ORG or MISC
    sure: float  # 0..1


def find(sentences: Sequence[Tokens], lang: str) -> list[list[Span]]:
    """Names in each sentence of one text, in order. MISC are names of nothing we tag."""
    chain, lexicon = crf.load(model_path(lang)), lexicon_of(lang)
    first = [find_alone(tokens, chain, lexicon) for tokens in sentences]
    return _second_look(sentences, first, lexicon)


def find_alone(tokens: Tokens, chain: crf.Chain, lexicon: Lexicon) -> list[Span]:
    """Names in one sentence, without a look at the others."""
    shown, heading = truecased(tokens, lexicon)
    found: list[Span] = []
    for start, end in runs(shown, lexicon):
        labels = crf.decode(features(shown, start, end, heading, lexicon), chain)
        found += _spans(labels, start)
    return [_trimmed(span, tokens) for span in found]


def model_path(lang: str) -> Path:
    """Where a language's coefficients lie."""
    return _LANGUAGES / lang / "names_model.json"


@cache
def lexicon_of(lang: str) -> Lexicon:
    """The lists that lie beside the coefficients."""
    return lexicon_from(crf.load(model_path(lang)).meta["lexicon"], lang)


def lexicon_from(raw: Mapping[str, Mapping[str, str] | str], lang: str) -> Lexicon:
    """Lists as the model file holds them: words parted by spaces, phrases by "|"."""
    words = languages.table(lang, "name_words")
    listed = {name: str(text).split("|") for name, text in raw.items() if name in _LISTS}
    phrases = {phrase: name for name in _LISTS for phrase in listed.get(name, ()) if phrase}
    longest: dict[str, int] = {}
    for phrase in phrases:
        parts = phrase.split()
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    kinds = (("T", "title"), ("O", "organisation"), ("L", "place"), ("M", "month"))
    return Lexicon(
        usual={w: k for k in (1, 2, 3) for w in str(raw.get(f"usual{k}", "")).split()},
        phrases=phrases,
        longest=longest,
        people=frozenset(str(raw.get("people", "")).split()),
        demonyms=frozenset(str(raw.get("demonyms", "")).split("|")),
        classes={w: letter for letter, name in reversed(kinds) for w in words[name].split()},
        links=frozenset(words["link"].split()),
    )


_LISTS = ("town", "city", "organisation", "country")  # a later one wins over an earlier one


# ---------------------------------------------------------------- features


def truecased(tokens: Tokens, lexicon: Lexicon) -> tuple[list[str], int]:
    """Tokens of a heading as they would stand in a sentence; 1 all capitals, 2 Title Case, 0 none.

    Words that are usually in small letters elsewhere lose their capital.
    """
    letters = [token for token in tokens if token[:1].isalpha()]
    if len(letters) < 3:
        return list(tokens), 0
    shouted = sum(token.isupper() for token in letters) >= 0.75 * len(letters)
    titled = len(letters) >= 6 and (
        sum(token[:1].isupper() for token in letters) > 0.8 * len(letters)
    )
    if not shouted and not titled:
        return list(tokens), 0
    return [_small(token, lexicon, shouted=shouted) for token in tokens], 1 if shouted else 2


def _small(token: str, lexicon: Lexicon, *, shouted: bool) -> str:
    low = token.lower()
    if not token[:1].isalpha():
        return token
    if lexicon.usual.get(low, 0) >= 2 or low in lexicon.links or lexicon.classes.get(low) == "T":
        return low
    return token.capitalize() if shouted and token.isupper() and len(token) > 4 else token


def runs(tokens: Tokens, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches of capitalised tokens, small linking words between two of them included."""
    found: list[tuple[int, int]] = []
    i, n = 0, len(tokens)
    while i < n:
        if not tokens[i][:1].isupper():
            i += 1
            continue
        j = i + 1
        while j < n and (
            tokens[j][:1].isupper()
            or (tokens[j] in lexicon.links and j + 1 < n and tokens[j + 1][:1].isupper())
        ):
            j += 1
        found.append((i, j))
        i = j
    return found


@dataclass(frozen=True, slots=True)
class _Window:
    """A run and two tokens to either side, each token seen in five ways."""

    tokens: Tokens
    start: int  # of the run, in `tokens`
    end: int
    low: list[str]
    word: list[str]  # what class of telling word
    usual: list[int]
    listed: list[str]
    shape: list[str]


def features(
    tokens: Tokens, start: int, end: int, heading: int, lexicon: Lexicon
) -> list[list[str]]:
    """What the model sees of each token of one run."""
    left = max(0, start - 2)
    window = _window(tokens[left : end + 2], start - left, end - left, lexicon)
    run = _run_features(window, whole=end - start == len(tokens), length=len(tokens))
    size, last = min(end - start, 5), window.word[window.end - 1]
    found: list[list[str]] = []
    for i in range(window.start, window.end):
        place = min(i - window.start, 4)
        one = _own(window, i) + _around(window, i) + run
        one.append(f"rl={size},{place}")
        one.append(f"rla={last}{int(i == window.end - 1)}")
        one.append(f"rog={run[0]}{window.listed[i]}{size}")
        if left + i == 0:
            one += ["first", f"first{window.listed[i]}{window.word[i]}{window.usual[i]}"]
        if heading:
            one.append(f"hl{heading}")
        found.append(one)
    return found


def _window(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> _Window:
    low = [_plain(token) for token in tokens]
    return _Window(
        tokens,
        start,
        end,
        low,
        word=[_word_class(*pair, lexicon) for pair in zip(tokens, low, strict=True)],
        usual=[lexicon.usual.get(one, 0) for one in low],
        listed=_listed(low, start, end, lexicon),
        shape=[_shape(token) for token in tokens],
    )


def _own(w: _Window, i: int) -> list[str]:
    low, shape, word, listed, usual = w.low[i], w.shape[i], w.word[i], w.listed[i], w.usual[i]
    return [
        "b", "w=" + low, "s=" + shape, "p2=" + low[:2], "p3=" + low[:3],
        "x2=" + low[-2:], "x3=" + low[-3:], "x4=" + low[-4:], "g=" + listed, "c=" + word,
        f"gc={listed}{word}{usual}", f"lf={usual}{int(w.tokens[i][:1].isupper())}",
        "sc=" + shape + word, "sg=" + shape + listed,
    ]  # fmt: skip


def _around(w: _Window, i: int) -> list[str]:
    found: list[str] = []
    for step in (-2, -1, 1, 2):
        k = i + step
        if not 0 <= k < len(w.low):
            found.append(f"{step}:_")
            continue
        found += [f"{step}:w={w.low[k]}", f"{step}:s={w.shape[k]}", f"{step}:c={w.word[k]}"]
        found.append(f"{step}:g={w.listed[k]}")
        if step in (-1, 1):
            found.append(f"{step}:cc={w.word[k]}{w.word[i]}{w.listed[i]}{w.usual[k]}")
    return found


def _run_features(w: _Window, *, whole: bool, length: int) -> list[str]:
    kinds = "".join(sorted(set(w.word[w.start : w.end]) & set("OLTMD")))
    before = w.low[w.start - 1] if w.start else "^"
    after = w.low[w.end] if w.end < len(w.low) else "$"
    size = min(w.end - w.start, 5)
    found = [f"ro={kinds}", f"rp={before}", f"rn={after}"]
    found += [f"rpl={before},{size}", f"rnl={after},{size}"]
    if whole:
        found.append(f"rall{size}")
    if length <= 3:
        found.append(f"short{length}")
    return found


def _listed(low: list[str], start: int, end: int, lexicon: Lexicon) -> list[str]:
    """For each token, which list a phrase around it stands in: B... begins one, I... is inside."""
    found = ["-"] * len(low)
    i = start
    while i < end:
        size = min(lexicon.longest.get(low[i], 0), end - i)
        while size and " ".join(low[i : i + size]) not in lexicon.phrases:
            size -= 1
        if size:
            name = lexicon.phrases[" ".join(low[i : i + size])]
            found[i : i + size] = ["B" + name] + ["I" + name] * (size - 1)
        i += size or 1
    return found


def _word_class(token: str, low: str, lexicon: Lexicon) -> str:
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


@lru_cache(maxsize=100_000)
def _shape(token: str) -> str:
    plain = _SMALL.sub("x", _LARGE.sub("X", _DIGIT.sub("0", _ascii(token))))
    return _REPEATED.sub(r"\1", plain)[:10]


@lru_cache(maxsize=100_000)
def _plain(token: str) -> str:
    return _ascii(token).lower()


def _ascii(token: str) -> str:
    if token.isascii():
        return token
    return unicodedata.normalize("NFKD", token).encode("ascii", "ignore").decode()


# ---------------------------------------------------------------- spans


def _spans(labels: Sequence[tuple[str, float]], offset: int) -> list[Span]:
    found: list[Span] = []
    for i, (label, sure) in enumerate(labels):
        kind = label[2:]
        joined = label[:1] == "I" and found and found[-1].end == offset + i
        if joined and found[-1].label == kind:
            found[-1] = Span(found[-1].start, offset + i + 1, kind, found[-1].sure)
        elif label != "O":
            found.append(Span(offset + i, offset + i + 1, kind, sure))
    return found


def _trimmed(span: Span, tokens: Tokens) -> Span:
    """A person's name neither begins nor ends in a number."""
    start, end = span.start, span.end
    if span.label == "PER":
        while end - start > 1 and tokens[end - 1][:1].isdigit():
            end -= 1
        while end - start > 1 and tokens[start][:1].isdigit():
            start += 1
    return Span(start, end, span.label, span.sure)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the first look at a whole text saw."""

    votes: Mapping[str, Mapping[str, float]]  # a name's words -> label -> how sure in sum
    surnames: Mapping[str, float]  # of people named in full
    clear: Mapping[str, Span]  # words that somewhere are a name beyond doubt
    lexicon: Lexicon


def _second_look(
    sentences: Sequence[Tokens], first: Sequence[Sequence[Span]], lexicon: Lexicon
) -> list[list[Span]]:
    seen = _seen(sentences, first, lexicon)
    return [_decided(tokens, spans, seen) for tokens, spans in zip(sentences, first, strict=True)]


def _seen(sentences: Sequence[Tokens], first: Sequence[Sequence[Span]], lexicon: Lexicon) -> _Seen:
    votes: dict[str, dict[str, float]] = {}
    surnames: dict[str, float] = {}
    clear: dict[str, Span] = {}
    for tokens, spans in zip(sentences, first, strict=True):
        for span in spans:
            key, alone = _key(tokens, span), span.end - span.start == 1
            labels = votes.setdefault(key, {})
            labels[span.label] = labels.get(span.label, 0.0) + span.sure**2
            if span.label == "PER" and not alone and span.sure > 0.5:
                last = tokens[span.end - 1].lower()
                surnames[last] = max(surnames.get(last, 0.0), span.sure)
            elif alone and span.sure > CLEAR:
                clear[key] = span
    clear |= {key: Span(0, 1, "PER", sure) for key, sure in surnames.items()}
    return _Seen(votes, surnames, clear, lexicon)


def _decided(tokens: Tokens, spans: Sequence[Span], seen: _Seen) -> list[Span]:
    found = [_voted(tokens, span, seen) for span in spans]
    used = {i for span in found for i in range(span.start, span.end)}
    for i, token in enumerate(tokens):
        known = seen.clear.get(token.lower())
        if (
            known
            and len(token) > 1
            and token[0].isupper()
            and not used & {i - 1, i, i + 1}
            and seen.lexicon.usual.get(token.lower(), 0) < 2
        ):
            found.append(Span(i, i + 1, known.label, known.sure))
    return sorted(found, key=lambda span: span.start)


def _voted(tokens: Tokens, span: Span, seen: _Seen) -> Span:
    """A lone surname is the person's; an unsure label gives way to the text's own majority."""
    key, listed = _key(tokens, span), _key(tokens, span) in seen.lexicon.phrases
    label, votes = span.label, seen.votes[key]
    alone = span.end - span.start == 1
    if alone and seen.surnames.get(key, 0.0) > span.sure - 0.2 and not listed:
        label = "PER"
    elif len(votes) > 1 and span.sure < CLEAR and not (label == "ORG" and listed):
        label = max(sorted(votes), key=votes.__getitem__)
    return Span(span.start, span.end, label, span.sure)


def _key(tokens: Tokens, span: Span) -> str:
    return " ".join(tokens[span.start : span.end]).lower()
