"""PDF: pages of text, and a clear error for all that is none. The files are written here, object by object."""

from __future__ import annotations

import io
import sys

import pypdf
import pytest

from dutybook.errors import DamagedFile, DutybookError, NoTextLayer, UnsafeFile
from dutybook.law.sources.pdf import pdf_text, without_gaps


def made(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages, in a font that maps two-byte codes to Chinese."""
    characters = sorted({char for page in pages for line in page for char in line})
    mapping = "".join(f"<{ord(char):04x}> <{char.encode('utf-16-be').hex()}>\n" for char in characters)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{mapping}endbfchar endcmap"
    )
    font = "/Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R"
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        f"<<{font}>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/DW 1000>>",
        stream(to_unicode),
    ]
    for index, page in enumerate(pages):
        content = f"/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * index} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{content}>>")
        shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in page)
        objects.append(stream(f"BT /F 12 Tf 50 800 Td {shown} ET" if page else ""))
    return written(objects)


def stream(content: str) -> str:
    """A stream object."""
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def written(objects: list[str]) -> bytes:
    """The objects as a file with its table of offsets."""
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    )
    return data + tail.encode()


def test_pdf_text_gives_the_lines_of_the_pages() -> None:
    data = made(["某办法", "第一条 应 当登记。", "- 1 -"], ["第二条 报告。"])
    assert pdf_text(data, "act.pdf").split("\n") == [
        "某办法",
        "第一条 应当登记。",
        "- 1 -",
        "\f",
        "第二条 报告。",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第 一 百 条 之 一 应 当 登 记。", "第一百条之一 应当登记。"),
        ("第一章　总 则", "第一章 总则"),
        ("第三条规定 的", "第三条规定的"),
        ("甲  乙 fire 2 号", "甲  乙 fire 2 号"),
        ("（一） 报 告", "（一）报告"),
        ("", ""),
    ],
)
def test_without_gaps_takes_out_letter_spacing_only(line: str, expected: str) -> None:
    assert without_gaps(line) == expected


def test_pdf_text_tells_pictures_from_text() -> None:
    with pytest.raises(NoTextLayer) as raised:
        pdf_text(made([], []), "act.pdf")
    assert raised.value.cause == "no text in 2 pages, only pictures"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"%PDF-1.4\n", "act.pdf"),
        (made(["第一条"])[:200], "act.pdf"),
        (made(["第一条"]).replace(b"/Kids[6 0 R]", b"/Kids[1 0 R]"), "act.pdf (page 1)"),
    ],
)
def test_pdf_text_tells_damage(data: bytes, place: str) -> None:
    with pytest.raises(DutybookError) as raised:
        pdf_text(data, "act.pdf")
    assert isinstance(raised.value, DamagedFile | NoTextLayer)
    assert raised.value.place.startswith(place[:7])


def test_pdf_text_asks_for_a_file_without_password() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(made(["第一条"])))
    writer.encrypt("geheim", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(DamagedFile) as raised:
        pdf_text(file.getvalue(), "act.pdf")
    assert raised.value.cause == "the PDF asks for a password"


@pytest.mark.parametrize(
    ("limit", "cause"), [("MAX_PAGES", "more than 1 pages"), ("MAX_CHARACTERS", "more than 1 characters")]
)
def test_pdf_text_has_limits(monkeypatch: pytest.MonkeyPatch, limit: str, cause: str) -> None:
    monkeypatch.setattr(f"dutybook.law.sources.pdf.{limit}", 1)
    with pytest.raises(UnsafeFile) as raised:
        pdf_text(made(["第一条"], ["第二条"]), "act.pdf")
    assert raised.value.cause == cause


def test_pdf_text_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(DutybookError) as raised:
        pdf_text(made(["第一条"]), "act.pdf")
    assert raised.value.remedy == "install it with pip install 'dutybook[pdf]'"
