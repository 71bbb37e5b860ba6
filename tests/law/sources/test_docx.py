"""DOCX: what a reader of the document sees, line by line; and no container however hostile gets through."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from dutybook.errors import DamagedFile, DutybookError, UnknownFormat, UnsafeFile
from dutybook.law.sources.docx import docx_text
from dutybook.law.sources.docx_numbering import printed
from dutybook.law.sources.docx_package import MAX_PART

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def document(body: str, **parts: str) -> bytes:
    """A DOCX of this body, with further parts by their names without `.xml`."""
    xml = {f"word/{name}.xml": text for name, text in parts.items()}
    return packed({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", **xml})


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: list[str]) -> str:
    """A table whose cells hold these blocks."""
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def lines(data: bytes) -> list[str]:
    """The lines that are read."""
    return docx_text(data, "act.docx").split("\n")


def test_docx_text_reads_a_document_of_python_docx() -> None:
    made = docx.Document()
    made.add_heading("某办法", 0)
    made.add_paragraph("第一条 应当\t登记。\n次行")
    rows = made.add_table(2, 2)
    for index, cell in enumerate(cell for row in rows.rows for cell in row.cells):
        cell.text = f"格{index}"
    made.add_paragraph("报告", style="List Number")
    made.add_paragraph("演练", style="List Number")
    file = io.BytesIO()
    made.save(file)
    assert lines(file.getvalue()) == [
        "某办法",
        "第一条 应当\t登记。",
        "次行",
        "格0\t格1",
        "格2\t格3",
        "1. 报告",
        "2. 演练",
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>第一</w:t></w:r><w:r><w:t>条</w:t></w:r>", "第一条"),
        (
            "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
            "甲\t乙",
        ),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>", "新"),
        ("<w:moveFrom ><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", "新"),
        (
            "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>签</w:t></w:r></w:smartTag>",
            "链签",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        (
            (
                "<w:r><w:ruby><w:rt><w:r><w:t>zhù</w:t></w:r></w:rt>"
                "<w:rubyBase><w:r><w:t>注</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            "注",
        ),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>", "甲-乙"),
        ("<w:r><w:sym w:char='2460'/><w:sym w:char='zz'/><w:sym w:char='D800'/></w:r>", "①"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    ],
)
def test_docx_text_reads_the_pieces_of_a_paragraph(inside: str, text: str) -> None:
    assert lines(document(f"<w:p>{inside}</w:p>")) == [text]


def test_docx_text_reads_one_of_the_alternatives_and_puts_text_boxes_behind() -> None:
    box = f"<w:txbxContent>{paragraph('框一')}{paragraph('框二')}</w:txbxContent>"
    alternatives = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>前</w:t>{alternatives}</w:r><w:r><w:t>后</w:t></w:r></w:p>{paragraph('末')}"
    assert lines(document(body)) == ["前后", "框一", "框二", "末"]


def test_docx_text_takes_the_fallback_where_the_choice_is_a_picture() -> None:
    alternatives = (
        "<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
        "<mc:Fallback><w:t>字</w:t></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(document(f"<w:p><w:r>{alternatives}</w:r></w:p>")) == ["字"]


def test_docx_text_joins_the_cells_of_a_row_and_keeps_the_lines_of_a_lone_cell() -> None:
    data = table([paragraph("甲") + paragraph("") + paragraph("乙"), paragraph("丙")], ["<w:p/>", "<w:p/>"])
    lone = table([paragraph("第一条") + table([paragraph("内一"), paragraph("内二")]) + paragraph("第二条")])
    wrapped = "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>" + paragraph("控")
    wrapped += "</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
    block = f"<w:sdt><w:sdtContent>{paragraph('块')}</w:sdtContent></w:sdt>"
    assert lines(document(data + lone + wrapped + block)) == [
        "甲 乙\t丙",
        "",
        "第一条",
        "内一\t内二",
        "第二条",
        "控",
        "块",
    ]


def test_docx_text_puts_notes_at_the_end_and_leaves_page_heads_out() -> None:
    note = f"<w:footnotes {NAMESPACES}><w:footnote w:type='separator'>{paragraph('线')}</w:footnote>"
    note += f"<w:footnote>{paragraph('注释')}</w:footnote></w:footnotes>"
    head = f"<w:hdr {NAMESPACES}>{paragraph('页眉')}</w:hdr>"
    assert lines(document(paragraph("正文"), footnotes=note, header1=head)) == ["正文", "注释"]


def test_docx_text_reads_strict_documents_and_documents_of_another_name() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("正文")}</w:body></w:document>'
    relations = (
        '<Relationships><Relationship Type="x/styles" Target="word/styles.xml"/>'
        '<Relationship Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    assert lines(packed({"_rels/.rels": relations, "word/document2.xml": xml})) == ["正文"]


# Automatic numbers ------------------------------------------------------------------------------------------------


def level(index: int, pattern: str, form: str = "chineseCountingThousand", more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one abstract list."""
    return f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'


def numbered(text: str, at: int = 0, list_id: int = 1) -> str:
    """A paragraph in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_numbering_counts_levels_and_restarts_those_below() -> None:
    levels = level(0, "第%1条") + level(1, "（%2）", more='<w:suff w:val="nothing"/>') + level(2, "%3.", "decimal")
    body = numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁", 2) + paragraph("款")
    body += numbered("戊") + numbered("己", 1) + paragraph("零", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(document(body, numbering=numbering(levels))) == [
        "第一条 甲",
        "（一）乙",
        "（二）丙",
        "1. 丁",
        "款",
        "第二条 戊",
        "（一）己",
        "零",
    ]


def test_numbering_of_table_cells_follows_the_document() -> None:
    body = numbered("甲") + table([numbered("乙"), numbered("丙")]) + numbered("丁")
    assert lines(document(body, numbering=numbering(level(0, "%1、")))) == ["一、 甲", "二、 乙\t三、 丙", "四、 丁"]


def test_numbering_restarts_and_overrides_by_list() -> None:
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    nums += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    nums += '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    nums += f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）")}</w:lvlOverride></w:num>'
    nums += '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
    body = "".join(numbered(str(list_id), 0, list_id) for list_id in (1, 1, 2, 2, 3, 4))
    assert lines(document(body, numbering=numbering(level(0, "%1、"), nums))) == [
        "一、 1",
        "二、 1",
        "五、 2",
        "六、 2",
        "（七） 3",
        "4",
    ]


def test_numbering_comes_from_styles_and_the_styles_below_them() -> None:
    styles = f"""<w:styles {NAMESPACES}><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
      </w:style><w:style w:styleId="Item"><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>
      </w:style><w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style></w:styles>"""
    levels = (
        level(0, "第%1章", more='<w:pStyle w:val="Base"/>') + level(1, "第%2条") + level(2, "%1.%3", more="<w:isLgl/>")
    )
    body = "".join(
        paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("Base", "Item", "Item", "Base", "Ring", "None")
    )
    body += numbered("法定", 2)
    assert lines(document(body, numbering=numbering(levels), styles=styles)) == [
        "第一章 Base",
        "第一条 Item",
        "第二条 Item",
        "第二章 Base",
        "Ring",
        "None",
        "2.1 法定",
    ]


def test_numbering_follows_a_linked_list_style_and_prints_no_bullet() -> None:
    nums = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Laws"/></w:abstractNum>'
    nums += (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = f"""<w:styles {NAMESPACES}><w:style w:styleId="Laws"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
      </w:style></w:styles>"""
    body = numbered("甲", 0, 2) + numbered("点", 1, 2)
    levels = level(0, "第%1条") + level(1, "\uf0b7", "bullet")
    assert lines(document(body, numbering=numbering(levels, nums), styles=styles)) == ["第一条 甲", "点"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (105, "chineseCountingThousand", "一百零五"),
        (20, "chineseCounting", "二十"),
        (12, "ideographDigital", "一二"),
        (10, "ideographDigital", "十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (2, "decimalEnclosedCircleChinese", "②"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "ideographTraditional", "丙"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (28, "upperLetter", "BB"),
        (1, "lowerLetter", "a"),
        (1994, "upperRoman", "MCMXCIV"),
        (9, "lowerRoman", "ix"),
        (5, "none", ""),
        (5, "cardinalText", "5"),
        (0, "chineseCounting", "0"),
        (123456, "chineseCounting", "123456"),
    ],
)
def test_printed_writes_the_number_formats(value: int, form: str, text: str) -> None:
    assert printed(value, form) == text


# Hostile and broken containers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (b"PK\x03\x04 cut off", DamagedFile, "no whole DOCX: its zip container is broken or cut off"),
        (document(paragraph("甲") * 500)[:-40], DamagedFile, "no whole DOCX: its zip container is broken or cut off"),
        (packed({"a.txt": "a"}), UnknownFormat, "a zip archive, not a Word document"),
        (packed({"xl/workbook.xml": "<a/>"}), UnknownFormat, "an Excel workbook, not a Word document"),
        (packed({"content.xml": "<a/>"}), UnknownFormat, "an OpenDocument file, not a Word document"),
        (packed({"_rels/.rels": "<a><b/></a>"}), UnknownFormat, "a zip archive, not a Word document"),
        (packed({"word/document.xml": "<a"}), DamagedFile, "broken XML in line 1"),
        (packed({"word/document.xml": ""}), DamagedFile, "broken XML in line 1"),
        (packed({"word/document.xml": "<a/>"}), DamagedFile, "no Word document body"),
        (
            packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            UnsafeFile,
            "a document type declaration",
        ),
        (
            packed({"word/document.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
            UnsafeFile,
            "a document type declaration",
        ),
        (document("<w:sdt>" * 300 + "</w:sdt>" * 300), UnsafeFile, "XML nested or sized past all use"),
        (document("<w:p/>" * 1_600_000), UnsafeFile, "unpacks to more than 200 times its size"),
    ],
)
def test_docx_text_refuses_what_is_broken_or_hostile(data: bytes, error: type[DutybookError], cause: str) -> None:
    with pytest.raises(error) as raised:
        docx_text(data, "act.docx")
    assert (type(raised.value), raised.value.cause) == (error, cause)


def test_docx_text_refuses_a_part_that_declares_too_much() -> None:
    data = document("甲")
    at = data.index(b"PK\x01\x02")
    with pytest.raises(UnsafeFile) as raised:
        docx_text(data[: at + 24] + struct.pack("<I", MAX_PART + 1) + data[at + 28 :], "act.docx")
    assert raised.value.cause == "declares more than 64 MB"


@pytest.mark.parametrize(
    ("offset", "cause"),
    [(8, "a part that is encrypted or packed in an unknown way"), (16, "a part that cannot be unpacked")],
)
def test_docx_text_tells_encrypted_and_corrupt_parts(offset: int, cause: str) -> None:
    data = bytearray(document("甲"))
    data[data.index(b"PK\x01\x02") + offset] ^= 1
    if offset == 8:
        data[6] ^= 1
    with pytest.raises(DamagedFile) as raised:
        docx_text(bytes(data), "act.docx")
    assert raised.value.cause == cause


def test_docx_text_refuses_a_part_of_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutybook.law.sources.docx_package.MAX_TAGS", 50)
    with pytest.raises(UnsafeFile) as raised:
        docx_text(document(paragraph("甲") * 20), "act.docx")
    assert raised.value.cause == "more than 50 tags"


def test_docx_text_refuses_a_list_of_entries_without_end() -> None:
    data = document("甲")
    at = data.index(b"PK\x05\x06")
    with pytest.raises(UnsafeFile) as raised:
        docx_text(data[: at + 12] + struct.pack("<I", 1 << 30) + data[at + 16 :], "act.docx")
    assert raised.value.cause == "a zip with more entries than any document has"


def test_docx_text_gives_every_line_of_real_acts(shared: Path) -> None:
    for path in sorted((shared / "acts").glob("*.txt")):
        text = [line for line in path.read_text("utf-8").split("\n") if line.strip()]
        made = docx.Document()
        for line in text:
            made.add_paragraph(line.replace("\t", " "))
        file = io.BytesIO()
        made.save(file)
        assert lines(file.getvalue()) == [line.replace("\t", " ") for line in text]
