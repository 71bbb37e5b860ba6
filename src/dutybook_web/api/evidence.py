"""Evidence by the API: listed, read, handed out, added, tied to tasks, withdrawn, bundled."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import FileResponse, Http404
from django.utils import translation
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.evidence import add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.actions.ledger import make_bundle
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Day, Problem, binary
from dutybook_web.files.serve import file_response
from dutybook_web.forms.evidence import AttachForm, BundleForm, FilesForm, RecordForm, WithdrawForm
from dutybook_web.models import Evidence, Organisation, Premises, Task
from dutybook_web.models.evidence_record import RECORDS
from dutybook_web.queries.bundle import acts_of, bundled
from dutybook_web.queries.evidence import Wanted, listed, opened, tasks_for
from dutybook_web.refusals import Refused

router = Router()
_PROBLEMS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class EvidenceOut(Schema):
    """A piece of evidence; `digest` is the SHA-256 of its file, or of its record in canonical form."""

    key: str
    kind: str
    title: str
    organisation: str = Field(alias="organisation.key")
    premises: str | None = Field(None, alias="premises.key")
    file_name: str
    record: dict[str, bool | int | str] | None
    digest: str
    period_start: date | None
    period_end: date | None
    received_at: datetime
    expires_on: date | None
    withdrawn_at: datetime | None
    withdrawn_because: str


class AboutIn(Schema):
    """What is said of pieces; `premises` or `organisation` is the key of where they belong, `tasks` of tasks there."""

    premises: str = ""
    organisation: str = ""
    title: str = ""
    period_start: Day | None = None
    period_end: Day | None = None
    expires_on: Day | None = None
    tasks: list[str] = Field(default_factory=list)


class FilesIn(AboutIn):
    """What is said of files; `kind` is one of the catalogue's kinds of evidence."""

    kind: str


class RecordIn(AboutIn):
    """A structured record: `values` holds the fields of its kind."""

    kind: str
    values: dict[str, bool | int | str]


class WantedIn(Schema):
    """What a list is narrowed to."""

    text: str = ""
    kind: str = ""
    premises: str = ""
    duty: str = ""
    state: str = ""
    organisation: str = ""


class WithdrawIn(Schema):
    """Why a piece no longer shows anything."""

    because: str


class AttachIn(Schema):
    """The keys of the tasks that a piece shows done as well."""

    tasks: list[str]


class BundleIn(Schema):
    """What a bundle is about; empty for all."""

    premises: str = ""
    act: str = ""
    since: Day | None = None
    until: Day | None = None


@router.get("", response=list[EvidenceOut])
@paginate
@requires("evidence.read")
def evidence_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List evidence, the newest first."""
    today = datetime.now(ZoneInfo(request.organisation.time_zone)).date()
    return listed(visible(request.actor, Evidence, "evidence.read"), Wanted(**wanted.dict()), today)


@router.post("", response={201: list[EvidenceOut], **_PROBLEMS})
@requires("evidence.add")
def evidence_add(request: Any, about: Form[FilesIn], uploads: File[list[UploadedFile]]) -> Any:
    """Add files, each a piece of its own; either all are added or none."""
    premises, rows = _place(request, about)
    form = checked(FilesForm(about.dict(), {"uploads": uploads}, **rows))
    return Status(201, add_files(request.actor, form.about(premises), form.cleaned_data["uploads"]))


@router.post("/records", response={201: EvidenceOut, **_PROBLEMS})
@requires("evidence.add")
def evidence_record(request: Any, data: RecordIn) -> Any:
    """Write down a structured record."""
    if data.kind not in RECORDS:
        raise Refused("invalid", f"Only these kinds are written down: {', '.join(RECORDS)}.", "kind")
    premises, rows = _place(request, data)
    values = {f"record_{name}": _typed(value) for name, value in data.values.items()}
    form = checked(RecordForm({**data.dict(), **values}, kind=data.kind, **rows))
    return Status(201, add_record(request.actor, form.about(premises), form.values()))


@router.post("/bundle", response={**_PROBLEMS}, openapi_extra=binary("application/zip"))
@requires("evidence.read")
def evidence_bundle(request: Any, data: BundleIn) -> FileResponse:
    """Make a bundle for an inspector: a ZIP file that `dutybook bundle verify` checks offline."""
    premises = find(request.actor, Premises, data.premises, "evidence.read") if data.premises else None
    tasks = visible(request.actor, Task, "tasks.read")
    acts = acts_of(tasks, chinese=translation.get_language() == "zh-hans")
    scope = checked(BundleForm(data.dict(), acts=acts)).scope(premises, request.organisation.time_zone)
    head = make_bundle(request.actor, request.organisation, scope.told())
    file = bundled(visible(request.actor, Evidence, "evidence.read"), tasks, scope, head)
    return FileResponse(file, as_attachment=True, filename="evidence.zip", content_type="application/zip")


@router.get("/{key}", response={200: EvidenceOut, 403: Problem, 404: Problem})
@requires("evidence.read")
def evidence_read(request: Any, key: str) -> Any:
    """Read one piece."""
    return find(request.actor, Evidence, key, "evidence.read", "blob", "premises", "organisation")


@router.get("/{key}/file", response={403: Problem, 404: Problem}, openapi_extra=binary("*/*"))
@requires("evidence.read")
def evidence_file(request: Any, key: str) -> FileResponse:
    """Download the file of a piece."""
    evidence = find(request.actor, Evidence, key, "evidence.read", "blob")
    if evidence.blob is None:
        raise Http404
    return file_response(opened(evidence), name=evidence.file_name, media_type=evidence.blob.media_type)


@router.post("/{key}/attach", response={200: EvidenceOut, **_PROBLEMS})
@requires("evidence.add")
def evidence_attach(request: Any, key: str, data: AttachIn) -> Any:
    """Let a piece show more tasks done."""
    evidence = find(request.actor, Evidence, key, "evidence.add", "blob", "premises", "organisation")
    tasks = tasks_for(visible(request.actor, Task, "tasks.do"), evidence.premises)
    form = checked(AttachForm(data.dict(), tasks=tasks))
    return attach_evidence(request.actor, evidence, form.cleaned_data["tasks"])


@router.post("/{key}/withdraw", response={200: EvidenceOut, **_PROBLEMS})
@requires("evidence.withdraw")
def evidence_withdraw(request: Any, key: str, data: WithdrawIn) -> Any:
    """Withdraw a piece, with the reason; it stays."""
    evidence = find(request.actor, Evidence, key, "evidence.withdraw", "blob", "premises", "organisation")
    return withdraw_evidence(request.actor, evidence, checked(WithdrawForm(data.dict())).cleaned_data["because"])


def _place(request: Any, about: AboutIn) -> tuple[Premises | None, dict[str, Any]]:
    """Where a piece is added, and what the form may choose from."""
    if not about.premises:
        return None, {"organisations": visible(request.actor, Organisation, "evidence.add"), "tasks": None}
    premises = find(request.actor, Premises, about.premises, "evidence.add", "organisation")
    tasks = tasks_for(visible(request.actor, Task, "tasks.do"), premises)
    return premises, {"organisations": None, "tasks": tasks}


def _typed(value: bool | int | str) -> int | str:
    """A value as the fields of a form take it."""
    return value if not isinstance(value, bool) else "yes" if value else "no"
