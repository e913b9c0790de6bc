"""The archive's own authority files find what its own seeds name, each thing once."""

from functools import cache
from pathlib import Path

import pytest

from newsarchive.describe.authority import load
from newsarchive.describe.tag import tag
from newsarchive.model import Article, ArticleId, DateEvidence, Origin, Paragraph

ROOT = Path(__file__).parent.parent
EVERYWHERE = {
    "people/ilham-aliyev", "people/vladimir-putin", "people/nikol-pashinyan",
    "places/azerbaijan", "places/russia", "places/baku", "places/moscow", "places/dushanbe",
}  # fmt: skip
NAMED = {
    "000_ccf442b3b6bf0421": EVERYWHERE
    | {
        "places/sochi", "places/nagorno-karabakh", "places/united-states", "places/france",
        "organisations/osce-minsk-group", "events/adex-2018",
    },
    "001_48b6390d794ba1c4": EVERYWHERE - {"places/dushanbe"}
    | {
        "people/darya-grevtsova", "organisations/csto", "organisations/vzglyad-az",
        "places/armenia", "places/iran", "places/sochi", "places/nagorno-karabakh",
    },
    "002_366d1e751246baed": EVERYWHERE - {"people/nikol-pashinyan"}
    | {
        "people/azer-garayev", "people/simonyan", "people/solovyov", "people/zatulin",
        "organisations/cis", "organisations/azal", "organisations/day-az", "organisations/trend",
        "places/lachin", "places/ganja", "places/tajikistan",
    },
}  # fmt: skip


@cache
def tags_of(name: str) -> frozenset[str]:
    text = (ROOT / "seeds" / f"{name}.txt").read_text("utf-8")
    article = Article(
        id=ArticleId(name),
        origin=Origin(name, "", 0, "utf-8", "", "text"),
        language="en" if name.startswith("000") else "ru",
        language_rule="",
        title=None,
        paragraphs=tuple(Paragraph(line, ()) for line in text.splitlines() if len(line) > 40),
        published=DateEvidence(None, ""),
        removals=(),
    )
    return frozenset(one.entity for one in tag(article, (), authority=load(ROOT / "authority"))[1])


@pytest.mark.parametrize("name", sorted(NAMED))
def test_what_a_seed_names_becomes_a_tag(name: str) -> None:
    assert NAMED[name] <= tags_of(name)


@pytest.mark.parametrize("name", ["000_ccf442b3b6bf0421", "002_366d1e751246baed"])
def test_nothing_else_becomes_a_name(name: str) -> None:
    assert {one for one in tags_of(name) if not one.startswith("topics/")} == NAMED[name]


def test_a_seed_has_the_topics_it_is_about() -> None:
    assert {"topics/diplomacy", "topics/arms-trade", "topics/nagorno-karabakh-conflict"} <= tags_of(
        "000_ccf442b3b6bf0421"
    )
    assert "topics/collective-security" in tags_of("001_48b6390d794ba1c4")
    assert "topics/culture-and-sport" in tags_of("002_366d1e751246baed")
