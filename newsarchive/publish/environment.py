"""MkDocs's Jinja2 environment, made cheap to begin with. Knows no template and fills none."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2


def quick(env: jinja2.Environment, folders: list[str], bytecode: Path) -> jinja2.Environment:
    """Keep compiled templates, and list templates without Material's 10,000 icons."""

    def list_templates(
        extensions: object = None,  # noqa: ARG001 (the signature is Jinja2's)
        filter_func: Callable[[str], bool] | None = None,
    ) -> list[str]:
        names = {name for folder in folders for name in _files(folder, "")}
        return sorted(name for name in names if not filter_func or filter_func(name))

    bytecode.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(bytecode))
    env.list_templates = list_templates  # type: ignore[method-assign]
    return env


def _files(folder: str, prefix: str) -> Iterator[str]:
    """Relative paths of the files below `folder`; MkDocs looks past those with a dot."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name
