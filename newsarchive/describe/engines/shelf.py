"""Where translation models lie on this machine, each in a folder of its own with a card.

Below the user's cache folder, shared by all archives. Does not fetch or convert.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newsarchive import disk
from newsarchive.errors import ModelError

CARD = "model-card.json"

_NAME = re.compile(r"[\w.+-]+")


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an installed model."""

    name: str  # with version, e.g. "opus-ru-en-2021-04-30"; also its folder
    source: str
    target: str
    format: str  # "argos" or "opus-mt"
    licence: str  # as its makers state it, "" when they do not
    origin: str  # address or file it was taken from
    sha256: str  # of the file it was taken from; "" when that was a folder


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on the shelf."""

    path: Path
    card: Card


def shelf() -> Path:
    """The folder of installed models. Raises ModelError where no home is known for this user."""
    folder = disk.user_cache("models")
    if folder is None:
        raise ModelError("models: no home folder is known for this user; set HOME")
    return folder


def installed(folder: Path) -> tuple[Installed, ...]:
    """The models in `folder`, by name. Raises ModelError for one whose card is damaged."""
    cards = sorted(folder.glob(f"*/{CARD}")) if folder.is_dir() else []
    return tuple(Installed(path.parent, read_card(path)) for path in cards)


def read_card(path: Path) -> Card:
    """The card at `path`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Card)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{path}: not readable ({error}); remove the folder, add again") from error


def check_name(name: str) -> str:
    """`name` if it can be a folder's. Raises ModelError."""
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise ModelError(f"{name!r} cannot name a model; use letters, digits, '.', '+' and '-'")
    return name
