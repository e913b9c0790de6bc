"""How close chosen sentences come to summaries written by people, in ROUGE.

    python -m benchmarks.summaries --data DIR      DIR holds text/summ-en.jsonl.xz and others

Beside our ranker, on the same sentences and of the same number: the first ones (lead), and sumy's
LexRank. A document that the ranker was trained on is judged by coefficients fitted without it
(benchmarks/summary_folds.json). The rules of summarise.py hold as they do in the archive.
"""

import argparse
import hashlib
import json
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sumy.models.dom import ObjectDocumentModel
from sumy.models.dom import Paragraph as SumyParagraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers.lex_rank import LexRankSummarizer

from benchmarks.rouge import rouge, tokens
from benchmarks.scores import interval
from benchmarks.summary_sets import FILES, Document, read
from newsarchive.describe.summarise import choose
from newsarchive.text import stem, stop_words, words

Choice = Callable[[Document], Sequence[int]]

FOLDS = json.loads((Path(__file__).parent / "summary_folds.json").read_text("utf-8"))
TRAINED_ON = frozenset(FOLDS["trained on"])
LAST = (
    "cnn_r1",
    "cnn_lead_r1",
    "headline_ru_r1",
    "headline_ru_lead_r1",
    "papers_ru_r1",
    "docs_per_s",
)
TIMED = "headline_ru"  # news of usual length


def main() -> None:
    """Print a table; the last line has the figures plain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data: Path = parser.parse_args().data
    last: dict[str, float] = {}
    for name, (file, _) in FILES.items():
        documents = read(data, name)
        digest = hashlib.sha256((data / "text" / file).read_bytes()).hexdigest()[:12]
        held = sum(d.digest in TRAINED_ON for d in documents)
        print(f"{name}: {len(documents)} documents ({held} cross-fitted), data {digest}")
        found = {system: measured(system, documents) for system in SYSTEMS}
        gain = [a - b for a, b in zip(found["ranker"], found["lead"], strict=True)]
        low, high = interval(gain, range(len(gain)))
        print(f"  ranker over lead, ROUGE-1: [{100 * low:+.1f} {100 * high:+.1f}]")
        last[f"{name}_r1"] = 100 * statistics.mean(found["ranker"])
        last[f"{name}_lead_r1"] = 100 * statistics.mean(found["lead"])
    last["docs_per_s"] = speed(read(data, TIMED))
    print(" ".join(f"{name}={last[name]:.2f}" for name in LAST))


def measured(system: str, documents: Sequence[Document]) -> list[float]:
    """Print ROUGE of one system; ROUGE-1 of each document."""
    rows = []
    for document in documents:
        chosen = SYSTEMS[system](document)
        made = " ".join(document.sentences[number].text for number in sorted(chosen))
        rows.append(rouge(tokens(document.reference, document.lang), tokens(made, document.lang)))
    means = [100 * statistics.mean(row[i] for row in rows) for i in range(3)]
    first = [row[0] for row in rows]
    low, high = interval(first, range(len(first)))
    shown = " / ".join(f"{mean:.1f}" for mean in means)
    print(f"  {system:8s} {shown}  ROUGE-1 [{100 * low:.1f} {100 * high:.1f}]")
    return first


def ranker(document: Document) -> Sequence[int]:
    """Our choice, by coefficients that have not seen the document."""
    seen = document.digest in TRAINED_ON
    model: dict[str, Any] | None = FOLDS["models"][document.fold] if seen else None
    return choose(document.sentences, document.lang, document.length, model=model)


def lead(document: Document) -> Sequence[int]:
    """The first sentences."""
    return range(min(document.length, len(document.sentences)))


def lexrank(document: Document) -> Sequence[int]:
    """What sumy's LexRank chooses, given our tokens, stems and stop words."""
    tokenizer = _Words()
    own = [SumySentence(sentence.text, tokenizer) for sentence in document.sentences]
    summarizer = LexRankSummarizer(lambda word: stem(word, document.lang))
    summarizer.stop_words = stop_words(document.lang)
    chosen = summarizer(ObjectDocumentModel([SumyParagraph(own)]), document.length)
    places = {id(sentence): number for number, sentence in enumerate(own)}
    return [places[id(sentence)] for sentence in chosen]


class _Words:
    """sumy asks its tokenizer for words only, once the sentences are given."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(words(re.sub(r"\s+", " ", sentence)))


SYSTEMS: dict[str, Choice] = {"ranker": ranker, "lead": lead, "lexrank": lexrank}


def speed(documents: Sequence[Document]) -> float:
    """Documents a second on one core, the median of five runs; LexRank's beside it."""
    rates: dict[str, float] = {}
    for system in ("ranker", "lexrank"):
        times = []
        for _ in range(5):
            began, worked = time.perf_counter(), time.process_time()
            for document in documents:
                SYSTEMS[system](document)
            times.append((time.perf_counter() - began, time.process_time() - worked))
        clock, processor = (len(documents) / statistics.median(t) for t in zip(*times, strict=True))
        rates[system] = clock
        print(f"documents a second: {system} {clock:.0f}, of processor time {processor:.0f}")
    return rates["ranker"]


if __name__ == "__main__":
    main()
