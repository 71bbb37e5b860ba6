"""What the API takes and answers about hazards."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema

from dutybook_web.api.schemas import AtPremises, CalendarYear, Day, OfOrganisation, Whole
from dutybook_web.models import Hazard, HazardStep


class HazardOut(AtPremises, OfOrganisation):
    """A hazard; `responsible` is the key of an account, `premises` and `organisation` are keys too."""

    key: str
    place: str
    what: str
    kind: str
    source: str
    source_reference: str
    grade: str
    state: str
    supervised: bool
    found_on: date
    due: date | None
    reported_to: str
    plan: str
    post: str
    responsible: str | None
    measure: str
    money: Decimal | None
    deadline: date | None
    interim: str
    fixed_on: date | None
    closed_on: date | None
    reopened: int

    @staticmethod
    def resolve_responsible(row: Hazard) -> str | None:
        """Its key."""
        return row.responsible.key if row.responsible else None


class HazardStepOut(Schema):
    """A step that was taken; `account` is a key."""

    act: str
    before: str
    after: str
    at: datetime
    account: str | None
    note: str

    @staticmethod
    def resolve_account(row: HazardStep) -> str | None:
        """Its key."""
        return row.account.key if row.account else None


class HazardWhole(Schema):
    """A hazard with its steps, newest first, and the steps that the caller may take now."""

    hazard: HazardOut
    steps: list[HazardStepOut]
    possible: list[str]


class WantedIn(Schema):
    """What a list is narrowed to; `state` takes `open` and `real` besides the states, `grade` takes `none`."""

    grade: str = ""
    state: str = ""
    kind: str = ""
    age: str = ""
    start: str = ""
    end: str = ""
    closed_start: str = ""
    closed_end: str = ""
    overdue: bool = False
    supervised: bool = False
    premises: str = ""
    organisation: str = ""


class ReportIn(Schema):
    """What is wrong with a thing or a place, and where; `premises` is a key."""

    premises: str
    what: str
    place: str
    source: str = "report"
    source_reference: str = ""


class NoteIn(Schema):
    """A reason."""

    note: str = ""


class GradeIn(NoteIn):
    """How grave, and of what kind."""

    grade: str
    kind: str


class MajorIn(NoteIn):
    """To which body it was reported."""

    reported_to: str


class HazardPlanIn(Schema):
    """The plan for a major hazard; `evidence` are keys."""

    plan: str
    evidence: list[str] = []


class ApproveIn(NoteIn):
    """Whether the plan is approved."""

    approved: bool


class FixesIn(NoteIn):
    """The five fixes; `responsible` is the key of an account."""

    post: str
    responsible: str = ""
    measure: str
    money: Decimal
    deadline: Day
    interim: str


class FixedIn(NoteIn):
    """What was done; `evidence` are keys."""

    evidence: list[str] = []


class CheckIn(FixedIn):
    """Whether it is fixed."""

    passed: bool


class HazardEvidenceIn(Schema):
    """Evidence by its keys, in a role."""

    role: str
    evidence: list[str]


class PeriodIn(Schema):
    """A year, or of it `q1` to `q4` or `m01` to `m12`; `organisation` is the key of a subtree."""

    year: CalendarYear | None = None
    part: str = ""
    organisation: str = ""


class FiguresOut(Schema):
    """A row of the statistics."""

    label: str
    found: int
    fixed: int
    late: int
    open: int
    overdue: int
    major: int
    supervised: int
    rate: Decimal | None


class StatisticsOut(Schema):
    """What became of the hazards that were found in a period."""

    first: date
    last: date
    total: FiguresOut
    by_grade: list[FiguresOut]
    by_kind: list[FiguresOut]
    by_organisation: list[FiguresOut]


class LimitIn(Schema):
    """A time limit; `organisation` is a key."""

    organisation: str
    step: str
    days: Whole
    source: str


class LimitOut(Schema):
    """A time limit that was set."""

    step: str
    days: int
    source: str
