"""One file to its source: the format is told by content first, and whatever the bytes are, the answer is clear."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dutybook.errors import DamagedFile, DutybookError, EmptySource, SourceError, UnknownFormat, UnsafeFile
from dutybook.law import sources
from dutybook.law.model import Source
from dutybook.law.sources import SUFFIXES, read_source, source_from_text

TEXT = "第一条 应当登记。\n"
PAGE = f"<html><body><p>{TEXT}</p></body></html>"


def zipped() -> bytes:
    """A DOCX of one paragraph."""
    file = io.BytesIO()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:body><w:p><w:r><w:t>{TEXT.strip()}</w:t></w:r></w:p></w:body>"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}">{body}</w:document>')
    return file.getvalue()


def read(folder: Path, name: str, data: bytes) -> Source:
    """What is read from a file of this name and content."""
    path = folder / name
    path.write_bytes(data)
    return read_source(path)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("act.txt", TEXT.encode(), Source(TEXT, "act.txt", "txt")),
        ("act", TEXT.encode(), Source(TEXT, "act", "txt")),
        ("act.MD", b"## " + TEXT.encode(), Source("## " + TEXT, "act.MD", "md", ((0, 3),))),
        ("act.markdown", TEXT.encode(), Source(TEXT, "act.markdown", "md")),
        ("act.bin", zipped(), Source(TEXT.strip(), "act.bin", "docx")),
        ("act.txt", PAGE.encode(), Source(TEXT.strip(), "act.txt", "html")),
        ("act.htm", TEXT.encode(), Source(TEXT.strip(), "act.htm", "html")),
        ("act.doc", ("\n<!-- a -->\n<!DOCTYPE HTML>" + PAGE).encode(), Source(TEXT.strip(), "act.doc", "html")),
        ("act", ("\ufeff<?xml version='1.0'?>" + PAGE).encode(), Source(TEXT.strip(), "act", "html")),
        ("act", PAGE.encode("utf-16"), Source(TEXT.strip(), "act", "html")),
    ],
)
def test_read_source_tells_the_format(tmp_path: Path, name: str, data: bytes, expected: Source) -> None:
    assert read(tmp_path, name, data) == expected


@pytest.mark.parametrize(
    ("name", "data", "error", "cause"),
    [
        ("act.txt", b"", EmptySource, "the file is empty"),
        ("act.md", b" \n", EmptySource, "the file holds no text"),
        ("act.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", UnknownFormat, "an old or protected Office file"),
        ("act.txt", b"{\\rtf1}", UnknownFormat, "an RTF file"),
        ("act.docx", TEXT.encode(), DamagedFile, "no DOCX: not a zip container"),
        ("act.pdf", TEXT.encode(), DamagedFile, "no PDF: its first bytes are not a PDF's"),
        ("act.png", b"\x89PNG\r\n\x1a\n\0", UnknownFormat, "binary data: a NUL at byte 8"),
    ],
)
def test_read_source_names_file_and_cause(
    tmp_path: Path, name: str, data: bytes, error: type[DutybookError], cause: str
) -> None:
    with pytest.raises(error) as raised:
        read(tmp_path, name, data)
    assert (type(raised.value), raised.value.place, raised.value.cause) == (error, name, cause)


def test_read_source_tells_what_is_no_file(tmp_path: Path) -> None:
    causes = []
    for path in (tmp_path, tmp_path / "none.txt", Path("/dev/null")):
        with pytest.raises(SourceError) as raised:
            read_source(path)
        causes.append(raised.value.cause)
    assert causes == ["a folder, not a file", "there is no such file", "not a regular file"]


def test_read_source_tells_a_name_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        read_source(tmp_path / ("a" * 300))
    assert raised.value.cause == "the file cannot be read (file name too long)"


def test_read_source_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1 << 20)
    with pytest.raises(UnsafeFile) as raised:
        read(tmp_path, "act.txt", b"a" * ((1 << 20) + 1))
    assert raised.value.cause == "larger than 1 MB"


def test_suffixes_are_those_of_the_formats() -> None:
    assert SUFFIXES == (".txt", ".md", ".markdown", ".docx", ".html", ".htm", ".pdf")


def test_source_from_text_normalises_and_marks() -> None:
    assert source_from_text("\ufeff# 甲\r\n", "a.md", "md") == Source("# 甲\n", "a.md", "md", ((0, 2),))
    assert source_from_text("# 甲", "a.txt") == Source("# 甲", "a.txt", "txt")
    with pytest.raises(EmptySource):
        source_from_text("\ufeff \r\n", "a.txt")


HEADS = [b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", TEXT.encode()]


@settings(max_examples=300)
@given(st.sampled_from(HEADS), st.binary(max_size=200), st.sampled_from(SUFFIXES))
@example(b"<html>", b"&#0;&#xD800;<![CDATA[a]]><p/>", ".html")
def test_any_bytes_give_a_source_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, tail: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzzed{suffix}"
    path.write_bytes(head + tail)
    assert outcome(path) in ("source", "error")


@settings(max_examples=300)
@given(st.integers(0, len(zipped()) - 1), st.integers(1, 255))
def test_any_damaged_docx_gives_a_source_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, change: int
) -> None:
    data = bytearray(zipped())
    data[at] ^= change
    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    path.write_bytes(data)
    assert outcome(path) in ("source", "error")


def outcome(path: Path) -> str:
    """Whether a file reads to a source whose text can be written, or to an error for its reader."""
    try:
        source = read_source(path)
    except SourceError as error:
        return "error" if error.place.startswith(path.name) and error.cause and error.remedy else str(error)
    return "source" if source.text.encode() and not source.text.isspace() else repr(source)
