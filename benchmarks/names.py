"""Names found, base forms, spellings matched: `python -m benchmarks.names --data DIR`.

DIR holds any of ner-ru, ner-en, bsnlp-ru, names-ru-en (.jsonl or .jsonl.xz). Exact F1 over spans.
factRuEval's spans overlap: the outermost count, quotation marks at their ends do not. Beside each
figure stands what the plain tool gives in the same run, and a 95 % bootstrap interval over texts.
CoNLL's documents are put together again by their datelines. Persons' names are looked for among
12,000, 30 % of them without an answer, in the half of the names that was not trained on.
"""

import argparse
import gc
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # times are those of one core

import numpy as np

from newsarchive.describe import authority, tag
from newsarchive.describe.names import by_slovnet, match, sequence
from newsarchive.describe.names.base import base_forms
from newsarchive.describe.names.index import Index
from newsarchive.describe.names.passage import Finding, Name, Text
from newsarchive.model import Article, ArticleId, DateEvidence, Kind, Origin, Paragraph
from newsarchive.text import sentence_spans
from training.names_en import rows
from training.names_match import is_right, is_training, task

Spans = set[tuple[int, int, str]]
Counts = tuple[int, int, int]  # right, wanted, given

LABELS: Mapping[str, str] = {"Person": "PER", "Location": "LOC", "LocOrg": "LOC", "Org": "ORG"}
KINDS: Mapping[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
KIND_LABELS = {kind: label for label, kind in KINDS.items()}
DATELINE = re.compile(r"1996-\d\d-\d\d")


def main() -> None:
    """Measure what there is data for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    found: dict[str, str] = {}
    for measure in (russian, english, base, matching, speed):
        found |= measure(folder)
    wanted = ["ru_f1", "en_typed", "en_untyped", "base", "match_p", "match_r", "docs_per_s"]
    print(" ".join(f"{name}={found.get(name, 'nan')}" for name in wanted))


# ---------------------------------------------------------------- finding


def russian(folder: Path) -> dict[str, str]:
    """FactRuEval by document, WikiNEuRal by sentence."""
    documents = [row for row in rows(folder, "ner-ru") if row["source"].startswith("fact")]
    if not documents:
        return {}
    texts = [row["text"] for row in documents]
    gold = [_outermost(row) for row in documents]
    print(f"factRuEval-2016, {len(documents)} documents, exact F1")
    plain = by_slovnet._tagger().map(texts)  # noqa: SLF001 - the plain tool beside our finder
    given = [
        {(*_unquoted(text, span.start, span.stop), span.type) for span in markup.spans}
        for text, markup in zip(texts, plain, strict=True)
    ]
    _report("  slovnet alone", gold, given)
    articles = [(Text(0, text, sentence_spans(text, "ru")),) for text in texts]
    ours = [
        {_as_given(text, finding) for finding in findings}
        for text, findings in zip(texts, by_slovnet.find(articles, "ru"), strict=True)
    ]
    return {"ru_f1": _report("  found", gold, ours)}


def _as_given(text: str, finding: Finding) -> tuple[int, int, str]:
    """With the words that say of what a name is: factRuEval counts them in."""
    name = finding.whole or Name(finding.start, finding.end, finding.kind)
    return (*_unquoted(text, name.start, name.end), KIND_LABELS[name.kind])


def _outermost(row: dict[str, Any]) -> Spans:
    spans = {(start, end, LABELS.get(label, "")) for start, end, label, _ in row["ents"]}
    kept = {
        one
        for one in spans
        if one[2] and not any(o[:2] != one[:2] and o[0] <= one[0] and one[1] <= o[1] for o in spans)
    }
    return {(*_unquoted(row["text"], start, end), label) for start, end, label in kept}


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    name = text[start:end]
    start += len(name) - len(name.lstrip("«»“”„\"'( "))
    return start, start + len(text[start:end].rstrip("«»“”„\"') .,"))


def english(folder: Path) -> dict[str, str]:
    """CoNLL-2003 by document, WikiNEuRal by sentence."""
    named = list(rows(folder, "ner-en"))
    found: dict[str, str] = {}
    for source, documents in (
        ("conll2003", _documents([row for row in named if row["source"] == "conll2003"])),
        ("wikineural", [[row] for row in named if row["source"] == "wikineural"]),
    ):
        if not documents:
            continue
        gold = [
            _labelled((i, *span) for i, r in enumerate(d) for span in r["spans"]) for d in documents
        ]
        given = [
            _labelled(
                (i, span.start, span.end, span.label)
                for i, spans in enumerate(sequence.find([row["tokens"] for row in d], "en"))
                for span in spans
            )
            for d in documents
        ]
        print(f"{source}, {len(documents)} texts, exact F1")
        typed = _report("  typed", gold, given)
        untyped = _report(
            "  untyped", *([{(*s[:2], "") for s in one} for one in each] for each in (gold, given))
        )
        if source == "conll2003":
            found = {"en_typed": typed, "en_untyped": untyped}
    return found


def _labelled(spans: Iterable[tuple[int, int, int, str]]) -> Spans:
    """Spans of all sentences of a text as one set; names of nothing we tag are left out."""
    return {(i * 10_000 + a, i * 10_000 + b, label) for i, a, b, label in spans if label != "MISC"}


def _documents(sentences: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Sentences of one news item: from the headline above a dateline to the next."""
    starts = {0, len(sentences)}
    for i, row in enumerate(sentences):
        tokens = row["tokens"]
        if len(tokens) <= 6 and DATELINE.fullmatch(tokens[-1]) and tokens[0].isupper():
            above = (k for k in (i - 1, i - 2) if k >= 0 and _is_headline(sentences[k]["tokens"]))
            starts.add(next(above, i))
    cuts = sorted(starts)
    return [sentences[a:b] for a, b in pairwise(cuts) if a < b]


def _is_headline(tokens: Sequence[str]) -> bool:
    return sum(token.isupper() for token in tokens) > 0.6 * len(tokens)


# ---------------------------------------------------------------- base forms and spellings


def base(folder: Path) -> dict[str, str]:
    """Base forms of BSNLP's mentions, those of a text read together."""
    right: list[Counts] = []
    for row in rows(folder, "bsnlp-ru"):
        hits = total = 0
        for label, kind in KINDS.items():
            pairs = [(m[0].strip(), m[1].strip()) for m in row["mentions"] if m[2] == label]
            forms = base_forms([printed for printed, _ in pairs], kind, "ru")
            hits += sum(_same(a, b) for a, (_, b) in zip(forms, pairs, strict=True))
            total += len(pairs)
        right.append((hits, total, total))
    if not right:
        return {}
    figure, low, high = _interval(right)
    print(f"base forms, BSNLP, {len(right)} texts: {figure:.3f} ({low:.3f}-{high:.3f})")
    return {"base": f"{figure:.3f}"}


def _same(one: str, other: str) -> bool:
    plain = [text.replace("ё", "е").strip('«»" ').casefold() for text in (one, other)]
    return plain[0] == plain[1]


def matching(folder: Path) -> dict[str, str]:
    """Precision at recall .70, the median of four draws; queries a second of processor time."""
    named = [
        row
        for row in rows(folder, "names-ru-en")
        if len(row["ru"]) > 3 and not is_training(row["ru"])
    ]
    if len(named) < 1000:
        return {}
    model = match.load()
    results: list[tuple[float, float, float, float]] = []
    for seed in (1, 2, 3, 4):
        pool, queries = task(named, 12_000, 3000, seed)
        index = Index(pool, model.costs)
        began = time.process_time()
        best = index.best_each([query for query, _ in queries], model)
        rate = len(queries) / (time.process_time() - began)
        scored = [(b[1], is_right(b[0], a)) for b, (_, a) in zip(best, queries, strict=True) if b]
        answerable = sum(bool(answers) for _, answers in queries)
        top = sum(right for _, right in scored) / answerable
        results.append(
            (_precision(scored, answerable, 0.70), _recall(scored, answerable), top, rate)
        )
    at, recall, top, rate = (float(np.median([one[i] for one in results])) for i in range(4))
    print(f"names ru-en, {len(named)} not trained on: precision {at:.3f} at recall .70,")
    print(f"  recall {recall:.3f} at precision .99, top-1 {top:.3f}, {rate:.0f} queries a second")
    return {"match_p": f"{at:.3f}", "match_r": "0.700"}


def _precision(scored: list[tuple[float, bool]], answerable: int, recall: float) -> float:
    """Precision where the surest answers reach a recall."""
    right = 0
    for given, (_, is_one) in enumerate(sorted(scored, reverse=True), 1):
        right += is_one
        if right >= recall * answerable:
            return right / given
    return float("nan")


def _recall(scored: list[tuple[float, bool]], answerable: int, precision: float = 0.99) -> float:
    """The best recall at a precision."""
    right, best = 0, 0.0
    for given, (_, is_one) in enumerate(sorted(scored, reverse=True), 1):
        right += is_one
        if right >= precision * given:
            best = right / answerable
    return best


# ---------------------------------------------------------------- speed


def speed(folder: Path) -> dict[str, str]:
    """Whole articles tagged a second on one core, nothing on file but what is built in."""
    known = authority.load(Path("no such folder"))
    gc.set_threshold(1_000_000, 50, 1000)  # as build_archive.py has it
    found: dict[str, str] = {}
    texts = {
        "ru": [row["text"] for row in rows(folder, "bsnlp-ru")][:150],
        "en": [row["en"]["text"] for row in rows(folder, "xling-en-ru-pairs")],
    }
    for lang, each in texts.items():
        articles = [_article(text, lang) for text in each]
        if not articles:
            continue
        tag.tag_each(articles[:2], [(), ()], authority=known)  # loads what is loaded once
        began = time.process_time()
        tag.tag_each(articles, [()] * len(articles), authority=known)
        rate = len(articles) / (time.process_time() - began)
        print(f"tagging {lang}: {rate:.0f} articles of {_mean(each):.0f} characters a second")
        found.setdefault("docs_per_s", f"{rate:.1f}")
    return found


def _mean(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts)


def _article(text: str, lang: str) -> Article:
    paragraphs = tuple(Paragraph(line.strip(), ()) for line in text.split("\n") if line.strip())
    origin = Origin("", "", 0, "utf-8", "", "text")
    return Article(ArticleId(""), origin, lang, "", None, paragraphs, DateEvidence(None, ""), ())


# ---------------------------------------------------------------- figures


def _report(name: str, gold: Sequence[Spans], given: Sequence[Spans]) -> str:
    counts = [(len(g & p), len(g), len(p)) for g, p in zip(gold, given, strict=True)]
    figure, low, high = _interval(counts)
    kinds = sorted({label for spans in gold for _, _, label in spans if label})
    parts = [f"{label} {_of_kind(gold, given, label):.3f}" for label in kinds]
    print(f"{name}: {figure:.3f} ({low:.3f}-{high:.3f}) {' '.join(parts)}")
    return f"{figure:.3f}"


def _of_kind(gold: Sequence[Spans], given: Sequence[Spans], label: str) -> float:
    only: Callable[[Spans], Spans] = lambda spans: {s for s in spans if s[2] == label}  # noqa: E731
    pairs = [(only(g), only(p)) for g, p in zip(gold, given, strict=True)]
    return _f1(np.array([(len(g & p), len(g), len(p)) for g, p in pairs]))


def _interval(counts: Sequence[Counts]) -> tuple[float, float, float]:
    """F1 over all texts, and the 95 % bootstrap interval."""
    table = np.array(counts)
    draws = np.random.default_rng(1).integers(0, len(table), (1000, len(table)))
    low, high = np.percentile([_f1(table[draw]) for draw in draws], [2.5, 97.5])
    return _f1(table), float(low), float(high)


def _f1(table: Any) -> float:
    right, wanted, given = table.sum(axis=0)
    return float(2 * right / max(1, wanted + given))


if __name__ == "__main__":
    main()
