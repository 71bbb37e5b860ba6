"""A report as data, and its writers: HTML, DOCX (into a template of the user's, if given), XLSX and PDF.

>>> from dutybook.interop.documents import Fact, Facts, Report, Section, as_html
>>> report = Report("安保工作报告", "示例商业公司", (Section("一、基本情况", (Facts((Fact("保安员", 140),)),)),))
>>> "<dd>140</dd>" in as_html(report)
True
"""

from __future__ import annotations

from dutybook.interop.documents.docx import as_docx
from dutybook.interop.documents.html import as_html, content_security_policy
from dutybook.interop.documents.model import (
    Block,
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
    Value,
)
from dutybook.interop.documents.pdf import as_pdf
from dutybook.interop.documents.template import Template, official
from dutybook.interop.documents.xlsx import as_xlsx

__all__ = [
    "Block",
    "Column",
    "Fact",
    "Facts",
    "Notice",
    "Paragraph",
    "Report",
    "Section",
    "SignatureLine",
    "Sources",
    "Table",
    "Template",
    "Value",
    "as_docx",
    "as_html",
    "as_pdf",
    "as_xlsx",
    "content_security_policy",
    "official",
]
