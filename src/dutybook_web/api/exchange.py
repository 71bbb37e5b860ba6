"""Premises as a table, by the API: exported, checked, imported."""

from __future__ import annotations

from typing import Any, BinaryIO, Literal, cast

from django.http import HttpResponse
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.exchange import import_premises, keep_draft
from dutybook_web.api.premises import WRITE, WantedIn
from dutybook_web.api.schemas import Problem, binary
from dutybook_web.forms.exchange import Checked, checked, draft_of
from dutybook_web.models import ImportDraft, Premises
from dutybook_web.queries.exchange import TYPES, exported
from dutybook_web.queries.premises import Wanted, listed
from dutybook_web.refusals import Refused

router = Router()
imports = Router()


class ExportIn(WantedIn):
    """What is exported, and as what."""

    form: Literal["csv", "xlsx"] = "xlsx"


class FaultOut(Schema):
    """What keeps a row from being imported."""

    row: int
    column: str
    cause: str
    remedy: str


class CheckedOut(Schema):
    """What a table would do; with a fault, nothing."""

    key: str
    added: int
    changed: int
    unchanged: int
    faults: list[FaultOut]


@router.get("", response={403: Problem}, openapi_extra=binary("*/*"))
@requires("premises.read")
def premises_export(request: Any, wanted: Query[ExportIn]) -> Any:
    """The list as it is narrowed, as a table that can be imported again."""
    told = wanted.dict()
    write, media_type = TYPES[told.pop("form")]
    rows = listed(visible(request.actor, Premises, "premises.read"), Wanted(**told))
    return HttpResponse(write(exported(rows)), content_type=media_type)


@imports.post("", response={201: CheckedOut, **WRITE})
@requires("premises.write")
def import_check(request: Any, file: File[UploadedFile]) -> Any:
    """Send in a table: it is checked and kept, nothing else. Import it by its key."""
    draft = keep_draft(request.actor, draft_of(request.actor, cast("BinaryIO", file.file), file.name or ""))
    return Status(201, _out(draft, checked(request.actor, draft.table)))


@imports.get("/{key}", response={200: CheckedOut, **WRITE})
@requires("premises.write")
def import_read(request: Any, key: str) -> Any:
    """Check a table once more."""
    draft = find(request.actor, ImportDraft, key, "premises.write", "organisation")
    return _out(draft, checked(request.actor, draft.table))


@imports.post("/{key}/apply", response={200: CheckedOut, **WRITE})
@requires("premises.write")
def import_apply(request: Any, key: str) -> Any:
    """Import a table that was checked, all of it or nothing."""
    draft = find(request.actor, ImportDraft, key, "premises.write", "organisation")
    found = checked(request.actor, draft.table)
    if found.faults:
        fault = found.faults[0]
        raise Refused("faults", f"Row {fault.row}, {fault.column}: {fault.cause} {fault.remedy}", "file")
    answer = _out(draft, found)
    import_premises(request.actor, draft, found.rows)
    return answer


def _out(draft: ImportDraft, found: Checked) -> dict[str, Any]:
    return {
        "key": draft.key,
        "added": found.added,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "faults": [
            {"row": one.row, "column": one.column, "cause": one.cause, "remedy": one.remedy} for one in found.faults
        ],
    }
