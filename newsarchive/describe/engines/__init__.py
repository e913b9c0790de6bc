"""Translation engines: one a file, all of one shape. Which sentences need one is not known here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from newsarchive.config import EngineConfig
from newsarchive.errors import ConfigError


class Engine(Protocol):
    """Something that translates sentences, opened once and used for a whole build."""

    @property
    def name(self) -> str:
        """Name and version, as the memory records them."""

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        """One translation for each of `sentences`, in order; "" where there is none.

        `no_repeat`: a second try, in which no words may be repeated in a loop.
        Raises EngineError when the engine gave no usable answer.
        """


# A line in a table: what opens the engine of that name.
ENGINES: Mapping[str, Callable[[EngineConfig], Engine]] = {}


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
