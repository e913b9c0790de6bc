"""An OPUS-MT zip or folder as its makers publish it -> what ctranslate2 opens.

The conversion is ctranslate2's own and needs numpy alone. Files of the zip are taken by plain
names: a zip from somewhere else must not write or read outside its folder.
"""

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from newsarchive import disk
from newsarchive.errors import ModelError

_DESCRIPTION = "decoder.yml"
_PIECES = ("source.spm", "target.spm")
_MOST_BYTES = 8 << 30  # unpacked


def is_original(path: Path) -> bool:
    """Whether `path` holds an OPUS-MT model that has not been converted yet."""
    if path.is_dir():
        return (path / _DESCRIPTION).is_file()
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(PurePosixPath(name).name == _DESCRIPTION for name in archive.namelist())


def convert(path: Path, made: Path) -> None:
    """Make the folder `made` from the OPUS-MT zip or folder at `path`. Raises ModelError."""
    with tempfile.TemporaryDirectory(dir=made.parent) as scratch:
        folder = path if path.is_dir() else _unpacked(path, Path(scratch) / "original")
        _check(folder)
        from ctranslate2.converters import OpusMTConverter  # noqa: PLC0415 - slow to import

        try:
            OpusMTConverter(str(folder)).convert(str(made), quantization="int8")
        except (OSError, KeyError, ValueError, RuntimeError, yaml.YAMLError) as error:
            raise ModelError(f"{path}: cannot be converted ({error}); is it whole?") from error
        with disk.naming(made):
            for name in _PIECES:
                shutil.copyfile(folder / name, made / name)
            for name in ("LICENSE", "README.md"):
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, made / name)


def _unpacked(path: Path, folder: Path) -> Path:
    """The zip's files, each by its last name alone, in `folder`."""
    with disk.naming(folder):
        folder.mkdir(parents=True)
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in members) > _MOST_BYTES:
                raise ModelError(f"{path}: unpacks to more than {_MOST_BYTES} bytes; no model does")
            try:
                for one in members:
                    name = PurePosixPath(one.filename.replace("\\", "/")).name
                    with archive.open(one) as source, (folder / name).open("wb") as file:
                        shutil.copyfileobj(source, file)
            except zipfile.BadZipFile as error:
                raise ModelError(f"{path}: damaged ({error}); fetch it again") from error
    return folder


def _check(folder: Path) -> None:
    """The description names files of this folder and no others."""
    try:
        said: Any = yaml.safe_load((folder / _DESCRIPTION).read_text("utf-8"))
        named = [*said["models"], *said["vocabs"], *_PIECES]
    except (OSError, yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"{folder.name}: {_DESCRIPTION} is not as OPUS-MT has it") from error
    for name in named:
        if Path(str(name)).name != name or not (folder / name).is_file():
            raise ModelError(f"{name}: named in {_DESCRIPTION} but not in the model; is it whole?")
