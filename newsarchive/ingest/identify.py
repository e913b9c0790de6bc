"""The language of a text, by py3langid on what is left after cleaning."""

from functools import cache
from typing import Any

ENOUGH = 800  # characters; more do not change the answer
SUREST_ENOUGH = 0.5  # below this the language is unknown
UNKNOWN = "und"


def identify(text: str) -> tuple[str, str]:
    """The BCP 47 tag of `text` and the rule it rests on."""
    lang, sure = _identifier().classify(text[:ENOUGH])
    if sure < SUREST_ENOUGH or not any(map(str.isalpha, text)):
        return UNKNOWN, f"py3langid was not sure ({lang}, {sure:.2f})"
    return lang, f"py3langid on the body, {sure:.2f}"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loads a model)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
