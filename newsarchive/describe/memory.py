"""The translation memory: PO files that people edit, one for each pair of languages.

`translations/ru-en.po` holds sentences of Russian articles in English. An entry that is not
`fuzzy` is the archive's own and always wins; only an editor changes it. What an engine made is
`fuzzy`, with the engine and the gate's findings in its comments. Files are only ever added to:
entries keep their place, so a diff shows what is new. Nothing is translated or judged here.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from newsarchive import disk
from newsarchive.errors import MemoryFileError
from newsarchive.model import Finding

_FILE_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})\.po")
_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"\s*(?:#.*|(msgid|msgstr|msgctxt) {_STRING}|{_STRING})?\s*")

# Ways of typing one sign: a quotation found on two sites is one sentence.
_SPELLINGS = str.maketrans(
    dict.fromkeys("«»„“”‟″", '"')
    | dict.fromkeys("‘’‚‛′`", "'")
    | dict.fromkeys("–—―−‐‑", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"…": "...", "ё": "е", "Ё": "Е"}
)

_MACHINE, _GATE, _REVIEWER = "machine: ", "gate: ", "reviewer: "


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence and its translation, as it stands in a PO file."""

    source: str  # the sentence as printed, white space collapsed
    target: str  # "" while it waits for a translator
    accepted: bool  # not fuzzy, and translated
    engine: str | None = None  # name and version, for what a machine made
    reviewer: str | None = None  # only where the file names somebody
    findings: tuple[Finding, ...] = ()  # what the gate found when it was made
    place: str = ""  # where the sentence was first met, for the translator
    line: int = 0  # 1-based line of the file; 0 for an entry not read from one


def normalise(sentence: str) -> str:
    """The form by which a sentence is looked up: spelling variants of signs are one."""
    plain = unicodedata.normalize("NFC", sentence).translate(_SPELLINGS)
    return " ".join(plain.split())


def primary(lang: str) -> str:
    """The language of a BCP 47 tag without script or region: "pt" for "pt-BR"."""
    return lang.partition("-")[0].lower()


def load(folder: Path) -> "Memory":
    """All `SOURCE-TARGET.po` of `folder`, which need not exist.

    Raises MemoryFileError, with file and line, for a file that cannot be trusted.
    """
    return Memory(folder)


class Memory:
    """The PO files of one folder, held open for look-up and for adding."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = sorted(folder.glob("*.po")) if folder.is_dir() else []
        self._pairs = {_pair(path): _index(_read(path), path) for path in paths}

    def __bool__(self) -> bool:
        """Whether it holds anything at all."""
        return any(self._pairs.values())

    def path(self, source: str, target: str) -> Path:
        """The file that holds, or would hold, sentences of `source` in `target`."""
        return self.folder / f"{primary(source)}-{primary(target)}.po"

    def holds(self, source: str, target: str) -> bool:
        """Whether there is any sentence of `source` in `target`."""
        return bool(self._pairs.get((primary(source), primary(target))))

    def find(self, sentence: str, source: str, target: str) -> Entry | None:
        """The entry for `sentence`; None when the file has none."""
        pair = self._pairs.get((primary(source), primary(target)))
        return pair.get(normalise(sentence)) if pair else None

    def add(self, entries: Sequence[Entry], source: str, target: str) -> None:
        """Put `entries` at the end of their file, at once and whole, or not at all.

        A sentence that an editor has translated is left alone; one that waits is filled in.
        """
        pair = self._pairs.setdefault((primary(source), primary(target)), {})
        fresh = {normalise(entry.source): entry for entry in entries}
        fresh = {k: entry for k, entry in fresh.items() if not (k in pair and pair[k].target)}
        if not fresh:
            return
        path = self.path(source, target)
        waiting = [k for k in fresh if k in pair]
        if waiting:
            _fill_in(path, {k: fresh[k] for k in waiting})
        _append(path, [fresh[k] for k in fresh if k not in pair], source, target)
        self._pairs[primary(source), primary(target)] = _index(_read(path), path)


def _pair(path: Path) -> tuple[str, str]:
    name = _FILE_NAME.fullmatch(path.name)
    if not name:
        raise MemoryFileError(
            f"{path}: the name says no pair of languages; call it SOURCE-TARGET.po, e.g. ru-en.po"
        )
    return name[1], name[2]


def _index(entries: Sequence[Entry], path: Path) -> dict[str, Entry]:
    """By normalised sentence: an accepted one before a machine's, then the first in the file.

    Raises MemoryFileError where two accepted ones differ, as after a careless merge.
    """
    index: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (not e.accepted, not e.target, e.line)):
        first = index.setdefault(normalise(entry.source), entry)
        if entry.accepted and entry.target != first.target:
            raise MemoryFileError(
                f"{path}, line {entry.line}: this sentence is translated otherwise at line "
                f"{first.line}; remove one of the two, or mark one fuzzy"
            )
    return index


# ---------------------------------------------------------------- reading


def _read(path: Path) -> list[Entry]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MemoryFileError(f"{path}: {error.strerror}; check its permissions") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MemoryFileError(f"{path}, line {line}: not UTF-8; restore the file") from error
    if not text.strip():
        raise MemoryFileError(f"{path}, line 1: the file is empty; restore or delete it")
    found = [entry for entry in _parsed(path, text) if not entry.obsolete]
    # counted here, since polib's own number is that of any line of the entry
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith("msgid")]
    return [
        _entry(entry, line)
        for entry, line in zip(found, lines[len(lines) - len(found) :], strict=True)
    ]


def _parsed(path: Path, text: str) -> polib.POFile:
    fault = _fault(text)
    if fault is None:
        return polib.pofile(text, wrapwidth=0)
    number, fact = fault
    raise MemoryFileError(
        f"{path}, line {number}: {fact}; correct that line or restore the file, nothing was changed"
    )


def _fault(text: str) -> tuple[int, str] | None:
    """The first line that is no PO, and why; polib itself reads over many of them."""
    expected = "msgid"
    number = 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if not found:
            return number, f"not a line of a PO file: {line.strip()[:60]!r}"
        keyword = found[1]
        if keyword in ("msgid", "msgstr"):
            if keyword != expected:
                return number, f"{keyword} where {expected} should stand"
            expected = "msgstr" if keyword == "msgid" else "msgid"
    return None if expected == "msgid" else (number, "the file ends before the last msgstr")


def _entry(found: polib.POEntry, line: int) -> Entry:
    notes = found.comment.splitlines()
    return Entry(
        source=found.msgid,
        target=found.msgstr.strip(),
        accepted=bool(found.msgstr.strip()) and not found.fuzzy,
        engine=next(iter(_after(_MACHINE, notes)), None),
        reviewer=next(iter(_after(_REVIEWER, found.tcomment.splitlines())), None),
        findings=tuple(_finding(note) for note in _after(_GATE, notes)),
        place=next((n for n in notes if not n.startswith((_MACHINE, _GATE))), ""),
        line=line,
    )


def _after(prefix: str, notes: Sequence[str]) -> list[str]:
    return [note[len(prefix) :].strip() for note in notes if note.startswith(prefix)]


def _finding(note: str) -> Finding:
    rule, _, detail = note.partition(": ")
    return Finding(rule, detail)


# ---------------------------------------------------------------- writing


def _append(path: Path, entries: Sequence[Entry], source: str, target: str) -> None:
    # what stands there is kept byte for byte, also what an editor wrote since it was read
    old = path.read_bytes() if path.is_file() else _header(source, target).encode()
    gap = b"" if old.endswith(b"\n\n") else b"\n" if old.endswith(b"\n") else b"\n\n"
    new = "\n".join(_po(entry).__unicode__(wrapwidth=0) for entry in entries)
    disk.write(path, old + (gap + new.encode() if entries else b""))


def _fill_in(path: Path, fresh: dict[str, Entry]) -> None:
    file = _parsed(path, path.read_text("utf-8-sig"))
    for found in file:
        entry = fresh.get(normalise(found.msgid))
        if entry and not found.msgstr.strip():
            made = _po(entry)
            found.msgstr, found.flags, found.comment = made.msgstr, made.flags, made.comment
    disk.write(path, (file.__unicode__().rstrip("\n") + "\n").encode())


def _po(entry: Entry) -> polib.POEntry:
    notes = [entry.place] if entry.place else []
    notes += [_MACHINE + entry.engine] if entry.engine else []
    notes += [f"{_GATE}{finding.rule}: {finding.detail}" for finding in entry.findings]
    return polib.POEntry(
        msgid=" ".join(entry.source.split()),
        msgstr=" ".join(entry.target.split()),
        flags=["fuzzy"] if entry.target and not entry.accepted else [],
        comment="\n".join(notes),
        tcomment=_REVIEWER + entry.reviewer if entry.reviewer else "",
    )


def _header(source: str, target: str) -> str:
    lines = (
        f"Language: {primary(target)}",
        f"X-Source-Language: {primary(source)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)
