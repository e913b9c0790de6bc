"""Seeds that mean harm: markup, control characters, odd encodings, and texts mutated at random."""

import gzip
import random
from collections.abc import Iterator

from tests.small_archive import TEXTS

ALIVE = "window.alive=1"
PAYLOADS = (
    f"<script>{ALIVE}</script>",
    f"</title><script>{ALIVE}</script>",
    f"</script><script>{ALIVE}</script>",
    f'"><img src=x onerror="{ALIVE}">',
    f"<svg onload={ALIVE}>",
    f"<iframe srcdoc='<script>parent.{ALIVE}</script>'></iframe>",
    f"<a href='javascript:{ALIVE}'>read on</a>",
    f"[read on](javascript:{ALIVE})",
    f"[x]: java&#x0A;script:{ALIVE}\n[x]",
    "![pixel](https://tracker.example/p.png)",
    "<link rel=stylesheet href=https://tracker.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://tracker.example/'>",
    "<base href=https://tracker.example/>",
    "</div></article></body></html>",
    "<!-- --><![CDATA[ ]]>",
    "---\ntemplate: ../../../etc/passwd\nhide: [toc]\n---",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# x #}",
    '--8<-- "mkdocs.yml"',
    "{: onclick=alert(1) }",
    "*[HTML]: everything",
    "[" * 13_000,
    "> " * 5_000,
    '=HYPERLINK("https://tracker.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202egnp.exe\u202c",
    "\u2066hidden\u2069\u200b\ufeff\U000e0041",
    "nul\0 stx\x02 etx\x03 esc\x1b[31m del\x7f c1\x85",
    "]]><x xmlns:a='&b;'>&lol;",
    '<!DOCTYPE x [<!ENTITY lol "lol">]>',
    "XqTitle&qX Xqtitle&qX Xqcontent&qX<h1",
    "a" * 20_000,
    "Слово " * 3_000,
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "iso-8859-5", "latin-1")
BOMBS = (
    b"",
    b"\xff\xfe",
    b"\x80\x81\x82" * 200,
    b"\x00" * 5_000,
    gzip.compress(b"a" * 1_000_000),
    b"word",
    b"\n" * 10_000,
    bytes(range(256)) * 20,
)


def seeds(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """`count` named inputs, the same for the same seed; every payload is in title and in body."""
    rnd = random.Random(seed)
    for number, bomb in enumerate(BOMBS[:count]):
        yield f"bomb{number:02}.txt", bomb
    for number in range(count - len(BOMBS)):
        payload = PAYLOADS[number % len(PAYLOADS)]
        text = rnd.choice(sorted(TEXTS.values()))
        if number >= len(PAYLOADS):
            text = _mutated(text, rnd)
        title = payload.replace("\n", " ")[:200]
        whole = f"{title}\n\n{payload}\n\n{text}\n{payload} {payload}\n"
        encoding = ENCODINGS[number % len(ENCODINGS)] if number % 3 == 0 else "utf-8"
        yield f"hostile{number:04}.txt", whole.encode(encoding, "ignore")


def _mutated(text: str, rnd: random.Random) -> str:
    """Pieces cut, doubled, swapped, and signs of any plane thrown in."""
    signs = list(text)
    for _ in range(rnd.randint(1, 12)):
        at = rnd.randrange(len(signs))
        kind = rnd.randrange(4)
        if kind == 0:
            del signs[at : at + rnd.randint(1, 40)]
        elif kind == 1:
            signs[at:at] = signs[at : at + rnd.randint(1, 60)]
        elif kind == 2:
            signs.insert(at, chr(rnd.choice([0, 2, 0x85, 0x202E, 0xFFFD, 0x1F642, 0xFFFE, 0x2028])))
        else:
            signs[at:at] = rnd.choice(PAYLOADS)[:80]
        signs = signs or ["x"]
    return "".join(signs)
