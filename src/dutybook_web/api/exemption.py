"""Exceptions from duties, by the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.exemption import approve_exemption, request_exemption, revoke_exemption
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import AtPremises, Day, Problem
from dutybook_web.forms.exemption import ExemptionForm
from dutybook_web.models import Exemption, Premises
from dutybook_web.queries.exemption import listed

router = Router()


class ExemptionOut(AtPremises):
    """An exception; `state` is requested, approved, expired, refused or revoked."""

    key: str
    duty: str
    reason: str
    expires_on: date
    state: str

    @staticmethod
    def resolve_state(row: Exemption) -> str:
        """As of today, where the premises are."""
        return row.state(row.organisation.today)


class ExemptionIn(Schema):
    """Ask for one at `premises` (a key)."""

    premises: str
    duty: str
    reason: str
    expires_on: Day


@router.get("", response=list[ExemptionOut])
@paginate
@requires("duties.read")
def exemption_list(request: Any) -> Any:
    """List exceptions, the newest first."""
    return listed(visible(request.actor, Exemption, "duties.read"))


@router.post("", response={201: ExemptionOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem})
@requires("duties.decide")
def exemption_request(request: Any, data: ExemptionIn) -> Any:
    """Ask for one; another account has to approve it."""
    premises = find(request.actor, Premises, data.premises, "duties.decide", "organisation")
    form = ExemptionForm(data.dict())
    checked(form)
    return Status(201, request_exemption(request.actor, form.row(premises), premises.organisation.today))


@router.post("/{key}/approve", response={200: ExemptionOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem})
@requires("duties.decide")
def exemption_approve(request: Any, key: str) -> Any:
    """Approve one that another account asked for."""
    row = find(request.actor, Exemption, key, "duties.decide", "organisation", "premises")
    approve_exemption(request.actor, row, row.organisation.today)
    return _read(request, key)


@router.post("/{key}/revoke", response={200: ExemptionOut, 403: Problem, 404: Problem, 409: Problem, 422: Problem})
@requires("duties.decide")
def exemption_revoke(request: Any, key: str) -> Any:
    """Take one back, or refuse it."""
    revoke_exemption(request.actor, find(request.actor, Exemption, key, "duties.decide", "organisation"))
    return _read(request, key)


def _read(request: Any, key: str) -> Exemption:
    return find(request.actor, Exemption, key, "duties.decide", "organisation", "premises")
