"""The tree of an organisation by the API."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.organisation import add_organisation, change_organisation, move_organisation
from dutybook_web.api.checked import checked, merged
from dutybook_web.api.schemas import Problem
from dutybook_web.forms.organisation import MoveForm, OrganisationForm
from dutybook_web.models import Organisation

WRITE = "organisation.write"
REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}
router = Router()


class OrganisationOut(Schema):
    """A node of the tree; `parent` is null at its root, and where the parent is not yours to see."""

    key: str
    name: str
    kind: str
    jurisdiction: str
    time_zone: str
    parent: str | None

    @staticmethod
    def resolve_parent(row: Organisation, context: Any) -> str | None:
        """Its key, if the actor may see it."""
        above, actor = row.parent, context["request"].actor
        return above.key if above and actor.may_at(above, "organisation.read") else None


class OrganisationIn(Schema):
    """A node to be added below another, by its key."""

    parent: str
    name: str
    kind: str
    jurisdiction: str = ""
    time_zone: str = "Asia/Shanghai"


class OrganisationChangeIn(Schema):
    """What is to change of a node."""

    name: str | None = None
    kind: str | None = None
    jurisdiction: str | None = None
    time_zone: str | None = None


class MoveIn(Schema):
    """The node under which it is to stand, by its key."""

    parent: str


@router.get("", response=list[OrganisationOut])
@paginate
@requires("organisation.read")
def organisation_list(request: Any) -> Any:
    """List the nodes that one may see, each after the one above it."""
    return visible(request.actor, Organisation, "organisation.read").select_related("parent")


@router.post("", response={201: OrganisationOut, **REFUSALS})
@requires(WRITE)
def organisation_add(request: Any, data: OrganisationIn) -> Any:
    """Add a node."""
    parent = find(request.actor, Organisation, data.parent, WRITE)
    form = checked(OrganisationForm(data.dict(exclude={"parent"}), instance=Organisation(parent=parent)))
    return Status(201, add_organisation(request.actor, form.save(commit=False)))


@router.get("/{key}", response={200: OrganisationOut, **REFUSALS})
@requires("organisation.read")
def organisation_read(request: Any, key: str) -> Any:
    """Read a node."""
    return find(request.actor, Organisation, key, "organisation.read", "parent")


@router.patch("/{key}", response={200: OrganisationOut, **REFUSALS})
@requires(WRITE)
def organisation_change(request: Any, key: str, data: OrganisationChangeIn) -> Any:
    """Change a node."""
    node = find(request.actor, Organisation, key, WRITE, "parent")
    form = merged(OrganisationForm, node, data.dict(exclude_none=True))
    return change_organisation(request.actor, form.save(commit=False), form.changed_data)


@router.post("/{key}/move", response={200: OrganisationOut, **REFUSALS})
@requires(WRITE)
def organisation_move(request: Any, key: str, data: MoveIn) -> Any:
    """Put a node with all below it under another."""
    node = find(request.actor, Organisation, key, WRITE)
    form = checked(MoveForm(data.dict(), organisations=visible(request.actor, Organisation, WRITE)))
    return move_organisation(request.actor, node, form.cleaned_data["parent"])
