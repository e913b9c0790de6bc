"""After an edit of the authority files only what it is about is described anew."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsarchive.cache import Cache
from newsarchive.config import Config
from newsarchive.describe import authority, catalogue, memory
from newsarchive.model import Article, Record
from tests.catalogued import article

ARTICLES = tuple(
    article(text, title=title, lang=lang, name=f"a{number}")
    for number, (lang, title, text) in enumerate(
        [
            ("en", "Bridge opened", "Mayor Anna Petrova opened the bridge. Petrova thanked Baku."),
            ("en", "Ports", "The Harbour Company of Dushanbe met Victor Gromov, the ODE said."),
            ("en", "Frost", "Growers counted their losses, and nobody was named by anybody."),
            ("ru", "Мост", "Мэр Анна Петрова открыла мост в Баку. Петрову поблагодарили."),
            ("ru", "Порт", "В Душанбе Виктор Громов встретил гостей. Громова ждали долго."),
            ("ru", "Мороз", "Садоводы считают потери после трёх ночей мороза в долине."),
        ]
    )
)
PETROVA = {"name": {"en": "Anna Petrova", "ru": "Анна Петрова"}, "office": {"en": ["mayor"]}}
ENTRIES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "people/anna-petrova": [PETROVA, {**PETROVA, "alone": True}, {**PETROVA, "blocked": True}],
    "people/a-gromov": [{"name": {"en": "Viktor Gromov"}}, {"name": {"ru": "Виктор Громов"}}],
    "people/v-gromov": [{"name": {"en": "Victor Gromov"}, "alone": True}],
    "people/nobody": [{"name": {"en": "Nobody Known"}}],
    "places/dushanbe": [{"name": {"en": "Dushanbe"}, "variants": {"en": ["Bridge"]}}],
    "organisations/ode": [{"name": {"en": "Office of Doors"}, "acronyms": {"und": ["ODE"]}}],
    "organisations/harbour": [{"name": {"en": "Harbour Company"}}],
    "topics/fruit": [{"name": {"en": "fruit"}, "terms": {"en": ["growers", "losses"]}}],
}


def write(folder: Path, chosen: Mapping[str, Mapping[str, Any]]) -> None:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for kind in sorted({key.partition("/")[0] for key in chosen}):
        entries = [{"id": k, **v} for k, v in chosen.items() if k.startswith(f"{kind}/")]
        (folder / f"{kind}.yml").write_text(yaml.safe_dump(entries, allow_unicode=True))


def described(folder: Path, cache: Cache) -> tuple[Record, ...]:
    made = catalogue.catalogue(
        ARTICLES,
        config=Config(workers=1),
        authority=authority.load(folder),
        memory=memory.load(folder.parent / "none"),
        engine=None,
        cache=cache,
    )
    return tuple(made)


MORE = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 12)]


@pytest.mark.parametrize("seed", [0, *MORE])
def test_any_sequence_of_edits_gives_what_describing_all_anew_gives(
    tmp_path: Path, seed: int
) -> None:
    rnd, cache = random.Random(seed), Cache(None)
    for _ in range(3):
        keys = rnd.sample(sorted(ENTRIES), rnd.randint(0, 5))
        clash = {"people/a-gromov", "people/v-gromov"}
        write(tmp_path / "authority", {k: rnd.choice(ENTRIES[k]) for k in keys if k not in clash})
        assert described(tmp_path / "authority", cache) == described(
            tmp_path / "authority", Cache(None)
        )
        one = sorted(clash)[rnd.randint(0, 1)]
        write(tmp_path / "authority", {one: rnd.choice(ENTRIES[one])})
        assert described(tmp_path / "authority", cache) == described(
            tmp_path / "authority", Cache(None)
        )


def anew(
    monkeypatch: pytest.MonkeyPatch, folder: Path, cache: Cache, chosen: Mapping[str, Any]
) -> list[str]:
    """The articles that are described once the authority says what was chosen."""
    found: list[str] = []
    real = catalogue.describe

    def noted(one: Article, *, authority: authority.Authority) -> catalogue.Description:
        found.append(one.id)
        return real(one, authority=authority)

    write(folder, chosen)
    with monkeypatch.context() as patched:
        patched.setattr(catalogue, "describe", noted)
        described(folder, cache)
    return found


def test_only_the_articles_an_edit_is_about_are_described_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "authority", Cache(None)
    nobody = {"people/nobody": ENTRIES["people/nobody"][0]}
    ode = {"organisations/ode": ENTRIES["organisations/ode"][0]}
    assert len(anew(monkeypatch, folder, cache, {})) == len(ARTICLES)
    assert anew(monkeypatch, folder, cache, nobody) == []
    assert anew(monkeypatch, folder, cache, nobody | ode) == ["a1"]
    assert anew(monkeypatch, folder, cache, ode) == []
    petrova = {"people/anna-petrova": PETROVA}
    assert anew(monkeypatch, folder, cache, ode | petrova) == ["a0", "a3"]


def test_an_entry_that_moves_down_its_file_is_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "authority", Cache(None)
    anew(monkeypatch, folder, cache, {"people/anna-petrova": PETROVA})
    first = {"people/aaa-nobody": ENTRIES["people/nobody"][0]}
    assert anew(monkeypatch, folder, cache, first | {"people/anna-petrova": PETROVA}) == []


def test_what_was_blocked_is_looked_for_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "authority", Cache(None)
    blocked = {"people/nobody": {**ENTRIES["people/nobody"][0], "blocked": True}}
    anew(monkeypatch, folder, cache, blocked)
    assert len(anew(monkeypatch, folder, cache, {})) == len(ARTICLES)
