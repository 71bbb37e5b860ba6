"""Premises by the API."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.premises import add_premises
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.premises import PremisesForm
from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.premises import Wanted, listed
from dutybook_web.refusals import Refused

router = Router()


class PremisesOut(Schema):
    """A place."""

    key: str
    name: str
    kind: str
    jurisdiction: str
    address: str
    tier: str
    organisation: str

    @staticmethod
    def resolve_organisation(row: Premises) -> str:
        """Its key."""
        return row.organisation.key


class PremisesIn(Schema):
    """A place to be entered; `organisation` is the key of one."""

    name: str
    organisation: str
    kind: str = ""
    jurisdiction: str = ""
    address: str = ""


class WantedIn(Schema):
    """What a list is narrowed to."""

    text: str = ""
    kind: str = ""
    jurisdiction: str = ""
    tier: str = ""
    sort: str = "name"


@router.get("", response=list[PremisesOut])
@paginate
@requires("premises.read")
def premises_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List premises."""
    return listed(visible(request.actor, Premises, "premises.read"), Wanted(**wanted.dict()))


@router.get("/{key}", response={200: PremisesOut, 403: Problem, 404: Problem})
@requires("premises.read")
def premises_read(request: Any, key: str) -> Any:
    """Read one place."""
    return find(request.actor, Premises, key, "premises.read", "organisation")


@router.post("", response={201: PremisesOut, 403: Problem, 409: Problem, 422: Problem})
@requires("premises.write")
def premises_add(request: Any, data: PremisesIn) -> Any:
    """Enter a place."""
    form = PremisesForm(data.dict(), organisations=visible(request.actor, Organisation, "premises.write"))
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused("invalid", errors[0], field)
    return Status(201, add_premises(request.actor, form.save(commit=False)))
