"""Named rules for what a line model cannot know. Each looks at a whole page and names lines.

FORCED rules overrule the model; `reasons` says why a line that the model left out is no part of
the article. The first rule that names a line gives the reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from newsarchive.ingest import cues
from newsarchive.ingest.layout import Line
from newsarchive.ingest.threads import find_thread

Rule = Callable[[Sequence[Line]], list[int]]

COMMENTS = "comments"
HEADLESS = "comments without a heading"
UNQUOTED = frozenset((COMMENTS, HEADLESS))  # other people's personal data
FURNITURE = "page furniture"
SIDEBAR = "sidebar"
COUNTERS = "counters"

_COUNTER = re.compile(r"[\s•*·+\-–−]*\d[\d\s.,]{0,11}")
_FILE_NAME = re.compile(
    r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[\w-]{1,80}\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?:</?[A-Za-z][^<>]*>\s*)+|<[A-Za-z]+ [A-Za-z-]+=[\"'].*")
_SIDE_STAMP = re.compile(r"\W*(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,?\s+)?\d{1,2}:\d{2}\W*")
_LONGEST = 200  # characters of a line that is compared with the lists
_LONGEST_MARKUP = 4000
_SIDEBAR_STAMPS = 3
_REPLIES = 2


def comments(lines: Sequence[Line]) -> list[int]:
    thread = find_thread(lines)
    return list(range(thread.first, thread.last + 1)) if thread else []


def rights_notice(lines: Sequence[Line]) -> list[int]:
    return _listed(lines, "rights")


def file_name(lines: Sequence[Line]) -> list[int]:
    """A picture's file name or alternative text with the blanks still underscored."""
    whole = [i for i, line in enumerate(lines) if " " not in line.text]
    return [i for i in whole if _FILE_NAME.fullmatch(lines[i].text)]


def markup(lines: Sequence[Line]) -> list[int]:
    """A page's own tags that the tool which saved it left in the text."""
    return [i for i, line in enumerate(lines) if line.text[0] == "<" and _tags(line.text)]


def _tags(text: str) -> bool:
    return len(text) <= _LONGEST_MARKUP and bool(_MARKUP.fullmatch(text))


def furniture(lines: Sequence[Line]) -> list[int]:
    return _listed(lines, "furniture")


def counters(lines: Sequence[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if _COUNTER.fullmatch(line.text)]


FORCED: tuple[tuple[str, Rule], ...] = (
    (COMMENTS, comments),
    ("rights notice", rights_notice),
    ("file name or alternative text", file_name),
    ("markup left in the text", markup),
    (COUNTERS, counters),
    (FURNITURE, furniture),
)


def forced(lines: Sequence[Line]) -> dict[int, str]:
    """Lines that go whatever the model says, and the rule for each."""
    return _named(lines, FORCED)


def reasons(
    lines: Sequence[Line], removed: Sequence[int], known: Mapping[int, str]
) -> dict[int, str]:
    """Why each of `removed` is no part of the article; `known` were named before."""
    gone = set(removed)
    fixed = {i: rule for i, rule in known.items() if rule != COUNTERS}  # those stand anywhere
    named = dict.fromkeys(removed, FURNITURE) | dict(known)
    named |= dict.fromkeys(_sidebar(lines, gone, fixed), SIDEBAR)
    return named | dict.fromkeys(_headless_thread(lines, gone, fixed), HEADLESS) | fixed


def _named(lines: Sequence[Line], rules: Sequence[tuple[str, Rule]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, rule in rules:
        for i in rule(lines):
            found.setdefault(i, name)
    return found


def _listed(lines: Sequence[Line], name: str) -> list[int]:
    known = cues.load(name)
    short = ((i, line) for i, line in enumerate(lines) if len(line.text) <= _LONGEST)
    return [i for i, line in short if known.match(line.text)]


def _headless_thread(lines: Sequence[Line], gone: set[int], known: Mapping[int, str]) -> range:
    """Below the text, what stands around several "reply" lines. It is no evidence of a date: it
    may be more than comments.
    """
    first = len(lines)
    while first and first - 1 in gone:
        first -= 1
    replies = [i for i in _listed(lines, "replies") if i >= first]
    if len(replies) < _REPLIES:
        return range(0)
    begin = replies[0]
    while begin > first and begin - 1 not in known:
        begin -= 1
    return range(begin, replies[-1] + 1)


def _sidebar(lines: Sequence[Line], gone: set[int], known: Mapping[int, str]) -> range:
    """The page's tail, below all that a rule knows, when it is a list with times of day."""
    first = len(lines)
    while first and first - 1 in gone and first - 1 not in known:
        first -= 1
    stamps = [i for i in range(first, len(lines)) if _SIDE_STAMP.fullmatch(lines[i].text)]
    return range(first, len(lines)) if len(stamps) >= _SIDEBAR_STAMPS else range(0)
