"""Who answers for duties, by the API."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.responsibility import remove_responsibility, set_responsibility
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import OfOrganisation, Problem
from dutybook_web.forms.responsibility import responsibility_form
from dutybook_web.models import Premises, Responsibility
from dutybook_web.queries.responsibility import listed

router = Router()


class ResponsibilityOut(OfOrganisation):
    """Who answers, where and for what; `organisation`, `premises`, `unit` and `account` are keys."""

    key: str
    premises: str | None
    duty: str
    act: str
    role: str
    unit: str | None
    account: str | None
    every: str

    @staticmethod
    def resolve_premises(row: Responsibility) -> str | None:
        """Its key."""
        return row.premises.key if row.premises else None

    @staticmethod
    def resolve_unit(row: Responsibility) -> str | None:
        """Its key."""
        return row.unit.key if row.unit else None

    @staticmethod
    def resolve_account(row: Responsibility) -> str | None:
        """Its key."""
        return row.account.key if row.account else None


class ResponsibilityIn(Schema):
    """At `premises`, or at `organisation` and below; exactly one of role, unit and account."""

    organisation: str = ""
    premises: str = ""
    duty: str = ""
    act: str = ""
    role: str = ""
    unit: str = ""
    account: str = ""
    every: str = ""


@router.get("", response=list[ResponsibilityOut])
@paginate
@requires("duties.read")
def responsibility_list(request: Any) -> Any:
    """List who answers for what."""
    return listed(visible(request.actor, Responsibility, "duties.read"))


@router.post("", response={201: ResponsibilityOut, 403: Problem, 404: Problem, 422: Problem})
@requires("responsibility.write")
def responsibility_set(request: Any, data: ResponsibilityIn) -> Any:
    """Name who answers; what was set for the same goes."""
    key = data.premises
    premises = find(request.actor, Premises, key, "responsibility.write", "organisation") if key else None
    form = responsibility_form(request.actor, request.organisation, data.dict(), premises)
    checked(form)
    return Status(201, set_responsibility(request.actor, form.row()))


@router.delete("/{key}", response={204: None, 403: Problem, 404: Problem})
@requires("responsibility.write")
def responsibility_remove(request: Any, key: str) -> Any:
    """Take it back."""
    remove_responsibility(
        request.actor, find(request.actor, Responsibility, key, "responsibility.write", "organisation")
    )
    return Status(204, None)
