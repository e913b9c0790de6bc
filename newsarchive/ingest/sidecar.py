"""`NAME.meta.yml` beside a seed: what its editor states, and corrects. Strict: an unknown key or a
value of the wrong form is an error, since a mistyped order would silently be no order.
"""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, cast

import yaml

from newsarchive.errors import ConfigError
from newsarchive.ingest.dates import EARLIEST, LATEST
from newsarchive.model import Editorial, EntityId, Found, Publish, Stated

RULE = "stated: sidecar"
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_EDTF = re.compile(rf"{_DAY}|\[\.\.{_DAY}\]|\[{_DAY}\.\.\]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
_ENTITY = re.compile(r"[a-z]+/[a-z0-9-]+")

STATED = ("title", "date", "source", "url", "byline", "language", "rights")
EDITORIAL = ("publish", "keep", "drop", "not_tags", "summary")
_FORMS = {
    "date": (_EDTF, "2018-09-14, 2018-09, [..2018-09-14] (not later) or [2018-09-28..]"),
    "language": (_LANGUAGE, "a language tag such as ru or pt-BR"),
    "url": (_URL, "an address that begins with https://"),
}


def parse(text: str, path: str) -> tuple[Stated, Editorial]:
    """What the sidecar `path` says. Raises ConfigError, with key and next step."""
    raw = _mapping(text, path)
    for key in raw:
        if key not in STATED + EDITORIAL:
            near = difflib.get_close_matches(key, STATED + EDITORIAL, n=1, cutoff=0.0)[0]
            raise ConfigError(f"{path}: there is no key {key!r}; did you mean {near!r}?")
    stated = Stated(**{key: _stated(raw[key], key, path) for key in STATED if key in raw})
    read: dict[str, Callable[[Any, str], Any]] = {
        "publish": _publish,
        "keep": lambda value, where: tuple(_range(one, where) for one in _list(value)),
        "drop": lambda value, where: tuple(_range(one, where) for one in _list(value)),
        "not_tags": lambda value, where: tuple(_entity(one, where) for one in _list(value)),
        "summary": lambda value, where: tuple(_number(one, where) for one in _list(value)),
    }
    orders = {key: read[key](raw[key], f"{path}: {key}") for key in EDITORIAL if key in raw}
    return stated, Editorial(**orders)


def _mapping(text: str, path: str) -> Mapping[str, Any]:
    """Every scalar as a string: to YAML `no` is a truth value and 2018-09-14 a date."""
    try:
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (makes strings only)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"{path}: not readable as YAML: {error}; correct that line") from error
    if raw in (None, ""):
        return {}
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise ConfigError(f"{path}: must be lines of `key: value`, e.g. `title: A new bridge`")
    return raw


def _stated(value: Any, key: str, path: str) -> Found:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{path}: {key} must be one line of text")
    form, example = _FORMS.get(key, (None, ""))
    misshapen = form is not None and not form.fullmatch(value.strip())
    if misshapen or (key == "date" and not _exist(value)):
        raise ConfigError(f"{path}: {key} is {value!r}; write {example}")
    return Found(value.strip(), RULE)


def _exist(edtf: str) -> bool:
    """Whether all days named are in the calendar, in a year in which an article can be written."""
    for day in re.findall(_DAY, edtf):
        year, month, number = (int(part) for part in f"{day}-01-01".split("-")[:3])
        try:
            dt.date(year, month, number)
        except ValueError:
            return False
        if not EARLIEST <= year <= LATEST:
            return False
    return True


def _publish(value: Any, where: str) -> Publish:
    if value not in ("full", "summary"):
        _refuse(where, value, "full or summary")
    return cast("Publish", value)


def _range(value: Any, where: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        _refuse(where, value, "line numbers such as 12 or 12-20")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 0 < first <= last:
        _refuse(where, value, "line numbers from 1 on, the smaller first")
    return first, last


def _entity(value: Any, where: str) -> EntityId:
    if not isinstance(value, str) or not _ENTITY.fullmatch(value):
        _refuse(where, value, "an entity's address such as people/ilham-aliyev")
    return EntityId(value)


def _number(value: Any, where: str) -> int:
    if not isinstance(value, str) or not value.isdecimal() or int(value) < 1:
        _refuse(where, value, "sentence numbers from 1 on")
    return int(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _refuse(where: str, value: Any, wanted: str) -> NoReturn:
    raise ConfigError(f"{where} is {str(value)[:60]!r}; write {wanted}")
