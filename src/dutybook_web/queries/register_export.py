"""The register as CSV and XLSX: the cells of the page, in its language, none of them a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from dutybook.cells import neutral
from dutybook.interop.xlsx import as_cell
from dutybook_web.queries.register import Line
from dutybook_web.templatetags.states import state_word

_LIST = "; "


def headings() -> list[str]:
    """What the columns hold."""
    return [
        _("Duty"),
        _("Act"),
        _("Provision"),
        pgettext("duty", "Decision"),
        _("Read only"),
        _("Summary"),
        _("Who is bound"),
        _("Must or may"),
        _("Kind of duty"),
        _("Cadence"),
        _("Evidence"),
        _("Because"),
        _("To be asked"),
        _("Who answers"),
        _("Exception until"),
        _("Fine on the organisation"),
        _("Fine on persons responsible"),
        _("Other sanctions"),
        _("Since"),
        _("Overdue"),
    ]


def cells(line: Line) -> list[str]:
    """One duty."""
    brings = line.consequence
    return [
        line.duty,
        line.act_title,
        line.provision_named,
        state_word(line.verdict),
        line.reading_only,
        line.summary,
        line.role,
        line.modality,
        line.workflow,
        line.cadence,
        line.evidence,
        line.why,
        _LIST.join(missing.label for missing in line.missing),
        line.answers.who if line.answers else "",
        line.exemption.expires_on.isoformat() if line.exemption and line.exemption.approved_at else "",
        brings.fine if brings else "",
        brings.personal if brings else "",
        _LIST.join(brings.other) if brings else "",
        line.since.isoformat() if line.since else "",
        str(line.overdue or ""),
    ]


def as_csv(lines: Iterable[Line]) -> bytes:
    """With a byte order mark, by which spreadsheets know that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings())
    writer.writerows([neutral(cell) for cell in cells(line)] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """One sheet whose headings stay in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("duties", "Register"))
    sheet.freeze_panes = "B2"
    sheet.append([as_cell(sheet, heading, bold=True) for heading in headings()])
    for line in lines:
        sheet.append([as_cell(sheet, cell) for cell in cells(line)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
