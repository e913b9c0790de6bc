"""Explain: every line of a page has a verdict, a score and a rule."""

from pathlib import Path

import pytest

from newsarchive.errors import ConfigError
from newsarchive.ingest.explain import explain

SEEDS = Path(__file__).parents[1] / "seeds"


def test_every_line_has_its_rule() -> None:
    told = {line.number: line for line in explain(SEEDS / "001_48b6390d794ba1c4.txt")}
    assert told[3].verdict == "title"
    assert (told[9].verdict, told[9].rule) == ("caption", "picture credit")
    assert (told[11].verdict, told[11].rule) == ("kept", "line model")
    assert told[11].score > 0.9
    assert (told[30].verdict, told[30].rule) == ("removed", "comments")
    assert all(line.rule for line in told.values())


def test_a_seed_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        explain(tmp_path / "a.txt")
    with pytest.raises(ConfigError, match="no reader"):
        explain(tmp_path / "a.pdf")
