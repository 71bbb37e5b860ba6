"""A report of a place that does not exist, and templates around a few paragraphs."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

from dutybook.interop.documents import (
    Column,
    Fact,
    Facts,
    Notice,
    Paragraph,
    Report,
    Section,
    SignatureLine,
    Sources,
    Table,
    official,
)
from dutybook.interop.documents.archive import packed, unpacked

HOSTILE = (
    "=1+1",
    "＝1+1",
    "  @SUM(A1)",
    "</script><script>alert(1)</script>",
    "a\x00b\x1f\x7f",
    "\ud800 alone",
    "\u202e041\u202c",
    "{{title}} {{nothing}}",
    "]]>&amp;<w:p/>",
    "مرحبا 140",
    "line\nline\ttab\r\nline",
)
CLEANED = (
    "=1+1",
    "＝1+1",
    "  @SUM(A1)",
    "</script><script>alert(1)</script>",
    "a␀b␟\x7f",
    "� alone",
    "�041�",
    "{{title}} {{nothing}}",
    "]]>&amp;<w:p/>",
    "مرحبا 140",
    "line\nline\ttab\nline",
)
HAZARDS = Table(
    columns=(Column("隐患", 3), Column("发现日期"), Column("处数", numeric=True)),
    rows=(("通道堆物", date(2026, 3, 2), 4), ("灯具损坏", date(2026, 4, 9), 12), ("待核实", None, None)),
    totals=("合计", None, 16),
    caption="表1 隐患整改情况",
    source="隐患登记",
    name="hazards",
)
REPORT = Report(
    title="上半年防范工作报告",
    issuer="示例商业公司",
    sections=(
        Section(
            "一、基本情况",
            (
                Paragraph("第一行\n第二行"),
                Facts(
                    (
                        Fact("保安员", 140, "数量登记", "guards"),
                        Fact("日均客流（万）", Decimal("2.150"), "数量登记"),
                        Fact("上次演练", date(2026, 5, 12), "演练登记", "drill"),
                        Fact("未知项", None),
                    )
                ),
                Notice("要求 200，实有 140。"),
            ),
        ),
        Section("二、隐患", (HAZARDS,), "hazards"),
        Section("三、来源", (Sources(), SignatureLine("示例商业公司"))),
    ),
    subtitle="（半年报）",
    addressee="示例市主管部门",
    period="2026年1月至6月",
)


def of_cells(*texts: str) -> Report:
    """A report with one table, a row for each text."""
    table = Table((Column("甲"), Column("乙")), tuple((text, text) for text in texts), caption="表", name="cells")
    return Report("报告", "公司", (Section("一", (table,)),))


def template(*paragraphs: str, **others: str) -> bytes:
    """The official template with another body: each paragraph is the runs in it, or text for one run."""
    runs = (text if text.startswith("<w:") else f"<w:r><w:t>{text}</w:t></w:r>" for text in paragraphs)
    return with_body("".join(f"<w:p>{each}</w:p>" for each in runs), **others)


def with_body(markup: str, **others: str) -> bytes:
    """The official template with this markup as its body, and other parts added or replaced (`__` is a slash)."""
    parts = unpacked(official())
    parts["word/document.xml"] = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<w:body>{markup}<w:sectPr/></w:body></w:document>"
    ).encode()
    added = {name.replace("__", "/").replace("_DOT_", "."): part.encode() for name, part in others.items()}
    return packed({**parts, **added})


def with_part(name: str, data: bytes) -> bytes:
    """The official template and one more part."""
    return packed({**unpacked(official()), name: data})


def names_of(data: bytes) -> list[str]:
    """The parts of an archive in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()
