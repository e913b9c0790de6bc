"""The dictionary of Russian word forms, loaded once for all who ask, and only when somebody does.

What is made of its answers is for them.
"""

from functools import cache
from typing import Any


@cache
def analyzer() -> Any:
    """pymorphy3's, told where its dictionary lies: it would read the description of every package
    that is installed to find it.
    """
    import pymorphy3_dicts_ru  # noqa: PLC0415 (0.1 s, and not needed where names are on file)
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")
