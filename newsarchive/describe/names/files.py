"""Reading authority files: YAML with the line of every key, held against the JSON Schema.

Knows the shape of a file and nothing of what it means.
"""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from newsarchive.errors import ConfigError

SCHEMA = Path(__file__).parent / "authority.schema.json"

Where = tuple[str | int, ...]  # a path of keys and positions inside an entry


@dataclass(frozen=True, slots=True)
class Placed:
    """One entry of a file, and the line that each of its keys stands on."""

    file: str  # the file's name, e.g. "people.yml"
    raw: Mapping[str, Any]
    lines: Mapping[Where, int]  # 1-based

    def place(self, *where: str | int) -> str:
        """`people.yml:12` for the key at `where`, or the nearest one around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return f"{self.file}:{self.lines.get(where, 1)}"


def read(path: Path) -> tuple[Placed, ...]:
    """The entries of one file, in its order.

    Raises ConfigError, naming file, line and key, for anything but a list of sound entries.
    """
    try:
        text = path.read_text("utf-8")
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not YAML: {error.problem}; correct that line") from error
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise ConfigError(f"{path}:1: must be a list of entries; begin each with '- id:'")
    entries = tuple(_placed(node, path.name) for node in root.value)
    _check(entries, path)
    return entries


@cache
def schema() -> Mapping[str, Any]:
    """The published schema of one authority file."""
    loaded: Mapping[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return loaded


def _placed(node: yaml.Node, file: str) -> Placed:
    lines: dict[Where, int] = {}
    raw = _value(node, (), lines, file)
    return Placed(file, raw if isinstance(raw, dict) else {"": raw}, lines)


def _value(node: yaml.Node, where: Where, lines: dict[Where, int], file: str) -> Any:
    """A node as plain Python. Keys are always text: `no:` is a language, not a truth value."""
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if name in found:
                raise ConfigError(f"{file}:{line}: the key {name!r} stands twice; keep one of them")
            lines[(*where, name)] = line
            found[name] = _value(value, (*where, name), lines, file)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*where, i), lines, file) for i, one in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return str(node.value).lower() in ("true", "yes", "on")
    if node.tag in ("tag:yaml.org,2002:float", "tag:yaml.org,2002:int"):
        return _number(str(node.value))
    return str(node.value)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _check(entries: tuple[Placed, ...], path: Path) -> None:
    import jsonschema  # noqa: PLC0415 (slow to load; files that did not change are not checked)

    validator = jsonschema.Draft202012Validator(schema())
    error = next(iter(validator.iter_errors([entry.raw for entry in entries])), None)
    if error is None:
        return
    number, *where = error.absolute_path
    entry = entries[int(number)]
    if error.validator == "additionalProperties":
        _refuse_unknown(entry, path, tuple(where), error)
    line = entry.place(*where).rpartition(":")[2]
    key = ".".join(map(str, where)) or "the entry"
    raise ConfigError(f"{path}:{line}: {key}: {error.message}; see authority.schema.json")


def _refuse_unknown(entry: Placed, path: Path, where: Where, error: Any) -> None:
    known = sorted(error.schema.get("properties", {})) if isinstance(error.schema, dict) else []
    present = error.instance if isinstance(error.instance, dict) else {}
    unknown = min(set(present) - set(known))
    line = entry.place(*where, unknown).rpartition(":")[2]
    near = difflib.get_close_matches(unknown, known, n=1, cutoff=0.0)
    hint = f"did you mean {near[0]!r}?" if near else "take it out"
    raise ConfigError(f"{path}:{line}: there is no key {unknown!r}; {hint}")
