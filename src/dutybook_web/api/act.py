"""The library by the API: search, acts, provisions, versions, import."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from dutybook.errors import DutybookError
from dutybook.law.compare import as_json
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.act import change_act, remove_act, take_act
from dutybook_web.api.schemas import Problem, invalid
from dutybook_web.files.refusals import FileRefused
from dutybook_web.forms.act import ActForm
from dutybook_web.models import Act, Binding
from dutybook_web.queries.amendment import compared, in_order, touched
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.fault import fault_of
from dutybook_web.queries.library import acts_of, provisions_of, versions_of
from dutybook_web.queries.search import LONGEST, Sought, search
from dutybook_web.refusals import Refused

router = Router()


class ActOut(Schema):
    """An act in one version; `act` is the id of the catalogue's act that it is the text of."""

    key: str
    title: str
    act: str
    kind: str
    jurisdiction: str
    start: date | None
    end: date | None
    articles: int
    file_name: str
    digest: str


class ActIn(Schema):
    """What is told of an act."""

    title: str
    act: str = ""
    start: date | None = None
    end: date | None = None


class ProvisionOut(Schema):
    """An article or annex with its words."""

    eid: str
    number: str
    heading: str
    text: str


class HitOut(Schema):
    """A provision that has the words, and what stands around them."""

    act_key: str
    act_title: str
    eid: str
    number: str
    before: str
    words: str
    after: str


class FoundOut(Schema):
    """A page of hits; `more` tells that there are others behind it."""

    hits: list[HitOut]
    more: bool


class VersionOut(Schema):
    """One side of a comparison."""

    title: str
    adopted: date | None
    promulgated: date | None
    in_force: date | None


class SideOut(Schema):
    """A provision of one side."""

    eId: str  # noqa: N815 — as `dutybook compare --to json` writes it
    num: str
    text: str


class PieceOut(Schema):
    """A piece of a text and what became of it."""

    op: str
    old: str
    new: str


class RowOut(Schema):
    """A provision in both versions."""

    status: str
    old: SideOut | None
    new: SideOut | None
    changes: list[PieceOut]


class ComparisonOut(Schema):
    """Two versions, provision by provision."""

    old: VersionOut
    new: VersionOut
    counts: dict[str, int]
    rows: list[RowOut]


class TouchedOut(Schema):
    """A duty at a provision that changed, and the number of premises that it binds or may bind."""

    duty: str
    provision: str
    status: str
    premises: int


class Narrowed(Schema):
    """What acts are narrowed to; `on` is a day on which they are in force."""

    text: str = ""
    jurisdiction: str = Field("", pattern=r"^[0-9]{0,6}$")
    kind: str = Field("", pattern=r"^[a-z_]{0,30}$")
    on: date | None = None


@router.get("", response=list[ActOut])
@paginate
@requires("library.read")
def act_list(request: Any, wanted: Query[Narrowed]) -> Any:
    """List acts; `text` stands in their titles."""
    return acts_of(visible(request.actor, Act, "library.read"), _sought(request, wanted))


@router.get("/search", response=FoundOut)
@requires("library.read")
def act_search(request: Any, wanted: Query[Narrowed], page: int = 1) -> Any:
    """Find provisions that have the words."""
    return search(_sought(request, wanted), min(max(page, 1), 500))


@router.post("", response={201: ActOut, 403: Problem, 409: Problem, 422: Problem})
@requires("library.import")
def act_import(request: Any, file: File[UploadedFile]) -> Any:
    """Import an act from a file."""
    name = file.name or "act.txt"
    try:
        return Status(201, take_act(request.actor, request.organisation, file.file, name))  # type: ignore[arg-type]
    except (DutybookError, FileRefused) as error:
        fault = fault_of(error, name)
        raise Refused(fault.code, f"{fault.place}: {fault.cause} {fault.remedy}", "file") from None


@router.get("/{key}", response={200: ActOut, 403: Problem, 404: Problem})
@requires("library.read")
def act_read(request: Any, key: str) -> Any:
    """Read what is told of an act."""
    return find(request.actor, Act, key, "library.read")


@router.get("/{key}/provisions", response={200: list[ProvisionOut], 403: Problem, 404: Problem})
@requires("library.read")
def act_provisions(request: Any, key: str) -> Any:
    """Read its articles and annexes."""
    return provisions_of(find(request.actor, Act, key, "library.read"))


@router.get("/{key}/comparison", response={200: ComparisonOut, 403: Problem, 404: Problem})
@requires("library.read")
def act_comparison(request: Any, key: str, other: str = "") -> Any:
    """Compare it with another version of it (`other`, its key; else the newest, else itself)."""
    old, new = _versions(request, key, other)
    return as_json(compared(old, new))


@router.get("/{key}/effect", response={200: list[TouchedOut], 403: Problem, 404: Problem})
@requires("library.read")
def act_effect(request: Any, key: str, other: str = "") -> Any:
    """List the duties that it changes against another version (`other`, as above), and how many premises they bind."""
    old, new = _versions(request, key, other)
    edition, bindings = edition_in_use(request.organisation.root), visible(request.actor, Binding, "duties.read")
    found = touched(compared(old, new), old.act or new.act, edition, bindings)
    return [
        {"duty": one.version.duty, "provision": one.version.provision, "status": one.row.status, "premises": one.count}
        for one in found
    ]


@router.put("/{key}", response={200: ActOut, 403: Problem, 404: Problem, 422: Problem})
@requires("library.import")
def act_change(request: Any, key: str, data: ActIn) -> Any:
    """Change its title, its days, and which act of the catalogue it is the text of."""
    act = find(request.actor, Act, key, "library.import", "organisation")
    form = ActForm(data.dict(), instance=act)
    if not form.is_valid():
        raise invalid(form)
    return change_act(request.actor, form.save(commit=False), form.changed_data)


@router.delete("/{key}", response={204: None, 403: Problem, 404: Problem})
@requires("library.import")
def act_remove(request: Any, key: str) -> Any:
    """Take it out of the library."""
    remove_act(request.actor, find(request.actor, Act, key, "library.import", "organisation"))
    return Status(204, None)


def _sought(request: Any, wanted: Narrowed) -> Sought:
    return Sought(**{**wanted.dict(), "text": wanted.text[:LONGEST]}, tenant=request.organisation.root)


def _versions(request: Any, key: str, other: str) -> tuple[Act, Act]:
    act = find(request.actor, Act, key, "library.read")
    versions = list(versions_of(visible(request.actor, Act, "library.read"), act))
    if not other:
        return in_order((versions or [act])[0], act)
    found = next((one for one in versions if one.key == other), None)
    if found is None:
        raise Http404
    return in_order(found, act)
