"""What readers may type, and which articles answer it, known from how the archive was made."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import pymorphy3

from benchmarks.search.corpus import Told
from benchmarks.synthetic.world import CASES, Thing
from newsarchive import text

_CYRILLIC_FOR = {"A": "А", "a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х"}
_LETTERS = {"ru": "абвгдежзиклмнопрстуф", "en": "abcdefghiklmnoprstuv"}


@dataclass(frozen=True, slots=True)
class Query:
    """One search."""

    kind: str
    text: str
    answers: frozenset[str]  # ids of the articles that hold the thing


class Truth:
    """Which articles name a thing or hold a word. Counted from the texts, never searched."""

    def __init__(self, articles: Sequence[Told]) -> None:
        self.articles = articles
        self.things: dict[str, Thing] = {}
        self._naming: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, set[str]] = defaultdict(set)
        self._holding: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in articles:
            for thing in one.things:
                self.things[thing.id] = thing
                self._naming[thing.id].add(one.id)
            for lang in ("ru", "en"):
                for base in _bases(one, lang):
                    self._holding[lang, base].add(one.id)
        for thing in self.things.values():
            for form in _forms(thing):
                self._called[form.lower()].add(thing.id)

    def called(self, form: str) -> frozenset[str]:
        """Articles that name anything which has `form` among its forms, in any case."""
        named = self._called[form.lower()]
        return frozenset(found for thing in named for found in self._naming[thing])

    def is_a_name(self, form: str) -> bool:
        return form.lower() in self._called

    def holding(self, word: str, lang: str) -> frozenset[str]:
        """Articles with any form of `word` in a text of theirs in `lang`."""
        return frozenset(self._holding[lang, _base(word, lang)])

    def saying(self, wanted: Sequence[str], lang: str) -> frozenset[str]:
        """Articles with these very words in a row."""
        ids = frozenset.intersection(*(self.holding(word, lang) for word in wanted))
        holding = (one for one in self.articles if one.id in ids)
        return frozenset(
            one.id
            for one in holding
            if any(_holds(_words(piece), wanted) for piece in one.texts(lang))
        )


def _forms(thing: Thing) -> Iterator[str]:
    yield from (thing.en, thing.short_en, *filter(None, thing.acronyms))
    yield from (*thing.ru.values(), *thing.short_ru.values())


def _bases(one: Told, lang: str) -> frozenset[str]:
    words = {word for piece in one.texts(lang) for word in text.words(piece)}
    return frozenset(_base(word, lang) for word in words)


@cache
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@cache
def _base(word: str, lang: str) -> str:
    if lang == "ru":
        return str(_morphology().parse(word.lower())[0].normal_form).replace("ё", "е")
    return text.stem(word, lang)


Maker = Callable[[Truth, Random, list[Thing]], Query | None]


def queries(articles: Sequence[Told], each: int, seed: int = 0) -> list[Query]:
    """`each` queries of every kind, the same for the same archive."""
    truth = Truth(articles)
    things = [truth.things[key] for key in sorted(truth.things)]
    made: list[Query] = []
    for kind, maker in KINDS.items():
        rng, found = Random(f"{seed}/{kind}"), dict[str, Query]()
        for _ in range(each * 50):
            query = maker(truth, rng, things)
            if query and query.answers:
                found.setdefault(query.text, query)
            if len(found) == each:
                break
        made += found.values()
    return made


def _named(kind: str, text_of: Callable[[Thing, Random], str]) -> Maker:
    def make(truth: Truth, rng: Random, things: list[Thing]) -> Query | None:
        form = text_of(rng.choice(things), rng)
        return Query(kind, form, truth.called(form)) if form else None

    return make


def _misspelt(kind: str, lang: str) -> Maker:
    """One letter of a surname or place left out, put in, changed or swapped with the next."""

    def make(truth: Truth, rng: Random, things: list[Thing]) -> Query | None:
        thing = rng.choice([one for one in things if one.kind != "organisation"])
        right = thing.short_en if lang == "en" else thing.short_ru["nom"]
        at = rng.randrange(0, len(right) - 1)
        letter = rng.choice(_LETTERS[lang])
        wrong = rng.choice((
            right[:at] + right[at + 1 :],
            right[:at] + letter + right[at:],
            right[:at] + letter + right[at + 1 :],
            right[:at] + right[at + 1] + right[at] + right[at + 2 :],
        ))  # fmt: skip
        if len(wrong) < 5 or wrong == right or truth.is_a_name(wrong):
            return None
        return Query(kind, wrong, truth.called(right))

    return make


def _worded(kind: str, lang: str, *, of_translations: bool = False) -> Maker:
    """A word of some article, so that both rare and frequent ones are asked for."""

    def make(truth: Truth, rng: Random, _: list[Thing]) -> Query | None:
        one = rng.choice(truth.articles)
        if of_translations != (one.english is not None) or not one.texts(lang):
            return None
        word = rng.choice(text.words(rng.choice(one.texts(lang))))
        if len(word) < 5 or not word.islower() or not word.isalpha():
            return None
        return Query(kind, word, truth.holding(word, lang))

    return make


def _alike(thing: Thing, rng: Random) -> str:
    """A Cyrillic name with one letter typed in Latin."""
    right = thing.short_ru["nom"]
    swaps = {there: here for here, there in _CYRILLIC_FOR.items()}
    places = [n for n, letter in enumerate(right) if letter in swaps]
    if thing.kind == "organisation" or not places:
        return ""
    at = rng.choice(places)
    return right[:at] + swaps[right[at]] + right[at + 1 :]


def _looks_alike(truth: Truth, rng: Random, things: list[Thing]) -> Query | None:
    thing = rng.choice(things)
    form = _alike(thing, rng)
    return Query("look-alike letter", form, truth.called(thing.short_ru["nom"])) if form else None


def _phrase(truth: Truth, rng: Random, _: list[Thing]) -> Query | None:
    one = rng.choice(truth.articles)
    words = re.findall(r"[^\W\d_]+", rng.choice(one.report.paragraphs).partition(".")[0])
    if len(words) < 5:
        return None
    at = rng.randrange(len(words) - 3)
    wanted = [word.lower() for word in words[at : at + 3]]
    return Query("phrase", f'"{" ".join(wanted)}"', truth.saying(wanted, one.report.lang))


def _words(piece: str) -> list[str]:
    return re.findall(r"[^\W_]+", piece.lower())


def _holds(words: list[str], wanted: Sequence[str]) -> bool:
    return any(words[n : n + len(wanted)] == list(wanted) for n in range(len(words)))


def _both(truth: Truth, rng: Random, _: list[Thing]) -> Query | None:
    """A person in one language and a place in the other, of one article."""
    one = rng.choice(truth.articles)
    people = [thing for thing in one.things if thing.kind == "person"]
    places = [thing for thing in one.things if thing.kind == "place"]
    if not people or not places:
        return None
    person, place = rng.choice(people).short_ru["ins"], rng.choice(places).en
    return Query("two names", f"{person} {place}", truth.called(person) & truth.called(place))


def _without(truth: Truth, rng: Random, things: list[Thing]) -> Query | None:
    query = _both(truth, rng, things)
    if not query:
        return None
    person, place = query.text.split(" ", 1)
    if " " in place:
        return None
    return Query("-word", f"{person} -{place}", truth.called(person) - truth.called(place))


KINDS: dict[str, Maker] = {
    "surname or place, Russian, any case": _named(
        "surname or place, Russian, any case",
        lambda thing, rng: thing.short_ru[rng.choice(list(CASES))],
    ),
    "full name, Russian, any case": _named(
        "full name, Russian, any case", lambda thing, rng: thing.ru[rng.choice(list(CASES))]
    ),
    "surname or place, English": _named("surname or place, English", lambda t, _: t.short_en),
    "full name, English": _named("full name, English", lambda thing, _: thing.en),
    "acronym": _named("acronym", lambda thing, rng: rng.choice(thing.acronyms)),
    "typing error, Russian": _misspelt("typing error, Russian", "ru"),
    "typing error, English": _misspelt("typing error, English", "en"),
    "look-alike letter": _looks_alike,
    "word, Russian": _worded("word, Russian", "ru"),
    "word, English": _worded("word, English", "en"),
    "English word of a Russian article": _worded(
        "English word of a Russian article", "en", of_translations=True
    ),
    "two names": _both,
    "phrase": _phrase,
    "-word": _without,
}
