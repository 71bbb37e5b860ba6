"""Bodies and the list of responsibilities by the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Router, Schema, Status
from ninja.pagination import paginate

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.body import add_body, add_meeting, add_member, change_body, end_member
from dutybook_web.actions.responsibility import set_responsibility
from dutybook_web.api.checked import checked
from dutybook_web.api.schemas import Day, OfOrganisation, Problem, Whole
from dutybook_web.forms.body import BodyForm, MeetingForm, MemberEndForm, MemberForm, ProvisionForm
from dutybook_web.models import Body, Meeting, Membership, Organisation, Responsibility
from dutybook_web.queries.body import documents_for, listed, members, possible_units, row_of
from dutybook_web.queries.edition import edition_in_use
from dutybook_web.queries.responsibility_list import Line, lines

router = Router()
provisions = Router()
REFUSALS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class BodyOut(OfOrganisation):
    """A body."""

    key: str
    name: str
    act: str
    provision: str
    meets_every_months: int | None
    since: date
    ended_on: date | None


class MemberOut(Schema):
    """A unit of a body."""

    key: str
    unit: str
    name: str
    function: str
    start: date
    end: date | None

    @staticmethod
    def resolve_unit(row: Membership) -> str:
        """Its key."""
        return row.unit.key

    @staticmethod
    def resolve_name(row: Membership) -> str:
        """What the unit is called."""
        return row.unit.name


class MeetingOut(Schema):
    """A meeting that was held."""

    key: str
    held_on: date
    subject: str
    decisions: str
    agenda: str

    @staticmethod
    def resolve_agenda(row: Meeting) -> str:
        """The key of the evidence; empty without one."""
        return row.agenda.key if row.agenda else ""


class BodyWhole(BodyOut):
    """A body with its units and meetings."""

    next_meeting_by: date | None
    members: list[MemberOut]
    meetings: list[MeetingOut]

    @staticmethod
    def resolve_next_meeting_by(row: Body) -> date | None:
        """The last day for it."""
        return row_of(row).due

    @staticmethod
    def resolve_members(row: Body) -> list[Membership]:
        """Those that left included."""
        return members(row)

    @staticmethod
    def resolve_meetings(row: Body) -> list[Meeting]:
        """The newest first."""
        return list(row.meetings.select_related("agenda"))


class BodyIn(Schema):
    """A body to be set up or changed; `organisation` is the key of one."""

    name: str
    organisation: str
    act: str = ""
    provision: str = ""
    meets_every_months: Whole | None = None
    since: Day
    ended_on: Day | None = None


class MemberIn(Schema):
    """A unit that joins; `unit` is the key of an organisation."""

    unit: str
    function: str = "member"
    start: Day


class MemberEndIn(Schema):
    """A unit that leaves; `member` is the key of the membership."""

    member: str
    end: Day


class MeetingIn(Schema):
    """A meeting that was held; `agenda` is the key of evidence."""

    held_on: Day
    subject: str
    agenda: str = ""
    decisions: str = ""


class ResponsibilityLineOut(Schema):
    """A provision and who answers for it: the name of a unit, or a role; null where nobody was named."""

    act: str
    provision: str
    duties: list[str]
    unit: str | None
    role: str | None
    own: bool

    @staticmethod
    def resolve_unit(line: Line) -> str | None:
        """The key of the unit."""
        return line.answers.unit.key if line.answers and line.answers.unit else None

    @staticmethod
    def resolve_role(line: Line) -> str | None:
        """The role."""
        return line.answers.role or None if line.answers else None


class ProvisionIn(Schema):
    """Which unit answers for a provision; organisation and unit are keys."""

    organisation: str
    act: str
    provision: str
    unit: str


@router.get("", response=list[BodyOut])
@paginate
@requires("organisation.read")
def body_list(request: Any) -> Any:
    """List bodies."""
    return listed(visible(request.actor, Body, "organisation.read"))


@router.get("/{key}", response={200: BodyWhole, 403: Problem, 404: Problem})
@requires("organisation.read")
def body_read(request: Any, key: str) -> Any:
    """Read one body with its units and meetings."""
    return find(request.actor, Body, key, "organisation.read", "organisation")


@router.post("", response={201: BodyWhole, **REFUSALS})
@requires("responsibility.write")
def body_add(request: Any, data: BodyIn) -> Any:
    """Set up a body."""
    choices = visible(request.actor, Organisation, "responsibility.write")
    form = checked(BodyForm(data.dict(), organisations=choices))
    return Status(201, add_body(request.actor, form.save(commit=False)))


@router.put("/{key}", response={200: BodyWhole, **REFUSALS})
@requires("responsibility.write")
def body_change(request: Any, key: str, data: BodyIn) -> Any:
    """Change a body, or end it."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    choices = visible(request.actor, Organisation, "responsibility.write")
    form = checked(BodyForm(data.dict(), instance=body, organisations=choices))
    return change_body(request.actor, form.save(commit=False), form.changed_data)


@router.post("/{key}/members", response={201: BodyWhole, **REFUSALS})
@requires("responsibility.write")
def body_member_add(request: Any, key: str, data: MemberIn) -> Any:
    """Take a unit into a body."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    form = checked(MemberForm(data.dict(), units=possible_units(request.actor)))
    add_member(request.actor, body, **form.cleaned_data)
    return Status(201, body)


@router.post("/{key}/members/end", response={200: BodyWhole, **REFUSALS})
@requires("responsibility.write")
def body_member_end(request: Any, key: str, data: MemberEndIn) -> Any:
    """End a unit's membership."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    told = checked(MemberEndForm(data.dict(), body=body)).cleaned_data
    end_member(request.actor, body, told["member"], told["end"])
    return body


@router.post("/{key}/meetings", response={201: BodyWhole, **REFUSALS})
@requires("responsibility.write")
def body_meeting_add(request: Any, key: str, data: MeetingIn) -> Any:
    """Enter a meeting that was held."""
    body = find(request.actor, Body, key, "responsibility.write", "organisation")
    documents = documents_for(request.actor, body.organisation)
    form = checked(MeetingForm(data.dict(), documents=documents, instance=Meeting(body=body)))
    add_meeting(request.actor, form.save(commit=False))
    return Status(201, body)


@provisions.get("", response={200: list[ResponsibilityLineOut], 403: Problem, 404: Problem})
@requires("duties.read")
def provision_list(request: Any, organisation: str = "", act: str = "") -> Any:
    """List the provisions of an act of the catalogue in use, with who answers for each at an organisation."""
    rows = visible(request.actor, Organisation, "organisation.read")
    node = find(request.actor, Organisation, organisation, "organisation.read") if organisation else rows[0]
    return lines(edition_in_use(node.root), act, node)


@provisions.post("", response={204: None, **REFUSALS})
@requires("responsibility.write")
def provision_set(request: Any, data: ProvisionIn) -> Any:
    """Name the unit that answers for a provision."""
    choices = visible(request.actor, Organisation, "responsibility.write")
    form = checked(ProvisionForm(data.dict(), organisations=choices))
    set_responsibility(request.actor, Responsibility(**form.cleaned_data))
    return Status(204, None)
