"""The kinds of change that `serve` follows, each as an editor makes it, for benchmarks/serve.py.

An edit is made as often as it is asked for, each time another one. Times nothing.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rebuild import HERE, WAITING
from benchmarks.synthetic.world import Thing, world

TEMPLATES = Path("newsarchive/publish/templates")
THEME = Path("newsarchive/publish/theme")
PEOPLE = Path("authority/people.yml")
MEMORY = Path("translations/ru-en.po")
ON_FILE, NOT_ON_FILE = slice(0, None, 2), slice(1, None, 2)  # of the invented world's people
HELD_BACK = 100  # of so many translations one is missing at first

# What stands in a file of the package, and what edit number {} makes of it
HEADING = ("<h1", '<h1 data-edit="{}"')
META = ("<meta ", '<meta data-edit="{}" ')
SKELETON = ("<html ", '<html data-edit="{}" ')
STYLE = (":root {", ":root { --edit: {};")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an editor works."""

    root: Path  # the archive
    code: Path  # a copy of the package
    untranslated: tuple[str, ...]  # entries of the memory that are missing at first


Edit = Callable[[Desk, int], None]  # makes change number 0, 1, 2, …


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change."""

    figure: str  # under which it is counted
    name: str
    edit: Edit


def desk(root: Path, code: Path) -> Desk:
    """The archive in `root` before it is built: half its people on file, some sentences missing."""
    (root / PEOPLE).parent.mkdir()
    (root / PEOPLE).write_text("".join(map(_on_file, world().people[ON_FILE])))
    head, *entries = (root / MEMORY).read_text().split("\n\n")
    missing = entries[HELD_BACK // 2 :: HELD_BACK]
    left = sorted(set(entries) - set(missing), key=entries.index)
    (root / MEMORY).write_text("\n\n".join([head, *left]).rstrip("\n") + "\n")
    return Desk(root, code, tuple(one.strip("\n") for one in missing))


def _on_file(person: Thing) -> str:
    name = f'{{en: "{person.en}", ru: "{person.ru["nom"]}"}}'
    return f"- id: {person.id}\n  name: {name}\n  variants: {{}}\n"


def new_seed(desk: Desk, _number: int) -> None:
    """One that is translated already."""
    path = min((desk.root / WAITING).iterdir())
    path.rename(desk.root / "seeds" / path.name)


def edited_seed(desk: Desk, number: int) -> None:
    """A sentence more in an article."""
    seed, paragraph = list(_english(desk.root))[10 * number + 5]
    text = seed.read_text()
    seed.write_text(text.replace(paragraph, f"{paragraph} It was said {number + 2} times before."))


def sidecar(desk: Desk, number: int) -> None:
    """A date, where the page stated another one or none."""
    seed, _ = list(_english(desk.root))[10 * number]
    seed.with_suffix(".meta.yml").write_text(f"date: 2019-03-{number + 1:02}\n")


def _english(root: Path) -> Iterator[tuple[Path, str]]:
    """Seeds in English, each with a paragraph that stands in it on one line."""
    for line in (root / "truth.jsonl").read_text().splitlines():
        told = json.loads(line)
        seed = root / "seeds" / told["file"]
        if told["language"] == "en" and seed.is_file():
            text = seed.read_text()
            whole = (one for one in told["paragraphs"] if text.count(one) == 1)
            if paragraph := next(whole, None):
                yield seed, paragraph


def new_variant(desk: Desk, number: int) -> None:
    """One more name of a person on file whom some articles name."""
    person = _people(desk.root, ON_FILE)[10 + number]
    path, none = desk.root / PEOPLE, "variants: {}"
    head, entry, rest = path.read_text().partition(f"- id: {person.id}\n")
    more = f'variants: {{en: ["{person.en[0]}. {person.short_en}"]}}'
    path.write_text(head + entry + rest.replace(none, more, 1))


def new_entity(desk: Desk, number: int) -> None:
    """A person whom some articles name, put on file."""
    person = _people(desk.root, NOT_ON_FILE)[10 + number]
    with (desk.root / PEOPLE).open("a") as file:
        file.write(_on_file(person))


def _people(root: Path, part: slice) -> list[Thing]:
    """Those of that part, the most often named first."""
    articles = map(json.loads, (root / "truth.jsonl").read_text().splitlines())
    named = Counter(one["id"] for article in articles for one in article["entities"])
    return sorted(world().people[part], key=lambda person: -named[person.id])


def new_translation(desk: Desk, number: int) -> None:
    """An entry more at the end of the memory."""
    with (desk.root / MEMORY).open("a") as file:
        file.write(f"\n{desk.untranslated[number]}\n")


def edited_translation(desk: Desk, number: int) -> None:
    """A word more in an entry amid the memory."""
    path = desk.root / MEMORY
    entries = path.read_text().split("\n\n")
    place = len(entries) // 2 + 100 * number
    entries[place] = entries[place].replace('msgstr "', 'msgstr "Corrected: ', 1)
    path.write_text("\n\n".join(entries))


def replaced(path: Path, old: str, new: str) -> Edit:
    """`old` in a file of the package becomes `new`, {} in it the number of the edit."""

    def edit(desk: Desk, number: int) -> None:
        text = (HERE / path).read_text()
        if old not in text:
            raise SystemExit(f"{path}: no {old!r} any more; name another place to change")
        (desk.code / path).write_text(text.replace(old, new.replace("{}", str(number)), 1))

    return edit


KINDS = (
    Kind("seed", "a new seed", new_seed),
    Kind("seed", "an edited seed", edited_seed),
    Kind("sidecar", "a sidecar", sidecar),
    Kind("authority", "a name more of a person on file", new_variant),
    Kind("authority", "a person more on file", new_entity),
    Kind("translation", "a sentence more in the memory", new_translation),
    Kind("translation", "a sentence edited in the memory", edited_translation),
    Kind("template", "the template of articles", replaced(TEMPLATES / "article.jinja", *HEADING)),
    Kind("template", "the template of the table", replaced(TEMPLATES / "table.jinja", *HEADING)),
    Kind("template", "the head of every page", replaced(TEMPLATES / "head.jinja", *META)),
    Kind("theme", "the skeleton of every page", replaced(THEME / "main.html", *SKELETON)),
    Kind("theme", "a stylesheet", replaced(THEME / "assets/css/archive.css", *STYLE)),
)
