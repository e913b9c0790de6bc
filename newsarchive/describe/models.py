"""Fetch, check, convert and install translation models: the rooms behind `models list|pull|add`.

A model is compared with its checksum before anything of it is opened, and stands on the shelf
whole or not at all. Nothing is printed: the caller hands in what to do with progress.
"""

import hashlib
import shutil
import tomllib
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import httpx
import msgspec

from newsarchive import disk
from newsarchive.describe.engines import opus
from newsarchive.describe.engines.package import ARGOS_FILE, open_package
from newsarchive.describe.engines.shelf import CARD, Card, Installed, check_name, shelf
from newsarchive.errors import ModelError

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all where known

_RECORD = "checksums.json"  # address -> sha256 of what was first fetched from it
_TIMEOUT = httpx.Timeout(60, connect=15)
_MOST_BYTES = 4 << 30  # a model of this size would not fit in memory either
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be fetched."""

    name: str
    source: str
    target: str
    format: str  # "argos" or "opus-mt"
    url: str
    licence: str = ""  # "" where its makers state none


@dataclass(frozen=True, slots=True)
class _Register:
    model: tuple[Offer, ...]


def _nothing(_done: int, _total: int | None) -> None:
    """Progress that nobody wants to see."""


def offers() -> tuple[Offer, ...]:
    """The models that `pull` knows, the preferred one of a pair first."""
    raw = (files("newsarchive.describe.engines") / "offers.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(raw), _Register).model


def pull(
    wanted: str,
    *,
    folder: Path | None = None,
    known: Sequence[Offer] | None = None,
    sha256: str = "",
    progress: Progress = _nothing,
) -> Installed:
    """Fetch and install the model called `wanted`, or the preferred one of a pair ("ru-en").

    `sha256` is what the file must have; without it, what was first fetched from there had.
    Raises ModelError.
    """
    register = offers() if known is None else known
    offer = next(
        (one for one in register if wanted in (one.name, f"{one.source}-{one.target}")), None
    )
    if offer is None:
        names = ", ".join(one.name for one in register)
        raise ModelError(f"no model is known for {wanted!r}; there are: {names}; or add a file")
    return _fetch_and_install(offer, folder or shelf(), sha256, progress)


def add(
    origin: str,
    *,
    pair: str = "",
    folder: Path | None = None,
    sha256: str = "",
    progress: Progress = _nothing,
) -> Installed:
    """Install a model from a file, a folder or an address.

    `pair`, e.g. "ru-en", is needed where the model does not say its languages. Raises ModelError.
    """
    place = folder or shelf()
    if origin.startswith(("https://", "http://")):
        name = Path(httpx.URL(origin).path).name
        return _fetch_and_install(_described(name, origin, pair), place, sha256, progress)
    path = Path(origin).expanduser()
    if not path.exists():
        raise ModelError(f"{path}: no such file; give the path or address of a model")
    found = _digest(path) if path.is_file() else ""
    if sha256 and found != sha256.lower():
        raise ModelError(f"{path}: its sha256 is {found or 'that of no file'}, not {sha256}")
    return _install(path, _described(path.name, str(path), pair), found, place)


# ---------------------------------------------------------------- fetching


def _fetch_and_install(offer: Offer, folder: Path, sha256: str, progress: Progress) -> Installed:
    with _scratch(folder) as scratch:
        # kept under its own name: what is called .argosmodel says so
        path = scratch / (Path(httpx.URL(offer.url).path).name or "model")
        found = _fetch(offer.url, path, progress)
        _compare(offer.url, found, sha256 or _recorded(folder).get(offer.url, ""))
        installed = _install(path, offer, found, folder)
    disk.write(
        folder / _RECORD,
        msgspec.json.encode({**_recorded(folder), offer.url: found}, order="sorted"),
    )
    return installed


def _fetch(url: str, path: Path, progress: Progress) -> str:
    """Save what stands at `url` and give its sha256."""
    total = hashlib.sha256()
    try:
        with (
            httpx.stream("GET", url, timeout=_TIMEOUT, follow_redirects=True) as answer,
            path.open("wb") as file,
        ):
            answer.raise_for_status()
            length = int(answer.headers.get("content-length", 0)) or None
            for chunk in answer.iter_bytes(_CHUNK):
                file.write(chunk)
                total.update(chunk)
                progress(answer.num_bytes_downloaded, length)
                if answer.num_bytes_downloaded > _MOST_BYTES:
                    raise ModelError(f"{url}: more than {_MOST_BYTES} bytes; this is no model")
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        raise ModelError(f"{url}: the server answers {status}; check the address") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ModelError(
            f"{url}: not reachable ({error}); is the network closed? Fetch the file elsewhere, "
            "then: build_archive.py models add PATH"
        ) from error
    return total.hexdigest()


def _compare(url: str, found: str, expected: str) -> None:
    if expected and found != expected.lower():
        raise ModelError(
            f"{url}: the file has sha256 {found}, expected {expected}; nothing was installed. "
            "If its makers changed it, give the new one with --sha256"
        )


def _recorded(folder: Path) -> dict[str, str]:
    path = folder / _RECORD
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except msgspec.DecodeError as error:
        raise ModelError(f"{path}: damaged ({error}); remove it to record anew") from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ---------------------------------------------------------------- installing


def _described(name: str, origin: str, pair: str) -> Offer:
    """What can be said of a model that no register knows, before it is opened."""
    source, _, target = pair.partition("-")
    stem = name.removesuffix(".zip").removesuffix(".argosmodel")
    return Offer(stem, source, target, "", origin)


def _install(path: Path, offer: Offer, sha256: str, folder: Path) -> Installed:
    """Put the model at `path` on the shelf, under its name, after opening it once."""
    with _scratch(folder) as scratch:
        made = scratch / "made"
        if opus.is_original(path):
            opus.convert(path, made)
            package = open_package(made)
            card = _card(offer, "opus-mt", sha256)
        else:
            package = open_package(path)
            _copy(path, made)
            card = _card(offer, "argos" if package.source else "opus-mt", sha256)
            card = replace(
                card, source=card.source or package.source, target=card.target or package.target
            )
        if not (card.source and card.target):
            raise ModelError(f"{offer.url}: does not say its languages; add --pair, e.g. ru-en")
        disk.write(made / CARD, msgspec.json.format(msgspec.json.encode(card)))
        _try(made)
        place = folder / check_name(card.name)
        disk.clear(place)
        with disk.naming(place):
            made.rename(place)
    return Installed(place, card)


def _card(offer: Offer, form: str, sha256: str) -> Card:
    return Card(offer.name, offer.source, offer.target, form, offer.licence, offer.url, sha256)


def _copy(path: Path, made: Path) -> None:
    with disk.naming(made):
        if path.is_dir():
            shutil.copytree(path, made)
        else:
            made.mkdir(parents=True)
            shutil.copyfile(path, made / ARGOS_FILE)


def _try(made: Path) -> None:
    """Translate nothing in particular: a model that cannot be opened is not installed."""
    from newsarchive.describe.engines.ctranslate import Model  # noqa: PLC0415 - loads ctranslate2

    Model(open_package(made)).translate(["."], no_repeat=False)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder beside the models, gone afterwards."""
    path = folder / f".{uuid.uuid4().hex}"
    with disk.naming(path):
        path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
