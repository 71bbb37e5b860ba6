"""Premises by the API: listed, entered, changed, closed; their facts and the interview."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.forms import BaseForm
from ninja import Query, Router, Schema, Status
from ninja.pagination import paginate

from dutybook.conditions.facts import Fact as Entry
from dutybook.conditions.facts import dictionary
from dutybook_web.access import find, requires, visible
from dutybook_web.actions.fact import set_fact, set_operator_fact
from dutybook_web.actions.premises import add_premises, change_premises, close_premises, reopen_premises
from dutybook_web.api.schemas import Day, OfOrganisation, Problem
from dutybook_web.forms.fact import FactForm
from dutybook_web.forms.premises import PremisesForm
from dutybook_web.models import Organisation, Premises
from dutybook_web.queries.fact import Known, facts_of, operator_facts, plain
from dutybook_web.queries.interview import asked
from dutybook_web.queries.premises import Wanted, listed
from dutybook_web.refusals import Refused

router = Router()
organisations = Router()
READ = {403: Problem, 404: Problem}
WRITE = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class PremisesOut(OfOrganisation):
    """A place; `latitude` and `longitude` in WGS 84, `entered_*` as they were entered."""

    key: str
    name: str
    kind: str
    jurisdiction: str
    address: str
    tier: str
    authority: str | None
    latitude: float | None
    longitude: float | None
    entered_latitude: float | None
    entered_longitude: float | None
    entered_in: str
    closed_on: date | None

    @staticmethod
    def resolve_authority(row: Premises) -> str | None:
        """Its key."""
        return row.authority.key if row.authority else None


class PremisesIn(Schema):
    """A place to be entered; `organisation` and `authority` are keys."""

    name: str
    organisation: str
    authority: str = ""
    kind: str = ""
    jurisdiction: str = ""
    address: str = ""
    entered_latitude: float | None = None
    entered_longitude: float | None = None
    entered_in: Literal["", "wgs84", "gcj02"] = ""


class WantedIn(Schema):
    """What a list is narrowed to."""

    text: str = ""
    kind: str = ""
    jurisdiction: str = ""
    tier: str = ""
    organisation: str = ""
    authority: str = ""
    closed: Literal["", "closed", "all"] = ""
    sort: Literal["name", "-name", "tier", "place", "newest"] = "name"


class ClosingIn(Schema):
    """The day on which a place was closed."""

    on: Day


class FactOut(Schema):
    """What is known of a fact; without a value: not known, though `asked` may be true."""

    name: str
    value: Any
    source: str
    as_of: date | None
    asked: bool

    @staticmethod
    def resolve_value(row: Known) -> Any:
        """As JSON has it: sets are lists."""
        return plain(row.value)


class FactIn(Schema):
    """What a fact is; without a value: it is not known."""

    value: bool | int | float | str | list[str] | None
    source: str = ""
    as_of: Day | None = None


class QuestionOut(Schema):
    """The next question of the interview; `fact` is null where nothing is left to ask."""

    fact: str | None
    question_zh: str
    question_en: str
    settles: int | None
    touches: int
    settled: int
    duties: int
    not_known: list[str]


def valid(form: BaseForm) -> BaseForm:
    """The form, if it is valid.

    Raises:
        Refused: with the first field at fault.
    """
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused("invalid", errors[0], None if field == "__all__" else str(field))
    return form


@router.get("", response={200: list[PremisesOut], 403: Problem})
@paginate
@requires("premises.read")
def premises_list(request: Any, wanted: Query[WantedIn]) -> Any:
    """List premises."""
    rows = visible(request.actor, Premises, "premises.read").select_related("authority")
    return listed(rows, Wanted(**wanted.dict()))


@router.get("/{key}", response={200: PremisesOut, **READ})
@requires("premises.read")
def premises_read(request: Any, key: str) -> Any:
    """Read one place."""
    return find(request.actor, Premises, key, "premises.read", "organisation", "authority")


@router.post("", response={201: PremisesOut, 403: Problem, 409: Problem, 422: Problem})
@requires("premises.write")
def premises_add(request: Any, data: PremisesIn) -> Any:
    """Enter a place."""
    choices = visible(request.actor, Organisation, "premises.write")
    form: Any = valid(PremisesForm(data.dict(), organisations=choices))
    return Status(201, add_premises(request.actor, form.save(commit=False)))


@router.put("/{key}", response={200: PremisesOut, **WRITE})
@requires("premises.write")
def premises_change(request: Any, key: str, data: PremisesIn) -> Any:
    """Change what is entered of a place."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    choices = visible(request.actor, Organisation, "premises.write")
    form: Any = valid(PremisesForm(data.dict(), instance=premises, organisations=choices))
    return change_premises(request.actor, form.save(commit=False), form.changed_data)


@router.post("/{key}/close", response={200: PremisesOut, **WRITE})
@requires("premises.write")
def premises_close(request: Any, key: str, data: ClosingIn) -> Any:
    """Close a place: it leaves the lists, its record stays."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    return close_premises(request.actor, premises, data.on)


@router.post("/{key}/reopen", response={200: PremisesOut, **WRITE})
@requires("premises.write")
def premises_reopen(request: Any, key: str) -> Any:
    """Open a closed place again."""
    return reopen_premises(request.actor, find(request.actor, Premises, key, "premises.write", "organisation"))


@router.get("/{key}/facts", response={200: list[FactOut], **READ})
@requires("premises.read")
def premises_facts(request: Any, key: str) -> Any:
    """What is known of a place, of all facts of the dictionary."""
    return list(facts_of(find(request.actor, Premises, key, "premises.read", "organisation")))


@router.put("/{key}/facts/{name}", response={200: FactOut, **WRITE})
@requires("premises.write")
def premises_fact(request: Any, key: str, name: str, data: FactIn) -> Any:
    """Tell a fact of a place. Its tier and its duties are worked out anew."""
    premises = find(request.actor, Premises, key, "premises.write", "organisation")
    form = _fact_form(name, data)
    set_fact(request.actor, premises, name, form["value"], form["source"], form["as_of"])
    return next(known for known in facts_of(premises) if known.name == name)


@router.get("/{key}/interview", response={200: QuestionOut, **READ})
@requires("premises.write")
def premises_interview(request: Any, key: str) -> Any:
    """The question whose answer settles most. Answer by telling the fact, with null for "not known"."""
    found = asked(find(request.actor, Premises, key, "premises.write", "organisation"))
    return {
        "fact": found.entry.name if found.entry else None,
        "question_zh": found.entry.question.zh if found.entry else "",
        "question_en": found.entry.question.en if found.entry else "",
        "settles": found.settles,
        "touches": found.touches,
        "settled": found.settled,
        "duties": found.duties,
        "not_known": [entry.name for entry in found.not_known],
    }


@organisations.get("/{key}/facts", response={200: list[FactOut], **READ})
@requires("premises.read")
def organisation_facts(request: Any, key: str) -> Any:
    """What is known of an operator, for all its premises."""
    return list(operator_facts(find(request.actor, Organisation, key, "premises.read")))


@organisations.put("/{key}/facts/{name}", response={200: FactOut, **WRITE})
@requires("premises.write")
def organisation_fact(request: Any, key: str, name: str, data: FactIn) -> Any:
    """Tell a fact of an operator, for all its premises."""
    organisation = find(request.actor, Organisation, key, "premises.write")
    form = _fact_form(name, data)
    set_operator_fact(request.actor, organisation, name, form["value"], form["source"], form["as_of"])
    return next(known for known in operator_facts(organisation) if known.name == name)


def _fact_form(name: str, data: FactIn) -> dict[str, Any]:
    entry = dictionary().get(name)
    if entry is None:
        raise Refused("unknown_fact", "There is no such fact: choose one of the dictionary (docs/facts.md).", "name")
    form = valid(FactForm({**data.dict(), "value": _typed(entry, data.value)}, entry=entry))
    return form.cleaned_data


def _typed(entry: Entry, value: Any) -> Any:
    """A value as the form takes it."""
    if isinstance(value, list):
        members = value or ["none"]
        return members if entry.type == "choices" else ",".join(members)
    if entry.type == "choices" and isinstance(value, str):
        return [value]
    return str(value).lower() if isinstance(value, bool) else value
