"""The files inside the natasha package: models and lists of names. Its code is never imported."""

import importlib.util
from functools import cache
from pathlib import Path

from newsarchive.errors import ModelError

MODEL = "model/slovnet_ner_news_v1.tar"
EMBEDDING = "emb/navec_news_v1_1B_250K_300d_100q.tar"
GIVEN = ("dict/first.txt", "dict/maybe_first.txt")
SURNAMES = ("dict/last.txt",)


def path(name: str) -> Path:
    """Where a file lies. Raises ModelError where the package or the file is missing."""
    package = importlib.util.find_spec("natasha")
    folders = package.submodule_search_locations if package else None
    found = Path(next(iter(folders or ()), "natasha")) / "data" / name
    if not found.is_file():
        raise ModelError(f"{found}: not found; install the natasha package")
    return found


@cache
def names_listed(names: tuple[str, ...]) -> frozenset[str]:
    """The words of some lists of names, in the nominative, in small letters, ё as е."""
    text = "\n".join(path(name).read_text("utf-8") for name in names)
    return frozenset(text.lower().replace("ё", "е").split())
