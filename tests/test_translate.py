"""Memory first, then an engine: what is asked, what is kept, what a failure costs."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newsarchive.describe import memory
from newsarchive.describe.ask import BATCH, PATIENCE
from newsarchive.describe.catalogue import split
from newsarchive.describe.engines import Engine
from newsarchive.describe.memory import Entry
from newsarchive.describe.translate import Described, request, translations
from newsarchive.errors import EngineError
from newsarchive.model import Article, Translation
from tests.catalogued import HandEngine, article

WORDS = {
    "Первый день.": "The first day.",
    "Второй день.": "The second day.",
    "Заголовок": "Headline",
    "Их было 15.": "There were 15 of them.",
}


def described(one: Article, *summary: int) -> Described:
    found = split(one)
    return Described(one, found, summary, ((),) * len(found))


def translated(
    folder: Path, engine: Engine | None, *articles: Described
) -> list[tuple[Translation, ...]]:
    held = memory.load(folder)
    if engine:
        request(articles, ("en",), memory=held, engine=engine)
    return translations(articles, ("en",), memory=held)


def test_what_the_memory_has_is_not_asked_of_the_engine(tmp_path: Path) -> None:
    memory.load(tmp_path).add([Entry("Первый день.", "Day one.", accepted=True)], "ru", "en")
    engine = HandEngine(lambda s: WORDS[s])
    ((made,),) = translated(tmp_path, engine, described(article("Первый день. Второй день.")))
    assert engine.asked == ["Заголовок", "Второй день."]
    assert [(one.text, one.status) for one in made.sentences] == [
        ("Day one.", "accepted"),
        ("The second day.", "machine"),
    ]


def test_a_sentence_is_asked_once_though_many_articles_have_it(tmp_path: Path) -> None:
    engine = HandEngine(lambda s: WORDS[s])
    many = [described(article("Первый день.", name=name)) for name in "abc"]
    translated(tmp_path, engine, *many)
    assert engine.asked == ["Заголовок", "Первый день."]


def test_a_second_build_asks_nothing_and_changes_no_byte(tmp_path: Path) -> None:
    engine = HandEngine(lambda s: WORDS[s])
    one = described(article("Первый день. Второй день."))
    first = translated(tmp_path, engine, one)
    before = (tmp_path / "ru-en.po").read_bytes()
    engine.asked.clear()
    assert translated(tmp_path, engine, one) == first
    assert engine.asked == []
    assert (tmp_path / "ru-en.po").read_bytes() == before


def test_titles_and_summaries_come_before_the_rest(tmp_path: Path) -> None:
    engine = HandEngine(lambda s: WORDS[s])
    translated(
        tmp_path,
        engine,
        described(article("Первый день. Второй день.", title=None), 1),
        described(article("Их было 15.", name="b"), 0),
    )
    assert engine.asked == ["Второй день.", "Заголовок", "Их было 15.", "Первый день."]


def test_a_sentence_that_fails_the_gate_is_tried_once_more(tmp_path: Path) -> None:
    answers = iter(["There were 16 of them.", "There were 15 of them."])
    engine = HandEngine(lambda _: next(answers))
    ((made,),) = translated(tmp_path, engine, described(article("Их было 15.", title=None)))
    assert engine.again == ["Их было 15."]
    assert (made.sentences[0].text, made.sentences[0].status) == (
        "There were 15 of them.",
        "machine",
    )


def test_a_sentence_that_fails_twice_is_kept_as_doubtful(tmp_path: Path) -> None:
    engine = HandEngine(lambda _: "There were 16 of them.")
    ((made,),) = translated(tmp_path, engine, described(article("Их было 15.", title=None)))
    (one,) = made.sentences
    assert (one.text, one.status, one.engine) == ("There were 16 of them.", "doubtful", "hand 1")
    assert [finding.rule for finding in one.findings] == ["number"]


def test_an_empty_answer_leaves_the_sentence_missing(tmp_path: Path) -> None:
    engine = HandEngine(lambda _: " ")
    ((made,),) = translated(tmp_path, engine, described(article("Их было 15.", title=None)))
    assert made.sentences[0].status == "missing"
    assert not (tmp_path / "ru-en.po").exists()


def test_what_an_editor_marked_fuzzy_is_doubtful(tmp_path: Path) -> None:
    memory.load(tmp_path).add([Entry("Их было 15.", "They were 15.", accepted=False)], "ru", "en")
    ((made,),) = translated(tmp_path, None, described(article("Их было 15.")))
    assert made.sentences[0].status == "doubtful"
    assert made.sentences[0].findings[0].rule == "marked fuzzy"


def test_a_second_try_that_fails_keeps_the_first(tmp_path: Path) -> None:
    class FailsAgain(HandEngine):
        def translate(
            self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
        ) -> list[str]:
            if no_repeat:
                raise EngineError("busy")
            return super().translate(sentences, source, target)

    engine = FailsAgain(lambda _: "There were 16 of them.")
    ((made,),) = translated(tmp_path, engine, described(article("Их было 15.", title=None)))
    assert made.sentences[0].status == "doubtful"


def test_character_references_of_a_service_become_characters(tmp_path: Path) -> None:
    engine = HandEngine(lambda _: "It&#39;s &quot;them&quot;: 15 in all.")
    ((made,),) = translated(tmp_path, engine, described(article("Их было 15.", title=None)))
    assert made.sentences[0].text == 'It\'s "them": 15 in all.'


class FailsFrom(HandEngine):
    """Answers so many batches, then fails."""

    def __init__(self, batches: int) -> None:
        super().__init__(lambda s: f"The day {s.split()[1]}")
        self.left = batches
        self.calls = 0

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        self.calls += 1
        if self.left == 0:
            raise EngineError("the service at 127.0.0.1 does not answer; try again later")
        self.left -= 1
        return super().translate(sentences, source, target, no_repeat=no_repeat)


def test_a_failing_engine_loses_nothing_finished_and_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = FailsFrom(1)
    long = described(article(" ".join(f"День {n}." for n in range(1, BATCH * 9)), title=None))
    ((made,),) = translated(tmp_path, engine, long)
    assert [one.status for one in made.sentences].count("machine") == BATCH
    assert engine.calls == 1 + PATIENCE
    assert "does not answer" in caplog.text


def test_what_was_stored_before_a_kill_is_not_asked_again(tmp_path: Path) -> None:
    long = described(article(" ".join(f"День {n}." for n in range(1, BATCH * 2 + 1)), title=None))

    class Killed(FailsFrom):
        def translate(
            self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
        ) -> list[str]:
            if self.left == 0:
                raise KeyboardInterrupt
            return super().translate(sentences, source, target, no_repeat=no_repeat)

    with pytest.raises(KeyboardInterrupt):
        translated(tmp_path, Killed(1), long)
    rest = FailsFrom(9)
    translated(tmp_path, rest, long)
    assert rest.asked == [f"День {n}." for n in range(BATCH + 1, BATCH * 2 + 1)]
