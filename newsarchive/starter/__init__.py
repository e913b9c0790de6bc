"""The files a new archive begins with. Copies them; never overwrites anything."""

import shutil
from pathlib import Path

from newsarchive.errors import ConfigError, DiskError

_FILES = Path(__file__).parent / "files"
_FOLDERS = ("seeds", "authority", "translations")


def begin(folder: Path) -> tuple[Path, ...]:
    """Make a new archive in `folder`; what was made, in order.

    Raises ConfigError when the folder already holds an archive, DiskError when it cannot be made.
    """
    if (folder / "archive.toml").exists() or any((folder / "seeds").glob("*")):
        raise ConfigError(
            f"{folder}: an archive is there already; build it with --archive {folder}"
        )
    made: list[Path] = []
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
            made.append(folder / name)
        for source in sorted(_FILES.iterdir()):
            target = folder / source.name.removeprefix("dot")
            if not target.exists():
                shutil.copyfile(source, target)
                made.append(target)
    except OSError as error:
        raise DiskError(f"{folder}: {error.strerror}; choose a folder you may write to") from error
    return tuple(made)
