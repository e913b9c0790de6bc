"""How well the gate tells good translations from bad ones.

    python -m benchmarks.gate --data DIR       DIR holds translation/wmt13-15-16-17.tar.xz

Good ones are the human references of WMT news as they are; bad ones are the same with a fault
planted, each kind by a function below. The gate's bounds were chosen on 2013 and 2015; everything
is reported on 2016 and 2017. Beside it, what the gate says of three systems' output.
"""

import argparse
import hashlib
import random
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.scores import interval
from newsarchive.describe import authority as names
from newsarchive.describe.ask import tidy
from newsarchive.describe.authority import Authority
from newsarchive.describe.gate import Pair, doubts, judge
from newsarchive.describe.names.lookup import matcher
from newsarchive.describe.quantities import figures
from newsarchive.model import Finding

YEARS = ("16", "17")
SYSTEMS = ("ref", "google", "microsoft", "bergamot-tiny")
ARCHIVE = Path(__file__).parent.parent

Fault = Callable[[Pair, random.Random], str | None]  # None: the sentence has no room for it


def main() -> None:
    """Print the figures; the last line has them plain."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--years", default=",".join(YEARS))
    arguments = parser.parse_args()
    path = arguments.data / "translation" / "wmt13-15-16-17.tar.xz"
    data = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    print(f"data {data}, WMT {arguments.years}")
    on_file = names.load(ARCHIVE / "authority")
    texts = {system: pairs(path, arguments.years.split(","), system, on_file) for system in SYSTEMS}
    alarms = {system: said(system, texts[system]) for system in SYSTEMS}
    found = {kind: planted(kind, texts["ref"]) for kind in FAULTS}
    last = {"false_alarm": alarms["ref"], **{kind: found[kind] for kind in HEADLINE}}
    print(" ".join(f"{name}={value:.4f}" for name, value in last.items()))


def pairs(path: Path, years: Sequence[str], system: str, on_file: Authority) -> list[Pair]:
    """Sentence pairs of one system, as the archive would receive them."""
    found: list[Pair] = []
    with tarfile.open(path) as archive:
        for year in years:
            own, other = (_lines(archive, f"wmt{year}.{kind}") for kind in ("ru", f"{system}.en"))
            found += [
                Pair(s, tidy(s, t), "ru", "en", on_file) for s, t in zip(own, other, strict=True)
            ]
    return found


def _lines(archive: tarfile.TarFile, name: str) -> list[str]:
    member = next(one for one in archive.getmembers() if Path(one.name).name == name)
    file = archive.extractfile(member)
    if file is None:
        raise SystemExit(f"{name}: not in the archive of data")
    return file.read().decode().split("\n")[:-1]


def said(system: str, texts: Sequence[Pair]) -> float:
    """Print what the gate says of one system; the share it doubts."""
    began = time.perf_counter()
    verdicts = [doubts(judge(pair)) for pair in texts]
    each = (time.perf_counter() - began) / len(texts)
    rules = Counter(finding.rule for found in verdicts for finding in found)
    share, low, high = _share(verdicts)
    told = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    print(
        f"{system:14s} {len(texts)} sentences, doubted {share:.4f} [{low:.4f} {high:.4f}], "
        f"{each * 1000:.2f} ms each: {told}"
    )
    return share


def planted(kind: str, texts: Sequence[Pair]) -> float:
    """Print how much of one fault is found; the share."""
    chance = random.Random(f"{kind} 1")
    faulty = [replace(pair, target=made) for pair in texts if (made := FAULTS[kind](pair, chance))]
    verdicts = [doubts(judge(pair)) for pair in faulty]
    share, low, high = _share(verdicts)
    rules = Counter(found[0].rule for found in verdicts if found)
    told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(4))
    print(f"{kind:28s} {len(faulty)} planted, found {share:.4f} [{low:.4f} {high:.4f}]: {told}")
    return share


def _share(verdicts: Sequence[Sequence[Finding]]) -> tuple[float, float, float]:
    """How many have a finding, and the 95 % interval over sentences."""
    values = [float(bool(found)) for found in verdicts]
    return sum(values) / len(values), *interval(values, range(len(values)))


# ---------------------------------------------------------------- faults


def number_changed(pair: Pair, chance: random.Random) -> str | None:
    """One digit of one figure becomes another."""
    found = figures(pair.target, "en")
    if not found:
        return None
    figure = chance.choice(found)
    at = chance.choice([i for i, letter in enumerate(figure.text) if letter.isdigit()])
    other = chance.choice([d for d in "123456789" if d != figure.text[at]])
    return _put(pair.target, figure.start + at, 1, other)


def number_dropped(pair: Pair, chance: random.Random) -> str | None:
    """One figure goes, with the space before it."""
    found = figures(pair.target, "en")
    if not found:
        return None
    figure = chance.choice(found)
    return " ".join(_put(pair.target, figure.start, len(figure.text), "").split())


def number(pair: Pair, chance: random.Random) -> str | None:
    """Changed or dropped, each as often as the other."""
    return chance.choice((number_changed, number_dropped))(pair, chance)


def name_swapped(pair: Pair, chance: random.Random) -> str | None:
    """A name on file becomes the English name of another of its kind that is on file."""
    on_file = pair.authority
    if on_file is None:
        return None
    hits = [hit for hit in matcher(on_file, "en").find(pair.target) if hit.full]
    if not hits:
        return None
    hit = chance.choice(hits)
    kind = on_file.entity(hit.full[0]).kind
    others = [
        entity.name("en")
        for key, entity in sorted(on_file.entities.items())
        if entity.kind == kind and key not in hit.full and entity.name("en") not in pair.target
    ]
    return _put(pair.target, hit.start, hit.end - hit.start, chance.choice(others))


def loop(pair: Pair, chance: random.Random) -> str | None:
    """One to five words stand three to six times."""
    words = pair.target.split()
    size = min(chance.randint(1, 5), len(words))
    at = chance.randint(0, len(words) - size)
    run = words[at : at + size] * chance.randint(3, 6)
    return " ".join([*words[:at], *run, *words[at + size :]])


def truncated(pair: Pair, chance: random.Random) -> str | None:
    """The last half of the words is cut off."""
    del chance
    words = pair.target.split()
    return " ".join(words[: len(words) // 2]) if len(words) > 1 else None


def truncated_and_closed(pair: Pair, chance: random.Random) -> str | None:
    """The same, with the full stop put back: only the length can tell."""
    cut = truncated(pair, chance)
    return re.sub(r"\W*$", pair.target[-1], cut) if cut else None


def script(pair: Pair, chance: random.Random) -> str | None:
    """A third of the words are those of the original, in Russian."""
    words = pair.target.split()
    own = [word for word in pair.source.split() if re.search("[а-яё]{2}", word.lower())]
    if not own:
        return None
    for at in chance.sample(range(len(words)), max(1, len(words) // 3)):
        words[at] = own[at * len(own) // len(words)]
    return " ".join(words)


def untranslated(pair: Pair, chance: random.Random) -> str | None:
    """The original comes back."""
    del chance
    return pair.source if re.search("[а-яё]{2}", pair.source) else None


def _put(text: str, start: int, length: int, new: str) -> str:
    return text[:start] + new + text[start + length :]


FAULTS: dict[str, Fault] = {
    "loops": loop,
    "numbers": number,
    "script": script,
    "names": name_swapped,
    "truncated": truncated,
    "numbers changed": number_changed,
    "numbers dropped": number_dropped,
    "truncated, full stop put back": truncated_and_closed,
    "untranslated": untranslated,
}
HEADLINE = ("loops", "numbers", "script", "names", "truncated")


if __name__ == "__main__":
    main()
