"""Reports: made and frozen, sent, acknowledged; and the templates that they are written into."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.errors import DutybookError, TemplateError
from dutybook.interop.documents import Report as Document
from dutybook.interop.documents import Template, as_docx, as_html, as_pdf, as_xlsx
from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.blob import keep
from dutybook_web.actions.record import record
from dutybook_web.actions.task import complete
from dutybook_web.files import kinds
from dutybook_web.files.names import clean_name
from dutybook_web.models import Body, Evidence, Letterhead, Organisation, Report, ReportFile, Task
from dutybook_web.queries.evidence import store
from dutybook_web.queries.report import KINDS, document, names_of, template_for
from dutybook_web.queries.report_parts import Asked
from dutybook_web.refusals import Conflict, Refused

MEDIA_TYPES: Final = {
    "html": "text/html",
    "docx": kinds.DOCX.media_type,
    "xlsx": kinds.XLSX.media_type,
    "pdf": kinds.PDF.media_type,
}
TEMPLATE_LIMIT: Final = 5_000_000
"""Bytes of a template: letterheads with their pictures are far below."""


def make_report(actor: Actor, kind: str, asked: Asked, task: Task | None = None) -> Report:
    """Make a report and freeze it in every form that there is. Who: reports.write at the organisation.

    Changes: a report with its files. Recorded: report.make with the hashes of the files.

    Raises:
        Refused: the period has not begun, or the template does not fit any more.
    """
    if asked.start > asked.today:
        raise Refused("in_the_future", _("This half-year has not begun: choose an earlier one."), "half")
    written = document(kind, asked)
    files = _forms(written, template_for(asked.organisation, kind))
    with transaction.atomic():
        report: Report = Report.objects.create(
            organisation=asked.organisation,
            premises=asked.premises,
            kind=kind,
            task=task,
            period_start=asked.start,
            period_end=asked.end,
            language=asked.language,
            title=f"{written.title} · {written.subtitle}"[:300],
            addressee=asked.addressee,
            made_by=actor.account,
        )
        blobs = {form: keep(data, MEDIA_TYPES[form]) for form, data in files.items()}
        ReportFile.objects.bulk_create(ReportFile(report=report, form=form, blob=blob) for form, blob in blobs.items())
        payload: dict[str, Json] = {"kind": kind, "files": {form: blob.sha256 for form, blob in sorted(blobs.items())}}
        record(actor.account, "report.make", report, report.organisation, payload)
    return report


@transaction.atomic
def send_report(
    actor: Actor,
    report: Report,
    on: date,
    channel: str,
    addressee: str,
    body: Body | None = None,
    *,
    now: datetime | None = None,
) -> Report:
    """Note that a report was sent. Who: reports.write there.

    Changes: day, channel and addressee; the report becomes evidence of the task that it was made for, which is done by
    it unless more is asked of the task.
    Recorded: report.send.

    Raises:
        Conflict: it was sent already. Refused: on a day to come, or before the period began.
    """
    if on > report.organisation.today or on < report.period_start:
        raise Refused("impossible_day", _("It cannot have been sent on this day: check it."), "sent_on")
    claimed = Report.objects.filter(pk=report.pk, sent_on=None).update(
        sent_on=on, channel=channel, addressee=addressee, body=body, sent_by=actor.account
    )
    if not claimed:
        raise Conflict("sent_already", _("This report was sent already."))
    evidence = _as_evidence(actor, report, now or timezone.now())
    Report.objects.filter(pk=report.pk).update(evidence=evidence)
    report.refresh_from_db()
    payload = {"on": on.isoformat(), "channel": channel, "addressee": addressee, "evidence": evidence.key}
    record(actor.account, "report.send", report, report.organisation, payload)
    if report.task is not None:
        # More evidence may be asked for, or it was done already: then the report just stands at it.
        with suppress(Refused), transaction.atomic():
            complete(actor, report.task, [evidence.key], now=now)
    return report


@transaction.atomic
def record_receipt(actor: Actor, report: Report, on: date, receipt: Evidence | None = None) -> Report:
    """Note that a report was received, with the document that shows it. Who: reports.write there.

    Recorded: report.receipt. Raises: Conflict: it was not sent, or its receipt was recorded already.
        Refused: before it was sent, or on a day to come.
    """
    if report.sent_on is None:
        raise Conflict("not_sent", _("This report was not sent yet."))
    if on < report.sent_on or on > report.organisation.today:
        raise Refused("impossible_day", _("It cannot have been received on this day: check it."), "received_on")
    if not Report.objects.filter(pk=report.pk, received_on=None).update(received_on=on, receipt=receipt):
        raise Conflict("received_already", _("The receipt of this report was recorded already."))
    report.refresh_from_db()
    payload = {"on": on.isoformat(), "receipt": receipt.key if receipt else ""}
    record(actor.account, "report.receipt", report, report.organisation, payload)
    return report


@transaction.atomic
def set_template(actor: Actor, organisation: Organisation, kind: str, data: bytes, name: str) -> Letterhead:
    """Have reports of a kind written into a document of the organisation's own. Who: reports.write there.

    Changes: the template of the organisation and all below it; the one before goes. Recorded: report.template.

    Raises:
        Refused: too large, no sound DOCX, one that could act, or with a placeholder that this kind does not have.
    """
    file_name = clean_name(name)
    if len(data) > TEMPLATE_LIMIT:
        words = _("The template is larger than %(limit)s MB: make its pictures smaller.")
        raise Refused("template_too_big", words % {"limit": TEMPLATE_LIMIT // 1_000_000}, "file")
    try:
        template = Template(data, file_name)
        _must_be_known(template.placeholders, names_of(kind))
        template.fill(KINDS[kind].sample())
    except DutybookError as error:
        raise Refused(error.code, _unfit(error), "file") from error
    blob = keep(data, MEDIA_TYPES["docx"])
    row: Letterhead = Letterhead.objects.update_or_create(
        organisation=organisation, kind=kind, defaults={"blob": blob, "file_name": file_name}
    )[0]
    record(actor.account, "report.template", row, organisation, {"kind": kind, "sha256": blob.sha256})
    return row


@transaction.atomic
def remove_template(actor: Actor, row: Letterhead) -> None:
    """Take the built-in form again. Who: reports.write there. Recorded: report.template_remove."""
    record(actor.account, "report.template_remove", row, row.organisation, {"kind": row.kind})
    row.delete()


def _forms(written: Document, template: Letterhead | None) -> dict[str, bytes]:
    forms = {"html": as_html(written).encode(), "xlsx": as_xlsx(written)}
    try:
        forms["docx"] = as_docx(written, _opened(template) if template else None)
    except TemplateError as error:
        raise Refused(error.code, _unfit(error)) from error
    with suppress(DutybookError):  # an extra that this installation may do without
        forms["pdf"] = as_pdf(written)
    return forms


def _opened(template: Letterhead) -> Template:
    with store().open(template.blob_id) as file:
        return Template(file.read(), template.file_name)


def _must_be_known(asks: Iterable[str], known: Collection[str]) -> None:
    if unknown := [name for name in asks if name not in known]:
        words = _("The template asks for %(unknown)s, which this report does not have. It may ask for: %(known)s.")
        raise Refused("template", words % {"unknown": _braced(unknown), "known": _braced(known)}, "file")


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in names)


def _unfit(error: DutybookError) -> str:
    words = _("The template cannot be used: %(cause)s. Remedy: %(remedy)s.")
    return words % {"cause": error.cause, "remedy": error.remedy}


def _as_evidence(actor: Actor, report: Report, at: datetime) -> Evidence:
    blob = report.files.get(form="docx").blob
    piece: Evidence = Evidence.objects.create(
        organisation=report.organisation,
        premises=report.premises,
        kind="report",
        title=report.title[:200],
        blob=blob,
        file_name=f"report-{report.key}.docx",
        period_start=report.period_start,
        period_end=report.period_end,
        received_at=at,
        added_by=actor.account,
    )
    if report.task is not None:
        piece.tasks.add(report.task)
    return piece
