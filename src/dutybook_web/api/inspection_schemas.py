"""What inspections look like to the API, which is what the phone speaks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, StringConstraints

from dutybook_web.actions.inspection_answers import Given, Submission
from dutybook_web.models import Answer
from dutybook_web.queries.inspection import answers_of

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class ItemCarried(Schema):
    """An item as a phone takes it along."""

    key: str
    text: str
    checks: str
    answer: Literal["yes_no", "number", "photo"]
    unit: str


class Carried(Schema):
    """An inspection as a phone takes it along, in the account's language."""

    key: str
    premises: str
    planned_from: datetime
    due_at: datetime
    round: bool
    state: str
    checklist: str
    title: str
    items: list[ItemCarried]


class DayCarried(Schema):
    """What a phone takes along: whose it is, the server's clock, the token against forged forms."""

    account: str
    now: datetime
    csrf: str
    inspections: list[Carried]


class AnswerIn(Schema):
    """The answer to an item; `photos` are the phone's numbers of pictures that were sent before."""

    item: str
    result: Literal["ok", "failed", "none"]
    number: Annotated[Decimal, Field(max_digits=12, decimal_places=2)] | None = None
    note: Note = ""
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    photos: Annotated[list[UUID], Field(max_length=20)] = []


class SubmissionIn(Schema):
    """An inspection as a phone sends it; its times are by the phone's clock."""

    client: UUID
    checklist: str
    started_at: AwareDatetime
    finished_at: AwareDatetime
    sent_at: AwareDatetime
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""
    answers: Annotated[list[AnswerIn], Field(max_length=200)]
    instead: bool = False
    anyway: bool = False

    def submission(self) -> Submission:
        """As the action takes it."""
        fields: dict[str, Any] = self.dict()
        fields["answers"] = [Given(**one) for one in fields["answers"]]
        return Submission(**fields)


class PlanIn(Schema):
    """An inspection to be planned; premises, checklist and task by their keys."""

    premises: str
    checklist: str
    planned_from: AwareDatetime
    due_at: AwareDatetime
    task: str = ""


class WantedIn(Schema):
    """What a list is narrowed to."""

    state: str = ""
    text: str = ""
    faults: bool = False


class TasksIn(Schema):
    """The keys of tasks."""

    tasks: list[str]


class InspectionOut(Schema):
    """An inspection; `faults` counts what was not in order."""

    key: str
    premises: str = Field(alias="premises.key")
    checklist: str = Field(alias="checklist.key")
    title: str = Field(alias="checklist.title")
    planned_from: datetime
    due_at: datetime
    state: str
    started_at: datetime | None
    finished_at: datetime | None
    received_at: datetime | None
    note: str


class InspectionRow(InspectionOut):
    """One of a list."""

    points: int
    faults: int


class AnswerOut(Schema):
    """What was found of an item; photographs and the hazard by their keys."""

    item: str = Field(alias="item.key")
    text: str = Field(alias="item.text")
    result: str
    number: Decimal | None
    note: str
    place: str
    hazard: str | None = Field(None, alias="hazard.key")
    photos: list[str]

    @staticmethod
    def resolve_photos(row: Answer) -> list[str]:
        """The keys of the evidence."""
        return [piece.key for piece in row.photos.all()]


class InspectionWhole(InspectionOut):
    """An inspection with its answers."""

    client: UUID | None
    account: str | None
    answers: list[AnswerOut]

    @staticmethod
    def resolve_answers(row: Any) -> Any:
        """In the order of the checklist."""
        return list(answers_of(row))

    @staticmethod
    def resolve_account(row: Any) -> str | None:
        """What the account is called, for whoever has to choose between two submissions."""
        return str(row.account) if row.account else None


class PhotoOut(Schema):
    """A picture that has arrived."""

    client: UUID
    evidence: str = Field(alias="evidence.key")
