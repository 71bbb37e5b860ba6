"""The text layer of a PDF, page by page; pypdf is an extra and imported only when a PDF is read."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from dutybook.errors import DamagedFile, DutybookError, NoTextLayer, UnsafeFile
from dutybook.law.numerals import NUMERAL
from dutybook.law.sources.text import normal_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

MAX_PAGES = 2000
"""Pages of one PDF; the longest codes have some hundred."""

MAX_CHARACTERS = 16 << 20
PAGE_BREAK = "\f"
"""Stands on a line of its own between two pages."""

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what matters of its complaints is raised

_AGAIN = "save or download the PDF once more"
_LABEL = re.compile(rf"[ 　]*第 ?(?:{NUMERAL} ?)+[编章节条](?: ?之 ?{NUMERAL}+)?")
_GAP = re.compile(r"(?<=[⺀-鿿　-〿＀-￯]) (?=[⺀-鿿　-〿＀-￯])")


def pdf_text(data: bytes, place: str) -> str:
    """The text of a PDF with its pages apart by a form feed on a line of its own.

    Args:
        data: the file's bytes.
        place: the file's name, for messages.

    Raises:
        DamagedFile: broken, or with a password.
        DutybookError: pypdf is not installed.
        NoTextLayer: the pages are pictures.
        UnsafeFile: more pages or text than an act has.
    """
    reader = _opened(data, place)
    pages = list(_pages(reader, place))
    text = f"\n{PAGE_BREAK}\n".join(pages)
    if not text.strip():
        raise NoTextLayer(place, f"no text in {len(pages)} pages, only pictures", "run text recognition (OCR) on it")
    return text


def without_gaps(line: str) -> str:
    """A line without the single spaces that a PDF's letter spacing leaves between Chinese characters.

    The space after a label stays, since it tells 第三条 as a heading from 第三条 cited.

    >>> without_gaps("第 三 条 应 当  登记 fire 2")
    '第三条 应当  登记 fire 2'
    """
    label = _LABEL.match(line)
    if not label:
        return _GAP.sub("", line)
    rest = line[label.end() :]
    space = " " if rest.startswith((" ", "　")) else ""
    return label.group().replace(" ", "") + space + _GAP.sub("", rest.lstrip(" 　"))


def _opened(data: bytes, place: str) -> PdfReader:
    try:
        import pypdf  # noqa: PLC0415 — an extra, not there for everybody
    except ImportError:
        remedy = "install it with pip install 'dutybook[pdf]'"
        raise DutybookError(place, "reading PDF needs the package pypdf", remedy) from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble on
        raise _damaged(place, error) from None
    if locked:
        raise DamagedFile(place, "the PDF asks for a password", "save it without one")
    if count > MAX_PAGES:
        raise UnsafeFile(place, f"more than {MAX_PAGES} pages", "split it into one file for each act")
    return reader


def _pages(reader: PdfReader, place: str) -> Iterator[str]:
    total = 0
    for number in range(len(reader.pages)):
        try:
            text = reader.pages[number].extract_text()
        except Exception as error:
            raise _damaged(f"{place} (page {number + 1})", error) from None
        total += len(text)
        if total > MAX_CHARACTERS:
            raise UnsafeFile(place, f"more than {MAX_CHARACTERS} characters", "split it into one file for each act")
        yield "\n".join(map(without_gaps, _whole(text).strip("\n").split("\n")))


def _whole(text: str) -> str:
    """Text without NULs and with surrogates joined, which broken fonts leave apart."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return normal_lines(joined.replace("\0", "").replace(PAGE_BREAK, "\n"))


def _damaged(place: str, error: Exception) -> DamagedFile:
    return DamagedFile(place, f"the PDF is broken ({type(error).__name__})", _AGAIN)
