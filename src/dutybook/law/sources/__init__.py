"""One file to its `Source`: text, Markdown, DOCX, HTML or PDF, told apart by content first and by suffix second.

Whatever the bytes are, the answer is a `Source` or a `SourceError` that says what is wrong and what to do.
"""

from __future__ import annotations

import re
from pathlib import Path

from dutybook.errors import DamagedFile, EmptySource, SourceError, UnknownFormat, UnsafeFile
from dutybook.law.model import Source
from dutybook.law.sources.docx import docx_text
from dutybook.law.sources.html import html_text
from dutybook.law.sources.markdown import marks_of
from dutybook.law.sources.pdf import pdf_text
from dutybook.law.sources.text import decode, normal_lines

__all__ = ["MAX_BYTES", "SUFFIXES", "read_source", "source_from_text"]

_FORMATS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}

SUFFIXES = tuple(_FORMATS)
"""The suffixes, in lower case, of the files that a scan of a folder takes."""

MAX_BYTES = 256 << 20
"""No file above this size is read."""

_HEAD = 4096
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or protected Office file", "save it as DOCX without a password"),
    (b"{\\rtf", "an RTF file", "save it as DOCX"),
)


def read_source(path: Path) -> Source:
    """Reads one file.

    Args:
        path: the file; its content decides the format where it tells, else its suffix; any other file is text.

    Raises:
        SourceError: one of its kinds, whatever is wrong with the file.
    """
    path = Path(path)
    try:
        data = _read(path)
    except FileNotFoundError:
        raise SourceError(path.name, "there is no such file", "check the name") from None
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise SourceError(path.name, f"the file cannot be read ({cause})", "check its permissions") from None
    return _source(data, path.name, path.suffix.lower())


def source_from_text(text: str, name: str, format: str = "txt") -> Source:  # noqa: A002 — the model's word
    """A source from a text that is at hand already.

    Args:
        text: the text; its line ends become `\\n` and a byte-order mark goes.
        name: what to call it in messages.
        format: one of the formats of `Source`; `md` has its markup marked.

    Raises:
        EmptySource: nothing but white space.

    >>> source_from_text("# 某办法\\r\\n", "act.md", "md")
    Source(text='# 某办法\\n', name='act.md', format='md', marks=((0, 2),))
    """
    text = normal_lines(text.removeprefix("\ufeff"))
    if not text or text.isspace():
        raise EmptySource(name, "there is no text", "give the act's text")
    return Source(text, name, format, marks_of(text) if format == "md" else ())


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(path.name, "a folder, not a file", "name a file in it")
    if path.exists() and not path.is_file():
        raise SourceError(path.name, "not a regular file", "name a file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnsafeFile(path.name, f"larger than {MAX_BYTES >> 20} MB", "split it into one file for each act")
    return data


def _source(data: bytes, name: str, suffix: str) -> Source:
    if not data:
        raise EmptySource(name, "the file is empty", "save the act's text into it")
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise UnknownFormat(name, what, remedy)
    kind = _format(data, suffix)
    if kind == "docx" and not data.startswith(b"PK"):
        raise DamagedFile(name, "no DOCX: not a zip container", "save the act as DOCX once more")
    if kind == "docx":
        return source_from_text(docx_text(data, name), name, kind)
    if kind == "pdf" and b"%PDF-" not in data[:_HEAD]:
        raise DamagedFile(name, "no PDF: its first bytes are not a PDF's", "save or download the PDF once more")
    if kind == "html":
        return source_from_text(html_text(data, name), name, kind)
    if kind == "pdf":
        return source_from_text(pdf_text(data, name), name, kind)
    text = decode(data, name)
    return Source(text, name, kind, marks_of(text) if kind == "md" else ())


def _format(data: bytes, suffix: str) -> str:
    """The format by the first bytes, else by the suffix; a suffix that the first bytes belie is damage."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if _HTML.match(_ascii_head(data)):
        return "html"
    return _FORMATS.get(suffix, "txt")


def _ascii_head(data: bytes) -> bytes:
    """The first bytes without a byte-order mark, and those of UTF-16 as if they were ASCII."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
