"""A report as PDF, printed from its page by WeasyPrint: an extra, for those who need it."""

from __future__ import annotations

from typing import NoReturn

from dutybook.errors import DutybookError
from dutybook.interop.documents.html import as_html
from dutybook.interop.documents.model import Report


def as_pdf(report: Report) -> bytes:
    """The report as PDF; what it looks like depends on the fonts that the machine has.

    Raises:
        DutybookError: WeasyPrint, or a library of the system that it needs, is not installed.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 — an extra, not there for everybody
    except (ImportError, OSError):
        remedy = "install it with: pip install 'dutybook[pdf-reports]', or take the DOCX or the HTML page"
        raise DutybookError(
            "PDF", "writing PDF needs the package weasyprint and its system libraries", remedy
        ) from None
    made: bytes = HTML(string=as_html(report), url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str, *_: object) -> NoReturn:
    raise ValueError(f"a report fetches nothing: {url}")
