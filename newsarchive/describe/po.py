"""One PO file of the translation memory: its bytes as entries, and entries as its bytes.

Knows the form of the file and what our comments in it mean; finds nothing and judges nothing.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from newsarchive.errors import MemoryFileError
from newsarchive.model import Finding

_STRING = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"\s*(?:#.*|(msgid|msgstr|msgctxt) {_STRING}|{_STRING})?\s*")
_GAP = re.compile(rb"\n[ \t\r]*\n\s*")
_KEYWORD = re.compile(rb"^\s*msg(id|str) ", re.MULTILINE)

_HEAD = 'msgid ""\nmsgstr ""\n\n'
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


# ---------------------------------------------------------------- reading


def stretches(content: bytes) -> list[tuple[int, int]]:
    """Where the file may be taken apart, first and last byte of each part: at blank lines, unless
    an entry goes over one; then it is one part.
    """
    ends = [found.span() for found in _GAP.finditer(content)]
    starts = [len(content) - len(content.lstrip()), *(end for _, end in ends)]
    parts = list(zip(starts, [*(start for start, _ in ends), len(content.rstrip())], strict=True))
    parts = [(start, end) for start, end in parts if start < end]
    whole = all(_is_whole(content[start:end]) for start, end in parts)
    return parts if whole else [(0, len(content))]


def _is_whole(part: bytes) -> bool:
    """Whether each msgid has its msgstr in the same part."""
    found = _KEYWORD.findall(part.removeprefix(codecs.BOM_UTF8))
    return found == [b"id", b"str"] * (len(found) // 2)


def entries(path: Path, content: bytes) -> list[Entry]:
    """What stands in `content`, the bytes of `path`.

    Raises MemoryFileError, with file and line, for what cannot be trusted.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + error.object.count(b"\n", 0, error.start)
        raise MemoryFileError(f"{path}, line {line}: not UTF-8; restore the file") from error
    check(path, text)
    # a head, or polib takes the comments before the first entry for the file's own
    found = [one for one in polib.pofile(_HEAD + text, wrapwidth=0) if not one.obsolete]
    # counted here, since polib's own number is that of any line of the entry
    numbered = enumerate(text.split("\n"), 1)
    lines = [n for n, line in numbered if line.lstrip().startswith("msgid")]
    return [_entry(one, line) for one, line in zip(found, lines, strict=True) if one.msgid]


def check(path: Path, text: str) -> None:
    """Raises MemoryFileError as `entries`; polib itself reads over many faults."""
    fault = _fault(text)
    if fault:
        raise MemoryFileError(
            f"{path}, line {fault[0]}: {fault[1]}; correct that line or restore the file, "
            "nothing was changed"
        )


def _fault(text: str) -> tuple[int, str] | None:
    """The first line that is no PO, and why."""
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
        engine=next(_after(_MACHINE, notes), None),
        reviewer=next(_after(_REVIEWER, found.tcomment.splitlines()), None),
        findings=tuple(_finding(note) for note in _after(_GATE, notes)),
        place=next((n for n in notes if not n.startswith((_MACHINE, _GATE))), ""),
        line=line,
    )


def _after(prefix: str, notes: Sequence[str]) -> Iterator[str]:
    return (note[len(prefix) :].strip() for note in notes if note.startswith(prefix))


def _finding(note: str) -> Finding:
    rule, _, detail = note.partition(": ")
    return Finding(rule, detail)


# ---------------------------------------------------------------- writing


def with_more(content: bytes, fresh: Sequence[Entry]) -> bytes:
    """`content`, byte for byte, with `fresh` at its end."""
    gap = b"" if content.endswith(b"\n\n") else b"\n" if content.endswith(b"\n") else b"\n\n"
    new = "\n".join(made(entry).__unicode__(wrapwidth=0) for entry in fresh)
    return content + (gap + new.encode() if fresh else b"")


def made(entry: Entry) -> polib.POEntry:
    """The entry as polib writes it."""
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


def header(source: str, target: str) -> bytes:
    """The beginning of a file of sentences of `source` in `target`."""
    lines = (
        f"Language: {target}",
        f"X-Source-Language: {source}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
    )
    return ('msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)).encode()
