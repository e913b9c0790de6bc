"""A text's language is told as the library tells it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newsarchive.ingest import identify
from newsarchive.ingest.identify import REACH, UNKNOWN, classify


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@given(text=st.text(max_size=120))
def test_any_text_is_told_as_the_library_tells_it(library: LanguageIdentifier, text: str) -> None:
    (lang, sure), (wanted, as_sure) = classify(text), library.classify(text)
    assert lang == wanted
    assert sure == pytest.approx(as_sure, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge over the river was opened again on Monday, the mayor said.",
        "ПОСЛЕ РЕМОНТА МОСТ ЧЕРЕЗ РЕКУ СНОВА ОТКРЫЛИ В ПОНЕДЕЛЬНИК",
        "Most preko reke ponovo je otvoren u ponedeljak, rekao je gradonačelnik.",
        "Мост преко реке поново је отворен у понедељак, рекао је градоначелник.",
        "市长说，河上的桥星期一重新开放。",
        "Η γέφυρα άνοιξε ξανά τη Δευτέρα, είπε ο δήμαρχος.",
    ],
)
def test_prose_of_any_script_is_told_as_the_library_tells_it(
    library: LanguageIdentifier, text: str
) -> None:
    (lang, sure), (wanted, as_sure) = classify(text), library.classify(text)
    assert lang == wanted
    assert sure == pytest.approx(as_sure, abs=1e-5)


def test_no_feature_of_the_model_is_longer_than_what_is_read() -> None:
    model = identify._model()
    deep = np.zeros(len(model.places), np.bool_)
    last = np.zeros(1, np.int64)
    for _ in range(REACH):
        deep[last] = True
        reached = np.unique(model.moves[model.places[last][:, None] + np.arange(256)])
        last = reached[~deep[reached]]
    deep[last] = True
    assert deep.all()


def test_a_text_without_a_word_has_no_language() -> None:
    assert identify.identify("2012 — 2013")[0] == UNKNOWN
    assert identify.identify("")[0] == UNKNOWN
