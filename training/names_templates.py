"""Sentences made up for training: the formats of the press, filled from word lists."""

import random
from collections.abc import Callable, Mapping
from functools import partial

Part = str | tuple[str, list[str]]  # words outside names, or (label, words of a name)
Sample = tuple[list[str], list[str]]

_FIRM = [
    "Bank",
    "Group",
    "Corp",
    "Inc",
    "Ltd",
    "Plc",
    "Motors",
    "Holdings",
    "Airlines",
    "Industries",
    "Partners",
    "Energy",
]
_BODY = [
    "Union",
    "Party",
    "Ministry",
    "Council",
    "Agency",
    "Institute",
    "University",
    "Association",
    "Committee",
]
_ROLE = [
    "coach",
    "president",
    "minister",
    "spokesman",
    "analyst",
    "captain",
    "chairman",
    "director",
    "lawyer",
]
_CLUB = ["United", "City", "FC", "Town", "Rovers", "Athletic"]
_DAY = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class _Words:
    """Random names of each kind, from a seed."""

    def __init__(self, raw: Mapping[str, str], seed: int) -> None:
        self.random = random.Random(seed)
        self._people = raw["people"].split()
        self._cities = raw["city"].split("|")
        self._countries = [c for c in raw["country"].split("|") if c.replace(" ", "").isalpha()]
        self._demonyms = raw["demonyms"].split("|")

    def one(self, words: list[str]) -> str:
        return self.random.choice(words)

    def surname(self) -> Part:
        return "PER", [self.one(self._people).capitalize()]

    def person(self) -> Part:
        size = self.one(["2", "2", "2", "3"])
        return "PER", [self.one(self._people).capitalize() for _ in range(int(size))]

    def initialled(self) -> Part:
        return "PER", [self.one(list("ABCDEGHJKLMPRS")) + ".", self.one(self._people).capitalize()]

    def country(self) -> Part:
        return "LOC", _title(self.one([c for c in self._countries if 3 < len(c) < 20]))

    def city(self) -> Part:
        return "LOC", _title(self.one(self._cities))

    def shouted(self) -> Part:
        return "LOC", [word.upper() for word in self.city()[1]]

    def place(self) -> Part:
        return self.city() if self.random.random() < 0.5 else self.country()

    def demonym(self) -> Part:
        return "MISC", [self.one(self._demonyms).capitalize()]

    def number(self) -> str:
        return self.one(
            ["1", "2", "3", "0", "6-4", "7-5", "1:23.4", "12", "2-1", "1996-08-22", "45", "15.30"]
        )

    def numbers(self) -> str:
        return " ".join(str(self.random.randint(0, 60)) for _ in range(self.random.randint(4, 8)))

    def body(self) -> Part:
        name, city = self.one(self._people).capitalize(), list(self.city()[1])
        choices = [
            [name, self.one(_FIRM)],
            [name, self.one(_FIRM)],
            [*city, self.one(_FIRM + _BODY)],
            [self.one(_BODY), "of", *city],
            ["".join(self.random.sample("ABCDEFGHIKLMNOPRSTU", self.random.choice((3, 3, 4))))],
            [name, "&", self.one(self._people).capitalize()],
            [*_title(self.one(self._demonyms)), self.one(_BODY)],
        ]
        return "ORG", self.random.choice(choices)

    def team(self) -> Part:
        city, name = list(self.city()[1]), self.one(self._people).capitalize()
        prefix = self.one(["Real", "Inter", "Dynamo", "Sporting", "Racing", "Union", "St"])
        found = self.random.choice([city, city, [*city, self.one(_CLUB)], [prefix, *city], [name]])
        return "ORG", [w.upper() for w in found] if self.random.random() < 0.3 else found


def templates(raw: Mapping[str, str], count: int, seed: int = 7) -> list[Sample]:
    """`count` sentences."""
    words = _Words(raw, seed)
    makers = _makers(words)
    return [_sample(words.random.choice(makers)()) for _ in range(count)]


def exchanged(samples: list[Sample], raw: Mapping[str, str], seed: int = 5) -> list[Sample]:
    """The same sentences with every other name of a person or place exchanged."""
    words = _Words(raw, seed)
    return [_exchanged(one, words) for one in samples if any(label != "O" for label in one[1])]


def capitals(samples: list[Sample], seed: int = 9, share: float = 0.3) -> list[Sample]:
    """The beginnings of some of the sentences, in capitals."""
    choice = random.Random(seed)
    return [
        ([token.upper() for token in tokens[:14]], labels[:14])
        for tokens, labels in samples
        if choice.random() < share
    ]


def _exchanged(sample: Sample, words: _Words) -> Sample:
    tokens, labels = sample
    parts: list[Part] = []
    i = 0
    while i < len(tokens):
        j = i + 1
        while labels[i] != "O" and j < len(tokens) and labels[j].startswith("I-"):
            j += 1
        label, name = labels[i][2:], tokens[i:j]
        swap = words.random.random() < 0.5 and all(word.istitle() for word in name)
        if labels[i] == "O":
            parts.append(tokens[i])
        elif swap and label == "PER":
            parts.append((label, [words.surname()[1][0] for _ in name]))
        elif swap and label == "LOC" and len(name) == 1:
            parts.append((label, list(words.place()[1])))
        else:
            parts.append((label, name))
        i = j
    return _sample(parts)


def _sample(parts: list[Part]) -> Sample:
    tokens: list[str] = []
    labels: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words = part.split()
            tokens += words
            labels += ["O"] * len(words)
        else:
            tokens += part[1]
            labels += [f"B-{part[0]}"] + [f"I-{part[0]}"] * (len(part[1]) - 1)
    return tokens, labels


def _title(name: str) -> list[str]:
    return [word.capitalize() if len(word) > 2 else word for word in name.split()]


def _makers(w: _Words) -> list[Callable[[], list[Part]]]:
    return [*_news(w), *_news(w), *_tables(w)]


def _news(w: _Words) -> list[Callable[[], list[Part]]]:
    day, role = partial(w.one, _DAY), partial(w.one, _ROLE)
    return [
        lambda: [w.shouted(), "( ", w.body(), ") -"],
        lambda: [w.person()],
        lambda: ["By", w.person()],
        lambda: ['" It is too early , " said', w.person(), ",", role(), "of", w.body(), "."],
        lambda: [
            w.country(),
            "'s foreign minister",
            w.person(),
            "met",
            w.surname(),
            "in",
            w.city(),
            "on",
            day(),
            ".",
        ],
        lambda: [w.surname(), "said the talks in", w.city(), "would continue ."],
        lambda: [w.demonym(), role(), w.person(), "said on", day(), "."],
        lambda: [
            w.demonym(),
            "President",
            w.person(),
            "and",
            w.demonym(),
            "Prime Minister",
            w.person(),
            "agreed in",
            w.city(),
            ".",
        ],
        lambda: [w.body(), "said it would buy a stake in", w.body(), "."],
        lambda: ["Shares in", w.body(), "rose in", w.city(), "trading ."],
        lambda: [
            w.one(["Mr", "Mr.", "President", "General", "Sir"]),
            w.surname(),
            "told",
            w.body(),
            "that the army left",
            w.city(),
            ".",
        ],
        lambda: [
            "Analysts at",
            ("ORG", [*w.surname()[1], *w.surname()[1]]),
            "said demand for",
            w.body(),
            "shares was strong .",
        ],
        lambda: [
            "The",
            w.body(),
            "said in a statement on",
            day(),
            "that",
            w.surname(),
            "had left",
            w.country(),
            ".",
        ],
        lambda: [
            "Relations between",
            w.country(),
            "and",
            w.country(),
            "improved after",
            w.surname(),
            "went to",
            w.city(),
            ".",
        ],
        lambda: [
            "However ,",
            w.surname(),
            "'s visit to",
            w.city(),
            "was put off , said",
            w.initialled(),
            ".",
        ],
        lambda: ["The", w.demonym(), "-", w.demonym(), "Business Forum opened in", w.city(), "."],
    ]


def _tables(w: _Words) -> list[Callable[[], list[Part]]]:
    return [
        lambda: [w.shouted(), w.number()],
        lambda: [w.shouted(), ",", w.country(), w.number()],
        lambda: [w.team(), w.number(), w.team(), w.number()],
        lambda: [w.team(), w.numbers()],
        lambda: [w.team(), "at", w.team()],
        lambda: [
            w.team(),
            w.number(),
            "(",
            w.surname(),
            "12 ,",
            w.surname(),
            "88 )",
            w.team(),
            "0",
        ],
        lambda: [w.number() + ".", w.person(), "(", w.country(), ")", w.number()],
        lambda: [
            w.person(),
            "(",
            w.country(),
            ") beat",
            w.person(),
            "(",
            w.country(),
            ")",
            w.number(),
        ],
        lambda: [w.country(), ": 1 -", w.person(), "; 2 -", w.person(), "; 3 -", w.person()],
        lambda: [w.initialled(), "b", w.surname(), w.number()],
        lambda: [w.country(), "won the match against", w.country(), w.number(), "."],
        lambda: ["--", ("ORG", [*w.city()[1], "Newsroom"]), ",", w.number()],
        lambda: ["The", ("ORG", [w.surname()[1][0] + "s"]), "beat", w.team(), "on Sunday ."],
        lambda: [
            w.country(),
            "'s",
            w.person(),
            "won the race ahead of",
            w.person(),
            "of",
            w.country(),
            ".",
        ],
    ]
