"""Finding names in a language written with capitals, by a small sequence model of our own.

Only runs of capitalised words are looked at, each with what stands around it: everything else is
no name. A second look at the whole text lets clear mentions decide unclear ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsarchive.describe.names import crf
from newsarchive.describe.names.lexicon import Lexicon, lexicon_of, model_path
from newsarchive.describe.names.observe import Tokens, observe, runs, truecased

USUAL = 3  # hardly ever with a capital inside a sentence
CLEAR = 0.9  # how sure a mention must be to decide the same word elsewhere in the text


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
    for run in runs(shown, lexicon):
        if run == (0, 1) and lexicon.usual.get(shown[0].lower(), 0) == USUAL:
            continue  # "The", "But": what begins a sentence is a fifth of all runs
        labels = crf.decode(observe(shown, run, heading, lexicon), chain)
        found += _spans(labels, run[0])
    return [_trimmed(span, tokens) for span in found]


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
        if not token[:1].isupper() or used & {i - 1, i, i + 1}:
            continue
        low = token.lower()
        known = seen.clear.get(low)
        if known and len(token) > 1 and seen.lexicon.usual.get(low, 0) < 2:
            found.append(Span(i, i + 1, known.label, known.sure))
    return sorted(found, key=lambda span: span.start)


def _voted(tokens: Tokens, span: Span, seen: _Seen) -> Span:
    """A lone surname is the person's; an unsure label gives way to the text's own majority."""
    key = _key(tokens, span)
    listed = seen.lexicon.phrases.get(key)
    label, votes = span.label, seen.votes[key]
    alone = span.end - span.start == 1
    if alone and seen.surnames.get(key, 0.0) > span.sure - 0.2 and not listed:
        label = "PER"
    elif len(votes) > 1 and span.sure < CLEAR and not (label == "ORG" and listed):
        label = max(sorted(votes), key=votes.__getitem__)
    elif listed == "organisation" and span.sure < CLEAR:
        label = "ORG"
    return Span(span.start, span.end, label, span.sure)


def _key(tokens: Tokens, span: Span) -> str:
    return " ".join(tokens[span.start : span.end]).lower()
