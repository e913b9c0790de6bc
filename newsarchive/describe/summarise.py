"""Choose the sentences of an article that make its summary. Nothing is rewritten or shortened.

How telling a sentence is comes from salience.py; here stand the rules for what may be chosen at
all, how many sentences, and that no two say the same.
"""

import math
import re
from collections.abc import Callable, Sequence

import numpy as np

from newsarchive import text
from newsarchive.describe import salience
from newsarchive.describe.quotations import quoted
from newsarchive.describe.salience import Model
from newsarchive.errors import ConfigError
from newsarchive.model import Article, Sentence, Summary

METHOD = "ranker 1"
LONGEST = 7  # sentences

_LIST_ITEM = re.compile(r"\W{0,2}(?:\d{1,3}|[^\W\d_])[.)]\s|[•●▪*–—-]\s")
_SHORTEST = 4  # words; fewer say too little to stand alone


def summarise(
    article: Article, sentences: Sequence[Sentence], *, length: int | None = None
) -> Summary:
    """The summary of `article`, `length` sentences of it or as many as suit it.

    Raises ConfigError where the editor's sidecar names a sentence that is not there.
    """
    if article.editorial.summary:
        return Summary(_named(article, len(sentences)), "chosen by the editor")
    if not sentences:
        return Summary((), METHOD)
    title = article.title.text if article.title else ""
    wanted = length or suitable_length(len(sentences))
    return Summary(choose(sentences, article.language, wanted, title=title), METHOD)


def suitable_length(sentences: int) -> int:
    """How many sentences sum up a text of so many: 1 of 4, 3 of 19, 4 of 31, at most LONGEST."""
    return max(1, min(LONGEST, round(0.7 * math.sqrt(sentences))))


def choose(
    sentences: Sequence[Sentence],
    lang: str,
    length: int,
    *,
    title: str = "",
    model: Model | None = None,
) -> tuple[int, ...]:
    """Numbers of the most telling sentences, ascending; no rule broken while any other is left."""
    considered = sentences[: salience.MOST_SENTENCES]
    features = salience.features(considered, lang, title=title)
    scores = salience.score(features, model=model)
    worth = (scores - scores.min()) / ((scores.max() - scores.min()) or 1)
    redundancy = salience.redundancy(len(considered), model=model)
    barred = unfit(considered)
    open_to = [number for number in range(len(considered)) if number not in barred]
    chosen: list[int] = []
    overlap = np.zeros(len(considered))
    while len(chosen) < length:
        ready = [n for n in open_to if n not in chosen and _stands(n, considered, lang, chosen)]
        if not ready:
            break
        best = max(ready, key=lambda n: (1 - redundancy) * worth[n] - redundancy * overlap[n])
        chosen.append(best)
        overlap = np.maximum(overlap, features.likeness[best])
    return tuple(sorted(chosen)) or (int(np.argmax(scores)),)


def unfit(sentences: Sequence[Sentence]) -> dict[int, str]:
    """Sentences that no summary may hold, each with the rule that says so."""
    inside = quoted(sentences)
    verdicts: dict[int, str] = {}
    for number, sentence in enumerate(sentences):
        rule = next((name for name, broken in RULES if broken(sentence.text)), None)
        if rule or number in inside:
            verdicts[number] = rule or "part of a longer quotation"
    return verdicts


def _too_short(sentence: str) -> bool:
    # a word of Chinese is two characters long as a rule
    return text.word_count(sentence) < _SHORTEST * (2 if text.is_unspaced(sentence) else 1)


def _list_item(sentence: str) -> bool:
    return _LIST_ITEM.match(sentence) is not None


def _announces(sentence: str) -> bool:
    return sentence.rstrip().endswith((":", "：", ";"))


def _trails_off(sentence: str) -> bool:
    return sentence.rstrip("\"»”)' ").endswith((",", "-", "–", "—"))


RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("too short", _too_short),
    ("list item", _list_item),
    ("announces what follows", _announces),
    ("trails off", _trails_off),
    ("heading", salience.is_heading),
)


def _stands(number: int, sentences: Sequence[Sentence], lang: str, chosen: Sequence[int]) -> bool:
    """Whether a sentence can be read without one that is left out."""
    return number == 0 or number - 1 in chosen or not salience.leans(sentences[number].text, lang)


def _named(article: Article, count: int) -> tuple[int, ...]:
    numbers = article.editorial.summary
    wrong = next((number for number in numbers if not 1 <= number <= count), None)
    if wrong is not None:
        raise ConfigError(
            f"{article.origin.path}: the sidecar's summary names sentence {wrong}, the article "
            f"has {count}; correct the numbers"
        )
    return tuple(sorted({number - 1 for number in numbers}))
