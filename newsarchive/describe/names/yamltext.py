"""Changing one thing in the text of an authority file; every other character stays as it is.

Knows entries, keys and lists; not what they are for. A text here has been read by files.read().
"""

import re
from collections.abc import Callable

import yaml

from newsarchive.errors import ConfigError

Change = Callable[[str, str, tuple[str, ...], str], str]

REFERENCES = ("broader", "country", "beside", "not")

_PLAIN = re.compile(r"[^\W\d_][\w.'’/ -]*(?<! )")
_LOOKS_LIKE_A_VALUE = re.compile(r"true|false|yes|no|on|off|null|y|n", re.IGNORECASE)


def has(text: str, key: str) -> bool:
    """Whether an entry with the id `key` stands in `text`."""
    return any(_id(entry) == key for entry in _entries(text))


def append(text: str, entry: str) -> str:
    """`text` with one more entry at its end, parted by an empty line."""
    body = text.rstrip("\n")
    return f"{body}\n\n{entry}" if body else entry


def remove(text: str, key: str) -> str:
    """`text` without the entry; comments around it stay."""
    start, end = _extent(text, key)
    rest = text[end:].lstrip("\n") if text[:start].endswith("\n\n") or not start else text[end:]
    return text[:start] + rest


def set_scalar(text: str, key: str, where: tuple[str, ...], value: str) -> str:
    """`text` with the value at `where` replaced, or added where the entry had none."""
    node = _at(_entry(text, key), where)
    if isinstance(node, yaml.ScalarNode):
        return text[: node.start_mark.index] + scalar(value) + text[node.end_mark.index :]
    if len(where) == 1:
        return _add_key(text, key, f"{where[0]}: {scalar(value)}")
    return _add_pair(text, key, where, scalar(value))


def set_flag(text: str, key: str, name: str) -> str:
    """`text` with `name: true` in the entry."""
    node = _at(_entry(text, key), (name,))
    if node is None:
        return _add_key(text, key, f"{name}: true")
    return text[: node.start_mark.index] + "true" + text[node.end_mark.index :]


def add(text: str, key: str, where: tuple[str, ...], value: str) -> str:
    """`text` with one more value in the list at `where`; unchanged if it has it already."""
    node = _at(_entry(text, key), where)
    if node is None:
        listed = f"[{scalar(value)}]"
        if len(where) == 1:
            return _add_key(text, key, f"{where[0]}: {listed}")
        return _add_pair(text, key, where, listed)
    if not isinstance(node, yaml.SequenceNode) or value in [one.value for one in node.value]:
        return text
    if node.flow_style:
        comma = ", " if node.value else ""
        at = node.end_mark.index - 1
        return text[:at] + comma + scalar(value) + text[at:]
    last = node.value[-1]
    indent = " " * node.start_mark.column
    at = _line_end(text, last.end_mark.index)
    return f"{text[:at]}\n{indent}- {scalar(value)}{text[at:]}"


def drop(text: str, key: str, where: tuple[str, ...], value: str) -> str:
    """`text` without `value` in the list at `where`, and without the list if it is empty then."""
    node = _at(_entry(text, key), where)
    if not isinstance(node, yaml.SequenceNode):
        return text
    found = next((one for one in node.value if one.value == value), None)
    if found is None:
        return text
    if len(node.value) == 1:
        return _drop_pair(text, key, where)
    return _cut(text, found, inside=node, flow=bool(node.flow_style))


def redirected(text: str, old: str, new: str) -> str:
    """`text` with every reference of one entry to another called `old` made to name `new`."""
    marks = sorted(
        {
            (node.start_mark.index, node.end_mark.index)
            for entry in _entries(text)
            for name in REFERENCES
            for node in _scalars(_at(entry, (name,)))
            if node.value == old
        },
        reverse=True,
    )
    for start, end in marks:
        text = text[:start] + new + text[end:]
    return text


def scalar(value: str) -> str:
    """`value` as YAML writes it: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(value) and not _LOOKS_LIKE_A_VALUE.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# ---------------------------------------------------------------- where things stand


def _scalars(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    if isinstance(node, yaml.SequenceNode):
        return [one for one in node.value if isinstance(one, yaml.ScalarNode)]
    return [node] if isinstance(node, yaml.ScalarNode) else []


def _entries(text: str) -> list[yaml.MappingNode]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return list(root.value) if isinstance(root, yaml.SequenceNode) else []


def _id(entry: yaml.MappingNode) -> str:
    node = _at(entry, ("id",))
    return str(node.value) if node else ""


def _entry(text: str, key: str) -> yaml.MappingNode:
    for entry in _entries(text):
        if _id(entry) == key:
            return entry
    raise ConfigError(f"{key}: no such entry in the authority files; correct the id")


def _at(node: yaml.Node | None, where: tuple[str, ...]) -> yaml.Node | None:
    for name in where:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for key, value in node.value if key.value == name), None)
    return node


def _extent(text: str, key: str) -> tuple[int, int]:
    """From the dash of an entry to the end of its last line that is no comment."""
    entry = _entry(text, key)
    start = text.rfind("\n", 0, entry.start_mark.index) + 1
    return start, min(len(text), _line_end(text, _end(entry)) + 1)


def _end(node: yaml.Node) -> int:
    """Where the last thing inside `node` ends; a block's own end mark lies at the next token."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _add_key(text: str, key: str, line: str) -> str:
    entry = _entry(text, key)
    at = _line_end(text, _end(entry))
    return f"{text[:at]}\n{' ' * entry.start_mark.column}{line}{text[at:]}"


def _add_pair(text: str, key: str, where: tuple[str, ...], raw: str) -> str:
    """A new language in a mapping of languages, which is made where there is none."""
    name, lang = where
    node = _at(_entry(text, key), (name,))
    if not isinstance(node, yaml.MappingNode):
        return _add_key(text, key, f"{name}: {{{lang}: {raw}}}")
    if node.flow_style:
        at = node.end_mark.index - 1
        comma = ", " if node.value else ""
        return f"{text[:at]}{comma}{lang}: {raw}{text[at:]}"
    at = _line_end(text, _end(node))
    return f"{text[:at]}\n{' ' * node.start_mark.column}{lang}: {raw}{text[at:]}"


def _drop_pair(text: str, key: str, where: tuple[str, ...]) -> str:
    """Take out a key with its value, and the mapping around it if that was its only one."""
    parent = _at(_entry(text, key), where[:-1]) if len(where) > 1 else _entry(text, key)
    if not isinstance(parent, yaml.MappingNode):
        return text
    if len(parent.value) == 1:
        return _drop_pair(text, key, where[:-1])
    name, value = next(pair for pair in parent.value if pair[0].value == where[-1])
    span = yaml.ScalarNode("", "", name.start_mark, value.end_mark)
    if not parent.flow_style:
        start = text.rindex("\n", 0, name.start_mark.index)
        return text[:start] + text[_line_end(text, _end(value)) :]
    return _cut(text, span, inside=parent, flow=True)


def _cut(text: str, node: yaml.Node, *, inside: yaml.Node, flow: bool) -> str:
    """`text` without one item of a list: with its comma, or with its line."""
    start, end = node.start_mark.index, _end(node)
    if not flow:
        line = text.rindex("\n", 0, start)
        return text[:line] + text[_line_end(text, end) :]
    after = re.compile(r"\s*,\s*").match(text, end)
    if after:
        return text[:start] + text[after.end() :]
    opening = inside.start_mark.index + 1
    return text[: opening + len(text[opening:start].rstrip().rstrip(","))] + text[end:]
