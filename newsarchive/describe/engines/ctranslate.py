"""The local engine: a model file, ctranslate2 and sentencepiece, on this machine's processor."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsarchive.config import EngineConfig
from newsarchive.describe.engines.package import Package, open_package
from newsarchive.describe.engines.shelf import installed, shelf
from newsarchive.describe.memory import primary
from newsarchive.errors import EngineError, ModelError

# Decoding as Argos and OPUS-MT do it: four hypotheses, short sentences not favoured too much.
_BEAM = 4
_LENGTH_PENALTY = 0.2
_PATIENCE = 2  # else short hypotheses, finished first, end the search before the best is finished
_TOKENS_AT_ONCE = 2048
_LONGEST = 256  # pieces; what is longer is cut there, and the gate says so


class LocalEngine:
    """Models of one or more pairs of languages, each opened when first needed."""

    def __init__(self, packages: Sequence[Package]) -> None:
        self._packages = {(one.source, one.target): one for one in reversed(packages)}
        self._open: dict[tuple[str, str], Model] = {}

    def named(self, source: str, target: str) -> str:
        """The model of this pair, with its version."""
        package = self._packages.get((primary(source), primary(target)))
        return package.name if package else "local"

    def translate(
        self, sentences: Sequence[str], source: str, target: str, *, no_repeat: bool = False
    ) -> list[str]:
        """One translation for each of `sentences`. Raises EngineError without a model for them."""
        pair = (primary(source), primary(target))
        if pair not in self._packages:
            raise EngineError(
                f"no model translates {pair[0]} into {pair[1]}; "
                f"run: build_archive.py models pull {pair[0]}-{pair[1]}"
            )
        if pair not in self._open:
            self._open[pair] = Model(self._packages[pair])
        return self._open[pair].translate(sentences, no_repeat=no_repeat)


class Model:
    """One package in memory; nothing of a zip is unpacked to disk."""

    def __init__(self, package: Package) -> None:
        import ctranslate2  # noqa: PLC0415 - slow to import, and most builds need no engine
        import sentencepiece  # noqa: PLC0415

        self._prefix = package.prefix
        files = {name: io.BytesIO(read()) for name, read in package.model.items()}
        try:
            self._translator: Any = ctranslate2.Translator(
                str(package.path), device="cpu", files=files, inter_threads=1
            )
            self._own = _pieces(sentencepiece, package.source_pieces())
            self._other = _pieces(sentencepiece, package.target_pieces())
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(f"{package.path}: cannot be opened ({error}); add it again") from error

    def translate(self, sentences: Sequence[str], *, no_repeat: bool) -> list[str]:
        tokens = self._own.encode(list(sentences), out_type=str)
        made = self._translator.translate_batch(
            tokens,
            target_prefix=[[self._prefix]] * len(tokens) if self._prefix else None,
            beam_size=_BEAM,
            length_penalty=_LENGTH_PENALTY,
            patience=_PATIENCE,
            no_repeat_ngram_size=3 if no_repeat else 0,
            replace_unknowns=True,
            max_batch_size=_TOKENS_AT_ONCE,
            batch_type="tokens",
            max_decoding_length=_LONGEST,
        )
        return [self._text(one.hypotheses[0]) for one in made]

    def _text(self, pieces: list[str]) -> str:
        if self._prefix and pieces[:1] == [self._prefix]:
            pieces = pieces[1:]
        decoded: str = self._other.decode_pieces(pieces)
        return decoded.replace("▁", " ").strip()


def _pieces(sentencepiece: Any, model: bytes) -> Any:
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def open_local(config: EngineConfig) -> LocalEngine:
    """The model that `config` names, by path or by name; without one all that are installed.

    Raises ModelError where there is none.
    """
    if not config.model:
        packages = [open_package(one.path) for one in installed(shelf())]
        if not packages:
            raise ModelError(
                "no translation model is installed; run: build_archive.py models pull PAIR"
            )
        return LocalEngine(packages)
    path = Path(config.model).expanduser()
    return LocalEngine([open_package(path if path.exists() else shelf() / config.model)])
