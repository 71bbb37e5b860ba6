"""A report as DOCX: in the form of an official document (公文), or filled into a template of the organisation's own."""

from __future__ import annotations

from dutybook.interop.documents.model import Report
from dutybook.interop.documents.template import Template, official


def as_docx(report: Report, template: Template | None = None) -> bytes:
    """The report as DOCX.

    Args:
        report: what to write.
        template: the organisation's own; without it the one that comes with Dutybook (`official`).

    Raises:
        TemplateError: the template asks for something that this report does not have.

    >>> as_docx(Report("报告", "公司", ()))[:2]
    b'PK'
    """
    return (template or Template(official(), "official.docx")).fill(report)
