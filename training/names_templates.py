"""Sentences made up for training: the formats of the press, filled from word lists.

The formats lie in names_templates.txt. Part of the names are coined, since the press is full of
names that stand on no list: what stands around them must tell.
"""

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

Sample = tuple[list[str], list[str]]  # tokens, BIO labels
Part = tuple[str, list[str]]  # "O" or the kind of a name, its words

_FORMATS = Path(__file__).with_suffix(".txt")
_PIECE = re.compile(r"\{(?P<kind>[A-Z]+):(?P<name>[^}]+)\}|<(?P<slot>\w+)>|(?P<word>\S+)")
_INSIDE = re.compile(r"<(\w+)>|(\S+)")

_FIRM = (
    "Bank Group Corp Inc Ltd Plc Motors Holdings Airlines Industries Partners Energy Co AG SA NV"
)
_BODY = "Union Party Ministry Council Agency Institute University Association Committee Federation"
_CLUBS = "United City FC Town Rovers Athletic SV 04 II County Wanderers"
_BEFORE_CLUB = "Real Inter Dynamo Sporting Racing Union St FC AC 1860 Lokomotiv Olympique Hapoel"
_WORDS: Mapping[str, tuple[str, str]] = {  # slot -> kind, choices parted by "|"
    "role": ("O", "coach|president|minister|spokesman|analyst|captain|chairman|director|lawyer"),
    "title": ("O", "Mr|Mr.|President|General|Sir|Prime Minister|Mrs|Judge|Senator|Dr."),
    "day": ("O", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
    "month": ("O", "January|February|March|April|June|July|August|September|October|November"),
    "thing": ("O", "office|lawyer|adviser|wife|government|mood|speech|plan"),
    "positions": ("O", "Goalkeepers|Defenders|Midfielders|Forwards|Backs|Replacements"),
    "compass": ("O", "EASTERN|WESTERN|CENTRAL|NORTHERN|SOUTHERN|MIDWEST|NORTHEAST"),
    "sport": ("O", "Soccer|Cricket|Tennis|Golf|Rugby union|Basketball|Ice hockey|Alpine skiing"),
    "ministry": ("ORG", "Finance|Foreign|Interior|Defence|Agriculture|Transport|Health|Energy"),
    "desk": ("ORG", "Commodities Desk|News Room|Equity Desk|Energy Desk"),
    "nickname": ("ORG", "Hawks|Bears|Rockets|Sharks|Blues|Tigers|Eagles|Lions|Kings|Pilots|Saints"),
    "agency": ("ORG", "Reuters|AFP|Interfax|Itar-Tass|Xinhua|AP|Reuter"),
    "party": ("ORG", "Labour|Conservative|Democrat|Republican|Liberal|Green|Socialist"),
    "state": (
        "LOC",
        (
            "Texas|Florida|Calif.|Fla.|N.Y.|N.J.|Ohio|Pa.|Mass.|N.C.|Va.|Colorado|Ill.|Utah|Quebec"
            "|Alberta|Ontario|Kansas|Oregon|Bavaria|Wales|Queensland|N.D.|Ga.|Ariz.|Tenn."
        ),
    ),
}


def templates(raw: Mapping[str, str], count: int, seed: int = 7) -> list[Sample]:
    """`count` sentences."""
    words = _Words(raw, seed)
    formats = _formats()
    return [_sample(words.filled(words.random.choice(formats))) for _ in range(count)]


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


def _formats() -> list[str]:
    """Every format as often as its weight says."""
    found: list[str] = []
    weight = 1
    for line in _FORMATS.read_text("utf-8").splitlines():
        if line.startswith("# weight "):
            weight = int(line.rpartition(" ")[2])
        elif line.strip() and not line.startswith("#"):
            found += [line] * weight
    return found


def _sample(parts: list[Part]) -> Sample:
    tokens: list[str] = []
    labels: list[str] = []
    for kind, words in parts:
        tokens += words
        named = [f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1)
        labels += ["O"] * len(words) if kind == "O" else named
    return tokens, labels


def _exchanged(sample: Sample, words: "_Words") -> Sample:
    tokens, labels = sample
    parts: list[Part] = []
    i = 0
    while i < len(tokens):
        j = i + 1
        while labels[i] != "O" and j < len(tokens) and labels[j].startswith("I-"):
            j += 1
        label, name = labels[i][2:] or "O", tokens[i:j]
        swap = words.random.random() < 0.5 and all(word.istitle() for word in name)
        if swap and label == "PER":
            name = [words.fill("surname")[1][0] for _ in name]
        elif swap and label == "LOC" and len(name) == 1:
            name = words.fill("place")[1]
        parts.append((label, name))
        i = j
    return _sample(parts)


class _Words:
    """Random words for every slot, from a seed."""

    def __init__(self, raw: Mapping[str, str], seed: int) -> None:
        self.random = random.Random(seed)
        self._people = raw["people"].split()
        self._cities = raw["city"].split("|")
        countries = (c for c in raw["country"].split("|") if c.replace(" ", "").isalpha())
        self._countries = [c for c in countries if 3 < len(c) < 20]
        self._demonyms = raw["demonyms"].split("|")
        self._made: Mapping[str, Callable[[], Part]] = {
            "surname": lambda: ("PER", [self._surname()]),
            "person": self._person,
            "initialled": lambda: ("PER", [self._letter() + ".", self._surname()]),
            "country": lambda: ("LOC", _title(self.random.choice(self._countries))),
            "city": lambda: ("LOC", self._city()),
            "place": lambda: self.fill(self._one("city country")),
            "demonym": lambda: ("MISC", _title(self.random.choice(self._demonyms))),
            "body": self._body,
            "firm": self._firm,
            "bank": lambda: ("ORG", [self._surname(), self._one("Bank Securities Brothers & Co")]),
            "acronym": lambda: ("ORG", [self._acronym()]),
            "club": self._club,
            "team": self._team,
            "ground": lambda: ("LOC", [*self._city(), self._one("Oval Park Road Arena Stadium")]),
            **self._figures(),
        }

    def filled(self, line: str) -> list[Part]:
        """The parts of one format."""
        found: list[Part] = []
        for piece in _PIECE.finditer(line):
            if piece["slot"]:
                found.append(self.fill(piece["slot"]))
            elif piece["word"]:
                found.append(("O", [piece["word"]]))
            else:
                inside = _INSIDE.findall(piece["name"])
                words = [
                    w for slot, word in inside for w in (self.fill(slot)[1] if slot else [word])
                ]
                found.append((piece["kind"], words))
        return found

    def fill(self, slot: str) -> Part:
        """What stands for `slot`; in capitals where it is written so."""
        plain = slot.lower()
        if plain in _WORDS:
            kind, choices = _WORDS[plain]
            words = self.random.choice(choices.split("|")).split()
        else:
            kind, words = self._made[plain]()
        return kind, [word.upper() for word in words] if slot.isupper() else words

    def _one(self, choices: str) -> str:
        return self.random.choice(choices.split())

    def _letter(self) -> str:
        return self._one("A B C D E G H J K L M P R S")

    def _coined(self, names: list[str], share: float) -> str:
        """A name, or the head of one with the tail of another."""
        one, other = self.random.choice(names), self.random.choice(names)
        if self.random.random() >= share or " " in one + other:
            return one
        return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]

    def _surname(self) -> str:
        name = self._coined(self._people, 0.4).capitalize()
        mark = self.random.random()
        if mark < 0.03:
            return f"{name}-{self._coined(self._people, 0.4).capitalize()}"
        return self._one("O' Mc Mac D' Al-") + name if mark > 0.97 else name

    def _person(self) -> Part:
        given = [self._coined(self._people, 0.15).capitalize() for _ in range(self._more(0.12))]
        link = self._one("van de der von al bin Di La").split() if self._more(0.05) > 1 else []
        return "PER", [*given, *link, self._surname()]

    def _more(self, share: float) -> int:
        return 2 if self.random.random() < share else 1

    def _city(self) -> list[str]:
        return _title(self._coined(self._cities, 0.3))

    def _acronym(self) -> str:
        return "".join(self.random.sample("ABCDEFGHIKLMNOPRSTU", self.random.choice((3, 3, 4))))

    def _body(self) -> Part:
        name, city = self._surname(), self._city()
        choices = [
            [name, self._one(_FIRM)],
            [*city, self._one(_FIRM + " " + _BODY)],
            [self._one(_BODY), "of", *city],
            [self._acronym()],
            [name, "&", self._surname()],
            [*_title(self.random.choice(self._demonyms)), self._one(_BODY)],
        ]
        return "ORG", self.random.choice(choices)

    def _firm(self) -> Part:
        name, first = self._surname(), [self._surname(), self._one(_FIRM)]
        choices = [first, first, [name], [name], [*self._city(), self._one(_FIRM)],
                   [name, self._surname(), self._one(_FIRM)], [self._acronym()],
                   [name, "&", self._surname()]]  # fmt: skip
        return "ORG", self.random.choice(choices)

    def _club(self) -> Part:
        city, name = self._city(), self._coined(self._people, 0.5).capitalize()
        before, after = self._one(_BEFORE_CLUB), self._one(_CLUBS)
        choices = [city, city, [*city, after], [before, *city], [name], [name, *city]]
        return "ORG", self.random.choice(choices)

    def _team(self) -> Part:
        _, name = self._club()
        return "ORG", [w.upper() for w in name] if self.random.random() < 0.2 else name

    def _figures(self) -> Mapping[str, Callable[[], Part]]:
        number = self.random.randint
        made: Mapping[str, Callable[[], str]] = {
            "int": lambda: str(number(0, number(3, 300))),
            "decimal": lambda: f"{number(0, 400)}.{number(0, 99):02}",
            "share": lambda: f".{number(100, 999)}",
            "time": self._time,
            "date": lambda: f"{number(1990, 2024)}-{number(1, 12):02}-{number(1, 28):02}",
            "rank": lambda: f"{number(1, 40)}{self._one('. . . =')}",
            "sets": lambda: " ".join(f"{number(0, 7)}-{number(0, 7)}" for _ in range(number(2, 3))),
            "numbers": lambda: " ".join(str(number(0, 60)) for _ in range(number(4, 8))),
            "phone": self._phone,
        }  # fmt: skip
        return {slot: lambda make=make: ("O", make().split()) for slot, make in made.items()}  # type: ignore[misc]

    def _time(self) -> str:
        number = self.random.randint
        seconds = f"{number(1, 59)}.{number(10, 99)}"
        return self._one(f"{seconds} {number(1, 5)}:{number(10, 59)}.{number(1, 99)}")

    def _phone(self) -> str:
        number = self.random.randint
        first = f"+{number(1, 99)}-{number(1, 99)}-{number(1000, 99999)}"
        return self._one(f"{first} {number(100, 999)}-{number(1000, 9999)}")


def _title(name: str) -> list[str]:
    return [word.capitalize() if len(word) > 2 else word for word in name.split()]
