"""Bytes of a text file to its characters: UTF-8, UTF-16 with a mark, GB18030, tried in this order and strictly.

A wrong guess would turn an act into nonsense without a word, so what is not certain is an error that names the byte.
"""

from __future__ import annotations

import re

from dutybook.errors import EmptySource, UndecodableText, UnknownFormat

SAMPLE = 65536
"""Bytes, or characters, from the front of a file that are looked at to tell text from binary."""

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r\x0b\x1a\x1b"))
_HAN = re.compile("[一-鿿]")
_SURE_HAN = 16
_REMEDY = "save the file as UTF-8 text"
_OTHER_REMEDY = "give text, Markdown, DOCX, HTML or PDF"


def decode(data: bytes, place: str) -> str:
    """The characters of a text file, without byte-order mark and with `\\n` line ends.

    Args:
        data: the whole file.
        place: the file's name, for messages.

    Raises:
        EmptySource: nothing but white space.
        UnknownFormat: binary data.
        UndecodableText: text in another encoding; the message names the byte.

    >>> decode("第一条\\r\\n".encode("gb18030"), "act.txt")
    '第一条\\n'
    """
    text = normal_lines(_characters(data, place))
    if not text or text.isspace():
        raise EmptySource(place, "the file holds no text", "save the act's text into it")
    return text


def normal_lines(text: str) -> str:
    """The text with every line end as `\\n`.

    >>> normal_lines("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _characters(data: bytes, place: str) -> str:
    if data.startswith(_UTF8_MARK):
        _refuse_binary(data, place)
        return _strict(data, "utf-8", place, skip=len(_UTF8_MARK))
    if data[:2] in _UTF16_MARKS:
        return _utf16(data, place)
    _refuse_binary(data, place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _gb18030(data, error.start, place)


def _utf16(data: bytes, place: str) -> str:
    text = _strict(data, _UTF16_MARKS[data[:2]], place, skip=2)
    if (at := text.find("\0")) >= 0:
        raise UnknownFormat(place, f"binary data: a NUL character at byte {2 + 2 * at}", _REMEDY)
    return text


def _strict(data: bytes, encoding: str, place: str, skip: int) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"marked as {encoding.upper()}, but byte {error.start + skip} is not"
        raise UndecodableText(place, cause, _REMEDY) from None


def _refuse_binary(data: bytes, place: str) -> None:
    head = data[:SAMPLE]
    if (at := data.find(b"\0")) >= 0:
        readings = (head.decode(encoding, "ignore") for encoding in _UTF16_MARKS.values())
        if any(_is_chinese(reading) for reading in readings):
            raise UndecodableText(place, f"UTF-16 without its mark (a NUL at byte {at})", _REMEDY)
        raise UnknownFormat(place, f"binary data: a NUL at byte {at}", _OTHER_REMEDY)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 50 > len(head):
        at = next(index for index, byte in enumerate(head) if byte in _CONTROLS)
        raise UnknownFormat(place, f"binary data: control characters from byte {at}", _OTHER_REMEDY)


def _is_chinese(text: str) -> bool:
    """Whether a text of some length is Chinese for a quarter of it."""
    han = len(_HAN.findall(text))
    return han >= _SURE_HAN and 4 * han >= len(text) and _plausible(text)


def _gb18030(data: bytes, utf8_error: int, place: str) -> str:
    """Decodes what is not UTF-8, unless it plainly was UTF-8 up to the damage, or reads as nonsense."""
    if len(_HAN.findall(data[max(0, utf8_error - 600) : utf8_error].decode("utf-8", "ignore"))) >= _SURE_HAN:
        raise UndecodableText(place, f"UTF-8 text damaged or cut off at byte {utf8_error}", _REMEDY)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        cause = f"not UTF-8 at byte {utf8_error} and not GB18030 at byte {error.start}"
        raise UndecodableText(place, cause, _REMEDY) from None
    if not _plausible(text[:SAMPLE]):
        cause = f"not UTF-8 at byte {utf8_error}, and read as GB18030 it is no Chinese text"
        raise UndecodableText(place, cause, _REMEDY)
    return text


def _plausible(sample: str) -> bool:
    """Whether three in five of the characters beyond ASCII are those of GB 2312, as in all modern Chinese text.

    Big5, Latin-1 and Shift-JIS files also decode as GB18030, but into characters that nobody uses.
    """
    foreign = [char for char in sample if char > "\x7f"]
    common = "".join(foreign).encode("gb2312", "ignore").decode("gb2312")
    return 5 * len(common) >= 3 * len(foreign)
