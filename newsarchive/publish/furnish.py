"""A MkDocs hook: hands the theme's templates the interface words. Renders nothing itself.

What the theme has to know of an archive lies in docs/ as NOTE, written with the pages, so that
plain `mkdocs build` shows the same site as our own build does.
"""

import contextlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

try:
    from newsarchive.config import Config
except ImportError:  # `mkdocs build` does not look for packages beside mkdocs.yml
    sys.path.append(str(Path(__file__).parents[2]))
    from newsarchive.config import Config
from newsarchive.model import Page
from newsarchive.publish.words import words

NOTE = ".archive.json"  # a dot file: MkDocs looks past it


def note(config: Config) -> Page:
    """What the theme has to know, as a file of docs/."""
    known = {
        "interface_language": config.interface_language,
        "noindex": config.noindex,
        "title": config.title,
    }
    return Page(NOTE, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def on_env(env: Any, config: Any, files: Any) -> Any:  # noqa: ARG001 (MkDocs passes it)
    """Make known in templates: `t`, `noindex`, and the stylesheet of hand-written pages."""
    known = _known(Path(config.docs_dir))
    said = words(known["interface_language"])
    env.globals |= {"t": said, "noindex": known["noindex"]}
    env.globals["written_stylesheet"] = _stylesheet(getattr(config.theme, "dirs", ()))
    config.site_name = known["title"]
    config.theme["language"] = said.lang.partition("-")[0]
    return env


def _stylesheet(dirs: Iterable[str]) -> str:
    """Material's stylesheet, whose name changes with each of its releases; "" in another theme."""
    found = (path for one in dirs for path in Path(one).glob("assets/stylesheets/main.*.css"))
    return "".join(f"assets/stylesheets/{path.name}" for path in sorted(found)[:1])


def _known(docs: Path) -> dict[str, Any]:
    """What `note` wrote; the defaults while nothing was built and hand-written pages are alone."""
    defaults = Config()
    known: dict[str, Any] = json.loads(note(defaults).text)
    with contextlib.suppress(OSError, ValueError):
        known |= json.loads((docs / NOTE).read_text("utf-8"))
    return known
