"""Reports and their templates by the API."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile as NinjaFile
from ninja.pagination import paginate

from dutybook.interop.documents import as_html, content_security_policy, official
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.report import make_report, record_receipt, remove_template, send_report, set_template
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import AtPremises, Day, OfOrganisation, Problem
from dutybook_web.files import kinds
from dutybook_web.files.serve import file_response
from dutybook_web.forms.report import ReceiptForm, SendForm, TemplateForm, make_form
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Letterhead, Organisation, Report
from dutybook_web.queries.body import bodies_for, documents_for
from dutybook_web.queries.evidence import store
from dutybook_web.queries.report import KINDS, Wanted, document, due, listed, standing
from dutybook_web.refusals import Refused

router = Router()
templates = Router()
REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class FileOut(Schema):
    """One frozen form of a report."""

    form: str
    sha256: str
    size: int

    @staticmethod
    def resolve_sha256(row: Any) -> str:
        """The hash of its bytes."""
        return str(row.blob_id)

    @staticmethod
    def resolve_size(row: Any) -> int:
        """Bytes."""
        return int(row.blob.size)


class ReportOut(OfOrganisation):
    """A report."""

    key: str
    kind: str
    title: str
    premises: str | None
    period_start: date
    period_end: date
    language: str
    state: str
    sent_on: date | None
    channel: str
    addressee: str
    received_on: date | None

    @staticmethod
    def resolve_premises(row: Report) -> str | None:
        """Its key."""
        return row.premises.key if row.premises else None


class ReportWhole(ReportOut):
    """A report with its files."""

    files: list[FileOut]

    @staticmethod
    def resolve_files(row: Report) -> list[Any]:
        """In one query."""
        return list(row.files.select_related("blob"))


class WantedIn(Schema):
    """What a list is narrowed to; premises and organisation are keys, half is such as 2026-H1."""

    kind: str = ""
    half: str = ""
    state: str = ""
    premises: str = ""
    organisation: str = ""


class MakeIn(Schema):
    """What to report on. Keys: premises, or organisation for a kind that is about one; task, if it fulfils one."""

    kind: str
    premises: str = ""
    organisation: str = ""
    half: str = ""
    language: str = "zh"
    addressee: str = ""
    task: str = ""


class SendIn(Schema):
    """How it was sent; `body` is the key of a body."""

    sent_on: Day
    channel: str
    addressee: str = ""
    body: str = ""


class ReceiptIn(Schema):
    """When it was received; `receipt` is the key of evidence."""

    received_on: Day
    receipt: str = ""


class StandingOut(Schema):
    """A place or a unit, and the report that it sent."""

    key: str
    name: str
    report: str | None
    sent_on: date | None
    received_on: date | None


class DueOut(AtPremises):
    """A task that a report fulfils; `premises` is the key of the place."""

    key: str
    duty: str
    due: date


class TemplateOut(OfOrganisation):
    """A template of an organisation's own."""

    key: str
    kind: str
    file_name: str


class TemplateIn(Schema):
    """Where a template holds."""

    organisation: str
    kind: str


@router.get("", response=list[ReportOut])
@paginate
@requires("reports.read")
def report_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List reports."""
    return listed(visible(request.actor, Report, "reports.read"), Wanted(**wanted.dict()))


@router.get("/standing", response={200: list[StandingOut], 422: Problem})
@paginate
@requires("reports.read")
def report_standing(
    request: Any,
    half: str = "",
    kind: Literal["premises", "unit"] = "premises",
    sent: bool = False,
    organisation: str = "",
) -> Any:
    """Who has reported for a half-year (the last one unless told otherwise), or who has not."""
    found = HalfYear.read(half) if half else HalfYear.of(request.organisation.today).before
    if found is None:
        raise Refused("invalid", "Write the half-year as 2026-H1.", "half")
    return standing(request.actor, kind, found, sent=sent, organisation=organisation)


@router.get("/due", response=list[DueOut])
@paginate
@requires("reports.read")
def report_due(request: Any) -> Any:
    """List the open tasks that a report fulfils, the longest due first."""
    return due(request.actor)


@router.post("/preview", response={200: None, 403: Problem, 422: Problem})
@requires("reports.write")
def report_preview(request: Any, data: MakeIn) -> Any:
    """What a report would say now, as a page; nothing is kept."""
    form = checked(make_form(request.actor, request.organisation, _given(data)))
    return _page(as_html(document(form.cleaned_data["kind"], form.asked())))


@router.get("/{key}", response={200: ReportWhole, 403: Problem, 404: Problem})
@requires("reports.read")
def report_read(request: Any, key: str) -> Any:
    """Read one report."""
    return find(request.actor, Report, key, "reports.read", "organisation", "premises")


@router.get("/{key}/file", response={200: None, 403: Problem, 404: Problem})
@requires("reports.read")
def report_file(request: Any, key: str, form: Literal["html", "docx", "xlsx", "pdf"] = "html") -> Any:
    """One of its frozen forms."""
    report = find(request.actor, Report, key, "reports.read")
    found = get_object_or_404(report.files.select_related("blob"), form=form)
    file = store().open(found.blob_id)
    if form == "html":
        with file:
            return _page(file.read().decode())
    name = f"{report.title}-{report.period_end.isoformat()}.{form}"
    return file_response(file, name=name, media_type=found.blob.media_type)


@router.post("", response={201: ReportWhole, **REFUSALS})
@requires("reports.write")
def report_make(request: Any, data: MakeIn) -> Any:
    """Make a report and freeze it in every form."""
    form = checked(make_form(request.actor, request.organisation, _given(data)))
    told = form.cleaned_data
    return Status(201, make_report(request.actor, told["kind"], form.asked(), told["task"]))


@router.post("/{key}/send", response={200: ReportWhole, **REFUSALS})
@requires("reports.write")
def report_send(request: Any, key: str, data: SendIn) -> Any:
    """Note that it was sent."""
    report = find(request.actor, Report, key, "reports.write", "organisation", "premises", "task")
    told = checked(SendForm(data.dict(), bodies=bodies_for(request.actor, report.organisation))).cleaned_data
    return send_report(request.actor, report, told["sent_on"], told["channel"], told["addressee"], told["body"])


@router.post("/{key}/receipt", response={200: ReportWhole, **REFUSALS})
@requires("reports.write")
def report_receipt(request: Any, key: str, data: ReceiptIn) -> Any:
    """Note that it was received."""
    report = find(request.actor, Report, key, "reports.write", "organisation", "premises", "task")
    documents = documents_for(request.actor, report.organisation)
    told = checked(ReceiptForm(data.dict(), documents=documents)).cleaned_data
    return record_receipt(request.actor, report, told["received_on"], told["receipt"])


@templates.get("", response=list[TemplateOut])
@paginate
@requires("reports.write")
def template_list(request: Any) -> Any:
    """List the templates of organisations' own."""
    rows = visible(request.actor, Letterhead, "reports.write").select_related("organisation")
    return rows.order_by("organisation__path", "kind")


@templates.get("/built-in", response={200: None, 403: Problem})
@requires("reports.write")
def template_built_in(request: Any) -> Any:
    """The built-in template."""
    return file_response(io.BytesIO(official()), name="dutybook-report.docx", media_type=kinds.DOCX.media_type)


@templates.get("/{key}/file", response={200: None, 403: Problem, 404: Problem})
@requires("reports.write")
def template_file(request: Any, key: str) -> Any:
    """A template as it was sent in."""
    row = find(request.actor, Letterhead, key, "reports.write")
    return file_response(store().open(row.blob_id), name=row.file_name, media_type=kinds.DOCX.media_type)


@templates.post("", response={201: TemplateOut, **REFUSALS})
@requires("reports.write")
def template_set(request: Any, data: Form[TemplateIn], file: File[NinjaFile]) -> Any:
    """Have reports of a kind written into a document of the organisation's own."""
    choices = visible(request.actor, Organisation, "reports.write")
    told = checked(TemplateForm(data.dict(), {"file": file}, organisations=choices)).cleaned_data
    row = set_template(request.actor, told["organisation"], told["kind"], told["file"].read(), told["file"].name)
    return Status(201, row)


@templates.delete("/{key}", response={204: None, **REFUSALS})
@requires("reports.write")
def template_remove(request: Any, key: str) -> Any:
    """Take the built-in form again."""
    remove_template(request.actor, find(request.actor, Letterhead, key, "reports.write", "organisation"))
    return Status(204, None)


def _given(data: MakeIn) -> dict[str, str]:
    """What was said; the kind must be one that there is."""
    if data.kind not in KINDS:
        raise Refused("invalid", f"Known kinds are {', '.join(KINDS)}.", "kind")
    return {name: value for name, value in data.dict().items() if value}


def _page(page: str) -> HttpResponse:
    return HttpResponse(page, headers={"Content-Security-Policy": content_security_policy()})
