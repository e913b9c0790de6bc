"""Pagefind as it comes, for comparison: an index a language, its own script, results united."""

import base64
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.search.corpus import Told
from newsarchive.publish.search.engine import Service

FOLDER = "plain"
LANGUAGES = ("en", "ru")
_SIGNATURE = b"pagefind_dcd"

ASK = """async ([languages, texts]) => {
  const engines = [];
  for (const lang of languages) {
    const engine = await import(`/plain/${lang}/pagefind.js`);
    await engine.options({ basePath: `/plain/${lang}/` });
    await engine.init(lang);
    engines.push(engine);
  }
  const answers = [];
  for (const text of texts) {
    const found = await Promise.all(engines.map((engine) => engine.search(text)));
    answers.push(found.map(({ results }) => results.map((result) => result.id)));
  }
  return answers;
}"""

FIRST = """async ([languages, text]) => {
  const began = performance.now();
  const found = await Promise.all(languages.map(async (lang) => {
    const engine = await import(`/plain/${lang}/pagefind.js`);
    await engine.options({ basePath: `/plain/${lang}/` });
    const { results } = await engine.search(text);
    await Promise.all(results.slice(0, 4).map((result) => result.data()));
    return results.length;
  }));
  return performance.now() - began;
}"""


def index(articles: Sequence[Told], site: Path) -> dict[str, str]:
    """Write an index for each language below `site`; the article of each of Pagefind's pages."""
    owners: dict[str, str] = {}
    for lang in LANGUAGES:
        with Service() as service:
            begin = {"type": "NewIndex", "config": {"force_language": lang}}
            number = next(service.ask([begin]))["index_id"]
            for _ in service.ask(_records(articles, lang, number)):
                pass
            files = next(service.ask([{"type": "GetFiles", "index_id": number}]))["files"]
        for file in files:
            content = base64.b64decode(file["content"])
            path = site / FOLDER / lang / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if path.suffix == ".pf_fragment":
                page = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
                owners[path.stem] = page["url"]
    return owners


def answers(page: Page, texts: list[str], owners: dict[str, str]) -> list[list[str]]:
    """Articles for each query: the languages' lists taken in turn, each article once."""
    found = page.evaluate(ASK, [list(LANGUAGES), texts])
    return [list(dict.fromkeys(owners[one] for one in _in_turn(lists))) for lists in found]


def first_result(page: Page, text: str) -> float:
    """Ms from the first request until four results of each language are there, cold."""
    return float(page.evaluate(FIRST, [list(LANGUAGES), text]))


def _records(articles: Sequence[Told], lang: str, number: int) -> Iterator[dict[str, Any]]:
    for one in articles:
        texts = one.texts(lang)
        if texts:
            yield {
                "type": "AddRecord",
                "index_id": number,
                "url": one.id,
                "content": "\n".join(texts),
                "language": lang,
                "meta": {"title": texts[0]},
                "filters": {},
                "sort": {},
            }


def _in_turn(lists: list[list[str]]) -> Iterator[str]:
    for place in range(max(map(len, lists), default=0)):
        yield from (one[place] for one in lists if place < len(one))
