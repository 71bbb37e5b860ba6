"""Decoding: each encoding an act comes in, and a clear error for all others."""

from __future__ import annotations

import pytest

from dutybook.errors import DutybookError, EmptySource, UndecodableText, UnknownFormat
from dutybook.law.sources.text import decode, normal_lines

ACT = "第一条　为了公共场所的安全，制定本办法。\n第二条 经营者应当每年演练一次。\n" * 5


@pytest.mark.parametrize(
    "data",
    [
        ACT.encode(),
        ACT.encode("utf-8-sig"),
        ACT.encode("utf-16"),
        b"\xfe\xff" + ACT.encode("utf-16-be"),
        ACT.encode("gb18030"),
        ACT.replace("\n", "\r\n").encode("gbk"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16 big-endian", "gb18030", "gbk with CRLF"],
)
def test_decode_reads_every_encoding_of_acts(data: bytes) -> None:
    assert decode(data, "act.txt") == ACT


def test_decode_keeps_rare_characters_of_gb18030() -> None:
    assert decode((ACT + "㙍𠀀").encode("gb18030"), "act.txt") == ACT + "㙍𠀀"


def test_normal_lines_makes_every_line_end_a_newline() -> None:
    assert normal_lines("a\r\nb\rc\n\nd") == "a\nb\nc\n\nd"


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (b"", EmptySource, "the file holds no text"),
        (b"\xef\xbb\xbf", EmptySource, "the file holds no text"),
        (" \n　\t".encode(), EmptySource, "the file holds no text"),
        (b"abc\0def", UnknownFormat, "binary data: a NUL at byte 3"),
        (b"\xef\xbb\xbfabc\0", UnknownFormat, "binary data: a NUL at byte 6"),
        (b"\xff\xfe\0\0a\0\0\0", UnknownFormat, "binary data: a NUL character at byte 2"),
        (b"ab\x01\x02\x03\x04cd", UnknownFormat, "binary data: control characters from byte 2"),
        (ACT.encode("utf-16-le"), UndecodableText, "UTF-16 without its mark (a NUL at byte 2)"),
        (b"\xef\xbb\xbfab\xff", UndecodableText, "marked as UTF-8, but byte 5 is not"),
        (b"\xff\xfea\0\x00\xd8", UndecodableText, "marked as UTF-16-LE, but byte 4 is not"),
        (b"abc\xff\xff", UndecodableText, "not UTF-8 at byte 3 and not GB18030 at byte 3"),
        (ACT.encode()[:-2], UndecodableText, f"UTF-8 text damaged or cut off at byte {len(ACT.encode()) - 4}"),
    ],
)
def test_decode_names_the_byte_that_is_wrong(data: bytes, error: type[DutybookError], cause: str) -> None:
    with pytest.raises(error) as raised:
        decode(data, "act.txt")
    assert (type(raised.value), raised.value.place, raised.value.cause) == (error, "act.txt", cause)


def test_decode_refuses_big5_instead_of_reading_nonsense() -> None:
    with pytest.raises(UndecodableText) as raised:
        decode(("公共場所管理人員應當接受安全訓練並且保存紀錄" * 3).encode("big5"), "act.txt")
    assert raised.value.cause == "not UTF-8 at byte 0, and read as GB18030 it is no Chinese text"
