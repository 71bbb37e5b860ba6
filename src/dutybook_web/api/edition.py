"""Editions of the catalogue, by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from dutybook_web.access import requires, visible
from dutybook_web.actions.edition import adopt, revert_edition
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Problem, Whole
from dutybook_web.forms.edition import ActFileForm
from dutybook_web.models import Edition, Organisation, Premises
from dutybook_web.queries.edition import edition_in_use, replaced, shipped_files
from dutybook_web.queries.edition_difference import Difference, compared, edition_numbered, editions_of, wanted_files
from dutybook_web.queries.subtree import own
from dutybook_web.refusals import Refused

router = Router()


class EditionOut(Schema):
    """An edition that was applied; the newest is in use."""

    number: int
    digest: str
    note: str
    created_at: datetime


class FieldOut(Schema):
    """One field that differs; null on the side that does not have it."""

    name: str
    old: Any
    new: Any


class CatalogueChangeOut(Schema):
    """An act or a duty that another catalogue adds, removes or changes."""

    kind: str
    what: str
    id: str
    fields: list[FieldOut]


class DifferenceOut(Schema):
    """What another catalogue would change; the decisions were worked out for `places` of `of` premises."""

    changes: list[CatalogueChangeOut]
    comes: int
    goes: int
    places: int
    of: int


class ActFileIn(Schema):
    """The catalogue file of one act (YAML), which takes its place or joins the rest."""

    text: str


class ApplyIn(Schema):
    """Either nothing, for the shipped catalogue; or an earlier edition; or the file of one act."""

    number: Whole | None = None
    text: str = ""
    note: str = ""


@router.get("", response=list[EditionOut])
@requires("duties.read")
def edition_list(request: Any) -> Any:
    """List the editions, the one in use first."""
    return editions_of(request.organisation.root)


@router.get("/difference", response={200: DifferenceOut, 404: Problem})
@requires("duties.read")
def edition_difference(request: Any, number: Whole | None = None) -> Any:
    """Tell what the shipped catalogue, or an earlier edition, would change."""
    files = wanted_files(request.organisation.root, number)
    return _told(compared(_tenant(request), files, _places(request)))


@router.post("/difference", response={200: DifferenceOut, 403: Problem, 422: Problem})
@requires("catalogue.apply")
def edition_check(request: Any, data: ActFileIn) -> Any:
    """Check the file of one act, and tell what it would change. Nothing is kept."""
    files = replaced(edition_in_use(request.organisation.root), _content(data.text))
    return _told(compared(_tenant(request), files, _places(request)))


@router.post("", response={201: EditionOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem})
@requires("catalogue.apply")
def edition_apply(request: Any, data: ApplyIn) -> Any:
    """Apply a catalogue on purpose, and decide by it."""
    tenant = _tenant(request)
    if not request.actor.may_at(tenant, "catalogue.apply"):
        raise PermissionDenied
    return Status(201, _apply(request, tenant, data))


def _apply(request: Any, tenant: Organisation, data: ApplyIn) -> Edition:
    if data.text:
        files = replaced(edition_in_use(tenant.pk), _content(data.text))
        return adopt(request.actor, tenant, files, data.note[:300])
    if data.number is None:
        return adopt(request.actor, tenant, shipped_files(), data.note[:300])
    earlier = edition_numbered(tenant.pk, data.number)
    if earlier is None:
        raise Refused("no_edition", _("There is no edition with this number: choose one of the list."), "number")
    return revert_edition(request.actor, tenant, earlier)


def _content(text: str) -> Any:
    form = ActFileForm({"text": text})
    checked(form)
    return form.cleaned_data["content"]


def _tenant(request: Any) -> Organisation:
    tenant: Organisation = request.organisation.tenant
    return tenant


def _places(request: Any) -> Any:
    return own(visible(request.actor, Premises, "duties.read"), request.organisation.root)


def _told(found: Difference) -> dict[str, Any]:
    changes = [
        {
            "kind": change.kind,
            "what": change.what,
            "id": change.id,
            "fields": [{"name": one.name, "old": one.old, "new": one.new} for one in change.fields],
        }
        for change in found.changes
    ]
    effect = found.effect
    counts = {"comes": effect.comes.total(), "goes": effect.goes.total(), "places": effect.places, "of": effect.of}
    return {"changes": changes, **counts}
