"""A key that different spellings of one name share, in all scripts that anyascii reads.

Алиев, Aliyev, Əliyev and Aliev have one key. So may two names that are not the same: a key says
where to look, and is enough by itself only for a given name and surname together.
"""

import re
from functools import lru_cache

from anyascii import anyascii

# longest first; what transliterations of one letter have in common
_LETTERS = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("ch", "c"),
    ("sh", "s"), ("zh", "z"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts", "c"),
    ("tz", "c"), ("cz", "c"), ("sz", "s"), ("dj", "j"), ("ck", "k"), ("qu", "kv"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("@", "a"),
)  # fmt: skip
_SCHWA = str.maketrans("əƏ", "aA")  # anyascii has e, where Cyrillic and English have a
_VOWELS = re.compile(r"[aeiouyj]+(?<!j)|j(?=[aeiou])")
_TWICE = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^a-z@]")


def name_key(name: str) -> str:
    """The keys of the words of `name`, parted by spaces."""
    return " ".join(key for key in map(word_key, name.replace("-", " ").split()) if key)


@lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """Small Latin letters, one a sound; "" for a word without letters."""
    plain = _OTHER.sub("", str(anyascii(word.translate(_SCHWA))).lower())
    for old, new in _LETTERS:
        plain = plain.replace(old, new)
    return _TWICE.sub(r"\1", _VOWELS.sub(_one_vowel, plain))


def _one_vowel(cluster: re.Match[str]) -> str:
    """Keep the last full vowel: glides before it are spelt in many ways (iye, ie, ye)."""
    full = [letter for letter in cluster.group() if letter in "aeou"]
    return full[-1] if full else "i"
