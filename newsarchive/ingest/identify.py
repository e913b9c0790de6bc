"""The language of a text, by py3langid on what is left after cleaning."""

from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from newsarchive import disk, unpacked

ENOUGH = 400  # characters; more do not change the answer
SUREST_ENOUGH = 0.5  # below this the language is unknown
UNKNOWN = "und"

_PARTS = ("ptc", "pc", "classes", "nextmove", "row", "output")  # in the order of load_model


def identify(text: str) -> tuple[str, str]:
    """The BCP 47 tag of `text` and the rule it rests on."""
    lang, sure = _identifier().classify(text[:ENOUGH])
    if sure < SUREST_ENOUGH or not any(map(str.isalpha, text)):
        return UNKNOWN, f"py3langid was not sure ({lang}, {sure:.2f})"
    return lang, f"py3langid on the body, {sure:.2f}"


@cache
def _identifier() -> Any:
    """The library's own model, packed as it comes only the first time on this machine."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (slow)

    path = Path(MODEL_DIR, MODEL_FILE)
    model = unpacked.arrays("py3langid", (path, disk.stamp(path)), _PARTS, partial(_parts, path))
    return LanguageIdentifier(
        model["ptc"],
        model["pc"],
        model["classes"].tolist(),
        model["nextmove"].data,  # read letter by letter: an array would be slow at that
        model["output"].tolist(),
        norm_probs=True,
        tk_row=model["row"].tolist(),
    )


def _parts(path: Path) -> dict[str, unpacked.Array]:
    from py3langid.modelio import load_model  # noqa: PLC0415 (see above)

    return {name: np.asarray(part) for name, part in zip(_PARTS, load_model(path), strict=True)}
