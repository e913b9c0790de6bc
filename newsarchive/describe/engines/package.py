"""A translation model on disk: an .argosmodel (zip or folder), or OPUS-MT as ctranslate2 has it.

Says what lies there and how to read it; translates nothing and fetches nothing.
"""

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from newsarchive.describe.engines.shelf import CARD, read_card
from newsarchive.errors import ModelError

ARGOS_FILE = "package.argosmodel"  # what an installed zip is called

Read = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Package:
    """One model, ready to be opened; only its description has been read."""

    path: Path
    name: str  # with version, as the memory records it
    source: str  # "" where the files do not say
    target: str
    model: Mapping[str, Read]  # ctranslate2's own files, by name
    source_pieces: Read  # sentencepiece models
    target_pieces: Read
    prefix: str = ""  # a piece that every translation begins with, where the model wants one


def open_package(path: Path) -> Package:
    """The model at `path`: a file, a folder, or a folder of the shelf with its card.

    Raises ModelError where there is none that can be used.
    """
    if not path.exists():
        raise ModelError(f"{path}: no such model; see build_archive.py models list")
    if (path / CARD).is_file():
        card = read_card(path / CARD)
        inner = path / ARGOS_FILE
        package = open_package(inner) if inner.is_file() else _package(path)
        return replace(package, name=card.name, source=card.source, target=card.target)
    return _package(path)


def _package(path: Path) -> Package:
    files = _zipped(path) if path.is_file() else _lying(path)
    metadata = [name for name in files if PurePosixPath(name).name == "metadata.json"]
    if metadata:
        return _argos(path, files, min(metadata, key=len))
    if {"model.bin", "source.spm", "target.spm"} <= files.keys():
        return _opus(path, files)
    raise ModelError(
        f"{path}: neither an .argosmodel nor a folder with model.bin, source.spm and target.spm; "
        "an OPUS-MT zip is converted by: build_archive.py models add PATH"
    )


def _zipped(path: Path) -> dict[str, Read]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError) as error:
        raise ModelError(f"{path}: not a readable zip ({error}); fetch it again") from error

    def reader(name: str) -> Read:
        def read() -> bytes:
            with zipfile.ZipFile(path) as archive:
                return archive.read(name)

        return read

    return {name: reader(name) for name in names}


def _lying(path: Path) -> dict[str, Read]:
    found = sorted(p for p in path.rglob("*") if p.is_file())
    return {p.relative_to(path).as_posix(): p.read_bytes for p in found}


def _argos(path: Path, files: Mapping[str, Read], metadata: str) -> Package:
    root = metadata.removesuffix("metadata.json")
    said = _json(files[metadata], path)
    pieces = files.get(f"{root}sentencepiece.model")
    if pieces is None:
        raise ModelError(
            f"{path}: an Argos model without sentencepiece.model (an older kind with bpe.model "
            "cannot be used); choose another version of it"
        )
    source, target = said.get("from_code", ""), said.get("to_code", "")
    return Package(
        path=path,
        name=f"argos-{source}-{target}-{said.get('package_version', 'unknown')}",
        source=source,
        target=target,
        model=_below(f"{root}model/", files),
        source_pieces=pieces,
        target_pieces=pieces,
        prefix=said.get("target_prefix") or "",
    )


def _opus(path: Path, files: Mapping[str, Read]) -> Package:
    """A folder that ctranslate2's OPUS-MT converter made, with the sentencepiece models in it."""
    named = ("model.bin", "config.json")
    model = {name: read for name, read in files.items() if name in named or "vocabulary" in name}
    config = _json(files["config.json"], path) if "config.json" in files else {}
    # made by another converter it may lack this, and then repeat itself for ever
    ended = json.dumps({**config, "add_source_eos": True}).encode()
    return Package(
        path=path,
        name=path.name,
        source="",
        target="",
        model={**model, "config.json": lambda: ended},
        source_pieces=files["source.spm"],
        target_pieces=files["target.spm"],
    )


def _below(folder: str, files: Mapping[str, Read]) -> dict[str, Read]:
    return {
        name.removeprefix(folder): read for name, read in files.items() if name.startswith(folder)
    }


def _json(read: Read, path: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(read())
    except ValueError as error:
        raise ModelError(f"{path}: its description is damaged ({error}); fetch it again") from error
    return said
