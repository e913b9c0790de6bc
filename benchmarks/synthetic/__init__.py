"""A made-up archive with known truth, of any size, always the same for the same seed.

    python -m benchmarks.synthetic --articles 1000 --out DIR

writes DIR/seeds/*.txt (Russian and English news about people, cities and organisations that do not
exist, dressed as scraped pages) and DIR/truth.jsonl, one line an article. Article number n does
not depend on how many are made, so an archive can be grown: `write_archive(out, 1, start=1000)`.
Knows nothing of the tool it tests.
"""

import hashlib
import json
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.synthetic.articles import Report, report, things
from benchmarks.synthetic.pages import Dressed, dressed

__all__ = ["write_archive"]

OLD_ENCODING = 0.05  # share of Russian pages in windows-1251


def write_archive(out: Path, articles: int, seed: int = 0, start: int = 0) -> None:
    """Write articles number `start` to `start + articles - 1` below `out`.

    With `start` above 0 the archive there grows; with 0 its truth.jsonl begins anew.
    """
    seeds = out / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    with (out / "truth.jsonl").open("a" if start else "w", encoding="utf-8") as truth:
        for number in range(start, start + articles):
            told = report(seed, number)
            page = dressed(seed, told)
            name = file_name(seed, number)
            (seeds / name).write_bytes(_encoded(page.text, told, Random(f"{seed}/bytes/{number}")))
            truth.write(json.dumps(_truth(seed, told, page), ensure_ascii=False) + "\n")


def file_name(seed: int, number: int) -> str:
    """What the seed of article `number` is called."""
    return f"{_stem(seed, number)}.txt"


def _stem(seed: int, number: int) -> str:
    return f"{number:06}_{hashlib.sha256(f'{seed}/{number}'.encode()).hexdigest()[:8]}"


def _encoded(text: str, told: Report, rng: Random) -> bytes:
    old = told.lang == "ru" and rng.random() < OLD_ENCODING
    return text.encode("cp1251" if old else "utf-8")


def _truth(seed: int, told: Report, page: Dressed) -> dict[str, Any]:
    copied = told.reprint_of
    forms = dict(told.forms)
    return {
        "id": _stem(seed, told.number),
        "file": file_name(seed, told.number),
        "language": told.lang,
        "title": told.title,
        "paragraphs": told.paragraphs,
        "date": page.edtf,
        "story": told.event.id,
        "reprint_of": None if copied is None else _stem(seed, copied),
        "entities": [
            {
                "id": thing.id,
                "kind": thing.kind,
                "names": {"en": thing.en, "ru": thing.ru["nom"]},
                "forms": forms[thing.id],
            }
            for thing in things(told)
        ],
        "queries": _queries(told),
    }


def _queries(told: Report) -> list[str]:
    """Words a reader may type who looks for what this article names: any form, either language."""
    asked = [
        word
        for thing in things(told)
        for word in (thing.short_en, thing.short_ru["nom"], thing.short_ru["ins"], *thing.acronyms)
        if word
    ]
    return sorted(set(asked))
