"""Judge a translated sentence against its original. Neither translates nor mends.

What is found goes to the reader ("doubtful") and to the editor; nothing is thrown away for it.
The bounds were chosen on human translations of news: benchmarks/gate.py measures them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log, sqrt

from newsarchive import languages, text
from newsarchive.describe import naming, quantities
from newsarchive.describe.authority import Authority
from newsarchive.describe.memory import normalise, primary
from newsarchive.model import Finding

_NOTES = frozenset({naming.PREFERRED})  # say what was changed, and are no doubts

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ODD_LENGTH = 4.0  # standard deviations
_SHORT = -1.2
_ENDINGS = ".!?…。！？"
_CLOSERS = "\"'»”’“)] "


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translation."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    authority: Authority | None = None  # names are compared only where there is one


def doubts(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of `findings` that speak against the translation."""
    return tuple(finding for finding in findings if finding.rule not in _NOTES)


def judge(pair: Pair) -> tuple[Finding, ...]:
    """What speaks against the translation, in the order of RULES; nothing for a good one."""
    if not pair.target.strip():
        return (Finding("empty", "the engine gave nothing"),)
    return tuple(
        Finding(name, detail) for name, rule in RULES if (detail := rule(pair)) is not None
    )


# ---------------------------------------------------------------- the rules


def _untranslated(pair: Pair) -> str | None:
    """The original over again, whole or in great part; names alone may well stay as they are."""
    own = [word.lower() for word in text.words(pair.source)]
    made = [word.lower() for word in text.words(pair.target)]
    shared = sum((Counter(own) & Counter(made)).values())
    lower = any(word.islower() for word in text.words(pair.source)[1:])
    if normalise(pair.source) == normalise(pair.target):
        return "the translation is the original" if lower else None
    if len(made) >= 4 and shared > 0.6 * len(made):
        return f"{shared} of {len(made)} words stand as in the original"
    return None


def _wrong_script(pair: Pair) -> str | None:
    """Words in letters that the language does not use; Latin names and addresses pass anywhere."""
    expected = _script(pair.target_lang)
    if not expected:
        return None
    shown = _ADDRESS.sub(" ", pair.target)
    wrong = [word for word in _LETTERS.findall(shown) if _is_wrong(word, expected)]
    return f"{', '.join(wrong[:5])}: not in {expected} letters" if wrong else None


def _is_wrong(word: str, expected: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0].title() for letter in word}
    if scripts == {"Latin"}:  # names of firms, products and titles are printed so everywhere
        return expected != "Latin" and word.islower()
    return bool(scripts - {expected, "Modifier"})


def _loop(pair: Pair) -> str | None:
    """The same words over and over, more often than the original has any words over and over."""
    made, own = _longest_loop(pair.target), _longest_loop(pair.source)
    if made[0] >= 3 and made[0] > own[0]:
        return f"{made[1]!r} stands {made[0]} times in a row"
    often, words = _most_repeated(pair.target)
    if often >= 3 and often > _most_repeated(pair.source)[0]:
        return f"{words!r} stands {often} times"
    return None


def _longest_loop(sentence: str) -> tuple[int, str]:
    """How often the same one to eight words follow each other directly, and which they are."""
    words = [word.lower() for word in text.words(sentence)]
    best = (1, "")
    for size in range(1, 9):
        run = 1
        for start in range(size, len(words) - size + 1):
            run = run + 1 if words[start : start + size] == words[start - size : start] else 0
            # `run` counts places, not repeats: each whole step of `size` is one repeat more
            best = max(best, (1 + (run + size - 1) // size, " ".join(words[start : start + size])))
    return best


def _most_repeated(sentence: str) -> tuple[int, str]:
    """How often any four words in a row stand in the sentence, and which they are."""
    words = [word.lower() for word in text.words(sentence)]
    counted = Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    if not counted:
        return 0, ""
    found, times = counted.most_common(1)[0]
    return times, " ".join(found)


def _numbers(pair: Pair) -> str | None:
    words = quantities.spelled(pair.source, pair.source_lang)
    lost = _unsaid(pair.source, pair.source_lang, pair.target, pair.target_lang, words)
    if lost:
        return f"{', '.join(lost)}: not in the translation"
    added = _unsaid(pair.target, pair.target_lang, pair.source, pair.source_lang)
    return f"{', '.join(added)}: not in the original" if added else None


def _unsaid(
    here: str, lang: str, there: str, other: str, words: Sequence[quantities.Figure] = ()
) -> list[str]:
    """The figures of `here`, and of `words`, that `there` does not say, or not as often."""
    said = quantities.said(there, other)
    named = quantities.months(there, other)
    asked: Counter[Fraction] = Counter()
    missing: list[str] = []
    for figure in (*quantities.figures(here, lang), *words):
        best = max(figure.values, key=lambda value: (said[value], value))
        asked[best] += 1
        in_parts = bool(figure.parts) and all(said[part] for part in figure.parts)
        is_month = figure.in_date and bool(figure.values & named)
        if said[best] < asked[best] and not in_parts and not is_month:
            missing.append(figure.text)
    return missing


def _names(pair: Pair) -> str | None:
    if pair.authority is None:
        return None
    languages = (pair.source_lang, pair.target_lang)
    lost, added = naming.compare(pair.source, pair.target, languages, pair.authority)
    if lost:
        return f"{', '.join(lost)}: not in the translation"
    return f"{', '.join(added)}: not in the original" if added else None


def _length(pair: Pair) -> str | None:
    if abs(_stretch(pair)) <= _ODD_LENGTH:
        return None
    return f"{len(pair.target)} characters for {len(pair.source)}"


def _cut_off(pair: Pair) -> str | None:
    """The original ends its sentence; the translation, short already, does not."""
    ended = pair.source.rstrip(_CLOSERS).endswith(tuple(_ENDINGS))
    if not ended or pair.target.rstrip(_CLOSERS).endswith((*_ENDINGS, ":", ";")):
        return None
    return "no full stop at the end" if _stretch(pair) < _SHORT else None


def _stretch(pair: Pair) -> float:
    """How much longer the translation is than expected, in standard deviations.

    The spread of log(length / length) over human translations of Russian news (WMT 2013, 2015):
    it narrows as sentences grow. Chinese and Japanese say more in a letter: nothing is expected.
    """
    own, made = len(pair.source), len(pair.target)
    if _DENSE.search(pair.source) or _DENSE.search(pair.target):
        return 0.0
    return log(made / own) / sqrt(0.012 + 1.7 / own)


# Rules in the order in which their findings are shown.
RULES: tuple[tuple[str, Callable[[Pair], str | None]], ...] = (
    ("untranslated", _untranslated),
    ("wrong script", _wrong_script),
    ("loop", _loop),
    ("number", _numbers),
    ("name", _names),
    ("length", _length),
    ("cut off", _cut_off),
)


def _script(lang: str) -> str:
    return next(iter(languages.entries(primary(lang), "script")), "")
