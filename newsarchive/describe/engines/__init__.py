"""Translation engines: one a file, all of one shape. Which sentences need one is not known here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from newsarchive.config import EngineConfig
from newsarchive.errors import ConfigError


class Engine(Protocol):
    """Something that translates sentences, opened once and used for a whole build."""

    def named(self, source: str, target: str) -> str:
        """Name and version of what translates this pair, as the memory records them."""

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        """One translation for each of `sentences`, in order; "" where there is none.

        `no_repeat`: a second try, in which no words may be repeated in a loop.
        Raises EngineError when the engine gave no usable answer.
        """


# Each imports its room when it is asked for: most builds need no engine, and some are slow to load.


def _local(config: EngineConfig) -> Engine:
    from newsarchive.describe.engines import ctranslate  # noqa: PLC0415

    return ctranslate.open_local(config)


def _libretranslate(config: EngineConfig) -> Engine:
    from newsarchive.describe.engines import libretranslate  # noqa: PLC0415

    return libretranslate.LibreTranslate(config)


def _openai(config: EngineConfig) -> Engine:
    from newsarchive.describe.engines import chat  # noqa: PLC0415

    return chat.Chat(config)


# A line in a table: what opens the engine of that name.
ENGINES: Mapping[str, Callable[[EngineConfig], Engine]] = {
    "local": _local,
    "libretranslate": _libretranslate,
    "openai": _openai,
}


def open_engine(config: EngineConfig) -> Engine | None:
    """The engine that `config` names; None for "none". Raises ConfigError for an unknown one."""
    if config.engine == "none":
        return None
    if config.engine not in ENGINES:
        known = ", ".join(["none", *sorted(ENGINES)])
        raise ConfigError(
            f"archive.toml: translation.engine: there is no engine {config.engine!r}; "
            f"choose one of {known}"
        )
    return ENGINES[config.engine](config)
