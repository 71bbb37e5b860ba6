"""The register of duties by the API: of a subtree and of one place, its changes, and what may change it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ninja import Query, Router, Schema
from ninja.pagination import paginate

from dutybook.decisions.listing import reasons_data
from dutybook.decisions.profile import read_facts
from dutybook.decisions.whatif import whatif
from dutybook.errors import ProfileError
from dutybook_web.access import find, requires, visible
from dutybook_web.api.schemas import Day, Problem
from dutybook_web.models import Binding, BindingChange, DutyVersion, Premises, Task
from dutybook_web.queries.duty import duties_of, exposed_of
from dutybook_web.queries.duty_change import changes_since, coming
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.provision import text_of
from dutybook_web.queries.register import Line, Register, Wanted, lines_of, narrowed, register_of
from dutybook_web.queries.subtree import places
from dutybook_web.refusals import Refused

router = Router()


class WantedIn(Schema):
    """What a register is narrowed to; `verdict` also takes `some` for what binds or may bind."""

    verdict: str = ""
    act: str = ""
    workflow: str = ""
    modality: str = ""
    role: str = ""
    exposure: str = ""


class CountedOut(Schema):
    """A duty with the number of premises for each verdict."""

    duty: str
    act: str
    provision: str
    summary_zh: str
    summary_en: str
    reading_only: str
    binds: int
    may_bind: int
    does_not_bind: int


class SanctionOut(Schema):
    """What a breach brings, in words."""

    provision: str
    fine: str
    personal: str
    other: list[str]
    note: str


class MissingOut(Schema):
    """A fact to be asked for."""

    name: str
    label: str
    question: str


class RegisterLineOut(Schema):
    """One duty in the register of a place, in the account's language."""

    duty: str
    act: str
    provision: str
    provision_named: str
    verdict: str
    summary: str
    role: str
    modality: str
    workflow: str
    reading_only: str
    why: str
    missing: list[MissingOut]
    cadence: str
    evidence: str
    consequence: SanctionOut | None
    answers: str
    excepted_until: date | None
    since: date | None
    overdue: int

    @staticmethod
    def resolve_answers(line: Line) -> str:
        """The account, unit or role."""
        return line.answers.who if line.answers else ""

    @staticmethod
    def resolve_excepted_until(line: Line) -> date | None:
        """The last day of an approved exception."""
        return line.exemption.expires_on if line.exemption and line.exemption.approved_at else None


class ReasonsOut(Schema):
    """A duty with the tree of reasons, and the words of the act where it was imported."""

    line: RegisterLineOut
    reasons: dict[str, Any]
    text: str | None


class VerdictChangeOut(Schema):
    """A verdict that came, went or changed; empty: it did not bind."""

    premises: str
    duty: str
    summary_zh: str
    summary_en: str
    before: str
    after: str
    on: date


class MovedOut(Schema):
    """An act that enters into force on a day, or holds to that day."""

    act: str
    on: date
    begins: bool
    duties: int


class ReachOut(Schema):
    """A duty that comes or goes, with the number of premises."""

    duty: str
    comes: int
    goes: int


class ComingOut(Schema):
    """What a coming day brings, worked out for `places` of `of` premises."""

    acts: list[MovedOut]
    duties: list[ReachOut]
    places: int
    of: int


class WhatIfIn(Schema):
    """Facts as they would be; null or empty for one no longer known."""

    facts: dict[str, str | int | float | bool | list[str] | None]


class WhatIfOut(Schema):
    """A duty whose verdict would be another."""

    duty: str
    before: str
    after: str


class ExposedOut(Schema):
    """The sanction behind what is overdue of a duty."""

    duty: str
    overdue: int
    premises: int
    consequence: SanctionOut | None
    fines_at_most: int | None


@router.get("", response=list[CountedOut])
@paginate
@requires("duties.read")
def duty_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List the duties of all premises that the account may see, counted."""
    bindings = visible(request.actor, Binding, "duties.read")
    premises = visible(request.actor, Premises, "duties.read")
    rows = duties_of(bindings, premises, edition_in_use(request.organisation.root), Wanted(**wanted.dict()))
    return [{**_version(row.version), **{name: getattr(row, name) for name in _COUNTS}} for row in rows]


@router.get("/changes", response=list[VerdictChangeOut])
@paginate
@requires("duties.read")
def duty_changes(request: Any, since: Day | None = None) -> Any:
    """List what was decided differently from a day on; in the last 30 days unless told."""
    day = since or request.organisation.today - timedelta(days=30)
    rows = changes_since(visible(request.actor, BindingChange, "duties.read"), day)
    return [{**_version(row.version), **_change(row)} for row in rows]


@router.get("/coming", response=ComingOut)
@requires("duties.read")
def duty_coming(request: Any, on: Day | None = None) -> Any:
    """Tell what a coming day brings; in a year unless told."""
    day = on or request.organisation.today + timedelta(days=365)
    edition = edition_in_use(request.organisation.root)
    if edition is None:
        return {"acts": [], "duties": [], "places": 0, "of": 0}
    rows = places(visible(request.actor, Premises, "duties.read"), None)
    found = coming(catalogue_of(edition), rows, request.organisation.today, day)
    acts = [{"act": one.act.id, "on": one.on, "begins": one.begins, "duties": one.duties} for one in found.acts]
    duties = [{"duty": one.entry.duty.id, "comes": one.comes, "goes": one.goes} for one in found.duties]
    return {"acts": acts, "duties": duties, "places": found.effect.places, "of": found.effect.of}


@router.get("/exposure", response=list[ExposedOut])
@requires("duties.read")
def duty_exposure(request: Any) -> Any:
    """List the sanctions that stand behind what is overdue."""
    rows = exposed_of(visible(request.actor, Task, "tasks.read"), request.organisation.today)
    return [
        {
            "duty": row.version.duty,
            "overdue": row.tasks,
            "premises": row.places,
            "consequence": row.consequence,
            "fines_at_most": row.at_most,
        }
        for row in rows
    ]


@router.get("/{key}", response={200: list[RegisterLineOut], 403: Problem, 404: Problem})
@requires("duties.read")
def duty_register(request: Any, key: str, wanted: Query[WantedIn]) -> Any:
    """Read the register of one place."""
    register = _register(request, key)
    return lines_of(register, narrowed(register.decisions, Wanted(**wanted.dict())))


@router.get("/{key}/reasons", response={200: list[ReasonsOut], 403: Problem, 404: Problem})
@requires("duties.read")
def duty_reasons(request: Any, key: str, duty: str = "") -> Any:
    """Read why a duty binds a place or not; an empty list if the catalogue in use has no such duty."""
    register = _register(request, key)
    decision = register.of(duty)
    if decision is None:
        return []
    line = lines_of(register, [decision])[0]
    reasons = reasons_data(decision.reasons, register.profile)
    return [{"line": line, "reasons": reasons, "text": text_of(decision.act, decision.provision)}]


@router.post("/{key}/whatif", response={200: list[WhatIfOut], 403: Problem, 404: Problem, 422: Problem})
@requires("duties.read")
def duty_whatif(request: Any, key: str, data: WhatIfIn) -> Any:
    """Work out which duties come and go if facts were different. Nothing is kept."""
    register = _register(request, key)
    try:
        read_facts(data.facts)
    except ProfileError as error:
        raise Refused("invalid", f"{error.cause}: {error.remedy}", "facts") from None
    changes = whatif(register.profile, data.facts, register.catalogue, register.on) if register.catalogue else ()
    return [{"duty": one.duty, "before": one.before.verdict, "after": one.after.verdict} for one in changes]


_COUNTS = ("binds", "may_bind", "does_not_bind")


def _register(request: Any, key: str) -> Register:
    premises = find(request.actor, Premises, key, "duties.read", "organisation")
    return register_of(premises, premises.organisation.today)


def _version(version: DutyVersion) -> dict[str, Any]:
    names = ("duty", "act", "provision", "summary_zh", "summary_en", "reading_only")
    return {name: getattr(version, name) for name in names}


def _change(row: BindingChange) -> dict[str, Any]:
    return {"premises": row.premises.key, "before": row.before, "after": row.after, "on": row.on}
