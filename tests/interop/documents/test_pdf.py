from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest
from tests.interop.documents.reports import REPORT

from dutybook.errors import DutybookError
from dutybook.interop.documents import as_pdf


def test_pdf_without_weasyprint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DutybookError) as raised:
        as_pdf(REPORT)
    assert str(raised.value) == (
        "PDF: writing PDF needs the package weasyprint and its system libraries; "
        "install it with: pip install 'dutybook[pdf-reports]', or take the DOCX or the HTML page [dutybook]"
    )


@pytest.mark.skipif(find_spec("weasyprint") is None, reason="weasyprint is an extra that is not installed")
def test_pdf_holds_the_figures() -> None:
    import io

    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(REPORT))).pages)
    assert [figure for figure in ("140", "2.150", "12", "16") if figure not in text] == []
