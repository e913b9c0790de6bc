"""Encodings: each is decided by evidence, and the evidence is told."""

import pytest

from newsarchive.errors import ReadError
from newsarchive.ingest.encoding import decode

RUSSIAN = (
    "Совет города решил вчера отремонтировать старый мост, закрытый после наводнения. Работы"
    " начнутся весной, сообщила мэрия."
)
CHINESE = "市议会昨天决定修复因洪水而关闭的旧桥，工程将于春天开始，市政府表示。"


ENCODINGS = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be cp1251 koi8-r cp866 iso8859-5"


@pytest.mark.parametrize("encoding", ENCODINGS.split())
def test_russian_is_read_in_any_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_chinese_is_read_from_gb18030() -> None:
    found = decode(CHINESE.encode("gb18030"))
    assert (found.text, found.encoding) == (CHINESE, "gb18030")


@pytest.mark.parametrize(
    ("right", "wrong"), [("cp1251", "latin-1"), ("koi8-r", "cp1251"), ("utf-8", "latin-1")]
)
def test_mojibake_is_mended_and_said_so(right: str, wrong: str) -> None:
    found = decode(RUSSIAN.encode(right).decode(wrong).encode("utf-8"))
    assert found.text == RUSSIAN
    assert "mended" in found.rule


@pytest.mark.parametrize(
    "text",
    [
        "Les élèves français ont mangé des crêpes.",
        "Україна підписала закон про мову та їжу.",
        "СРОЧНО: ПРЕЗИДЕНТ ПОДПИСАЛ УКАЗ О МОСТЕ",
        "Қазақстан Республикасының Президенті",
        "Η κυβέρνηση ανακοίνωσε νέα μέτρα.",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.rule) == (text, "valid UTF-8")


def test_a_few_control_characters_become_visible_marks() -> None:
    text = "A bridge\0 was opened by the mayor. " * 60
    found = decode(text.encode())
    assert found.text == text.replace("\0", "\ufffd")
    assert "60 control characters" in found.rule


def test_a_cut_file_keeps_what_is_whole() -> None:
    found = decode(RUSSIAN.encode()[:-2])
    assert found.text.startswith(RUSSIAN[:-2])
    assert "1 broken" in found.rule


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        decode(bytes(range(256)) * 8)


def test_a_declared_encoding_is_believed_only_if_it_fits() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), declared="cp1251").encoding == "koi8-r"
    assert decode("Crème brûlée".encode("cp1252"), declared="cp1252").text == "Crème brûlée"
