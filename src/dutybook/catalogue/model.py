"""What a catalogue file holds: an act, its duties, and the provisions that are no duty. One file for each act.

These models are the contract of the files; `dutybook.catalogue.schema` publishes them as JSON Schema.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from dutybook.catalogue.cadence import Cadence
from dutybook.catalogue.roles import roles
from dutybook.catalogue.vocabulary import EvidenceKind, Modality, ReadingOnlyReason, SanctionKind, Workflow

_HAN = re.compile(r"[\u3400-\u9fff]")
_EID = r"[a-z]+_[0-9]+([-_][0-9]+)*(__[a-z]+(_[0-9]+([-_][0-9]+)*)?)*"


class Strict(BaseModel):
    """A part of a catalogue file: never changed, nothing in it that is not named here, no value bent to a type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


def _chinese(text: str) -> str:
    if not _HAN.search(text):
        raise ValueError("this is no Chinese: write it in Chinese")
    return text


def _not_chinese(text: str) -> str:
    if found := _HAN.search(text):
        raise ValueError(f"{found[0]!r} is Chinese: write it in English")
    return text


def _known_role(name: str) -> str:
    if name not in roles():
        raise ValueError(f"no role is named {name!r}: use one of data/roles.yaml, or add it there")
    return name


EId = Annotated[str, Field(pattern=f"^{_EID}$", max_length=120)]
"""A node of the act as `dutybook read` names it: `art_25__para_1__item_5`, `sec_2__para_1`."""

ActRef = Annotated[str, Field(pattern=rf"^({_EID}|《[^《》]+》(#{_EID})?|[a-z0-9-]+#{_EID})$", max_length=200)]
"""A provision of this act (an eId), of an act outside the catalogue (《title》#eId), or of one in it (id#eId)."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
DutyId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
RoleName = Annotated[str, AfterValidator(_known_role)]
Duration = Annotated[str, Field(pattern=r"^P([1-9][0-9]*[YMWD]|T[1-9][0-9]*[HM])$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Words(Strict):
    """The same in Chinese and in English, in our own words."""

    zh: Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_chinese)]
    en: Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_not_chinese)]


class Summary(Strict):
    """What to do, short and imperative, in our own words: no sentence of the statute."""

    zh: Annotated[str, Field(min_length=4, max_length=90), AfterValidator(_chinese)]
    en: Annotated[str, Field(min_length=8, max_length=280), AfterValidator(_not_chinese)]


class InForce(Strict):
    """The days on which the act holds, both ends inclusive.

    Args:
        start: `from` in the file; null for an act (or the main duties of one) that has not been commenced.
        end: `to` in the file; null while it holds.
        note: needed when `from` is null: what is known about the commencement.
    """

    start: date | None = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    note: Words | None = None

    @model_validator(mode="after")
    def _must_be_a_time(self) -> Self:
        if self.start is None and self.note is None:
            raise ValueError("from is null without a note: say what is known about the commencement")
        if self.start and self.end and self.end < self.start:
            raise ValueError("the act ends before it begins")
        return self


class CataloguedAct(Strict):
    """The act that a file is about.

    Args:
        id: ASCII; also the file's name.
        jurisdiction: GB/T 2260 prefix (`41`), ISO 3166 code (`GB`), or empty where the act is national or names none.
        country: ISO 3166-1 alpha-2 in lower case; also the file's folder.
        in_force: when it holds.
        source: where to look up the official text.
        applies: a condition and-ed to that of every duty.
        note: what a reader of the file should know about the text.
    """

    id: Slug
    title: Words
    jurisdiction: Annotated[str, Field(pattern=r"^(|[1-9][0-9]([0-9]{2}){0,2}|[A-Z]{2}(-[A-Z0-9]{1,3})?)$")]
    country: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    in_force: InForce
    source: Words
    applies: str | None = Field(default=None, min_length=1)
    note: Words | None = None


Range = tuple[int | None, int | None]
"""From and to, both inclusive; null for an end that the law leaves open."""


class FineCny(Strict):
    """The fines of one sanction in CNY: on the organisation, and on persons responsible in it."""

    unit: Range | None = None
    person: Range | None = None

    @model_validator(mode="after")
    def _must_be_ranges(self) -> Self:
        for name, found in (("unit", self.unit), ("person", self.person)):
            if found == (None, None):
                raise ValueError(f"{name} has neither end: delete it")
            if found and found[0] is not None and found[1] is not None and found[0] > found[1]:
                raise ValueError(f"{name} ends below its beginning")
        if self.unit is None and self.person is None:
            raise ValueError("fine_cny names neither unit nor person")
        return self


class Sanction(Strict):
    """What a breach brings, and the provision that says so; `also`: further provisions that say it."""

    provision: ActRef
    also: tuple[ActRef, ...] = ()
    fine_cny: FineCny | None = None
    other: tuple[SanctionKind, ...] = ()
    note: Words | None = None


class _Entry(Strict):
    """What every entry says, whether it is worked or only read.

    Args:
        id: `<act id>/<slug>`, kept for ever: tasks and evidence point to it.
        provision: the eId that says it. also: further eIds that say the same.
        role: who is bound (for a sanction: who is penalised).
        summary: what to do.
        applies: whom it binds, in the condition language; `true` for everybody.
        sanction: what a breach brings.
        rationale: why it is read so, where the provision leaves room.
    """

    id: DutyId
    provision: EId
    also: tuple[EId, ...] = ()
    role: RoleName
    modality: Modality
    summary: Summary
    applies: Annotated[str, Field(min_length=1)]
    sanction: Sanction | None = None
    rationale: Words | None = None

    @property
    def provisions(self) -> tuple[str, ...]:
        """All provisions that the entry stands for."""
        return (self.provision, *self.also)


class OperatedDuty(_Entry):
    """A duty that is worked: it has a workflow, and may have a cadence, a retention period and evidence."""

    workflow: Workflow
    cadence: Cadence | None = None
    retention: Duration | None = None
    evidence: tuple[EvidenceKind, ...] = ()
    reading_only: None = None

    @model_validator(mode="after")
    def _must_be_each_once(self) -> Self:
        if twice := _twice(self.evidence):
            raise ValueError(f"the evidence {twice!r} stands twice")
        if self.modality == "sanction" and self.workflow != "none":
            raise ValueError("a sanction is nothing to work: workflow: none")
        return self


class ReadingOnlyDuty(_Entry):
    """A provision that is read and decided, and that nothing is ever built on: by schema it has nothing to work."""

    reading_only: ReadingOnlyReason


def _kind_of_duty(found: Any) -> str:
    reason = found.get("reading_only") if isinstance(found, dict) else getattr(found, "reading_only", None)
    return "operated" if reason is None else "reading_only"


Duty = Annotated[
    Annotated[OperatedDuty, Tag("operated")] | Annotated[ReadingOnlyDuty, Tag("reading_only")],
    Discriminator(_kind_of_duty),
]
"""One entry of the catalogue."""


class NotADuty(Strict):
    """A provision with norms that has no entry, and why."""

    provision: EId
    why: Words


class ActFile(Strict):
    """A whole catalogue file."""

    act: CataloguedAct
    duties: tuple[Duty, ...]
    not_duties: tuple[NotADuty, ...] = ()

    @model_validator(mode="after")
    def _must_name_each_once(self) -> Self:
        if not self.duties:
            raise ValueError("duties is empty: an act without duties needs no file")
        if twice := _twice(duty.id for duty in self.duties):
            raise ValueError(f"the id {twice!r} stands twice")
        if twice := _twice(entry.provision for entry in self.not_duties):
            raise ValueError(f"not_duties tells {twice} twice")
        entered = {provision for duty in self.duties for provision in duty.provisions}
        if both := sorted(entered & {entry.provision for entry in self.not_duties}):
            raise ValueError(f"{both[0]} has an entry and stands in not_duties")
        if strange := next((duty.id for duty in self.duties if duty.id.split("/")[0] != self.act.id), None):
            raise ValueError(f"the id {strange!r} does not begin with {self.act.id}/")
        return self


def plain(part: BaseModel) -> dict[str, Any]:
    """A part of a catalogue file as plain data, as a file could say it: without what is the default anyway.

    >>> plain(Words(zh="示范", en="model"))
    {'zh': '示范', 'en': 'model'}
    """
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _twice(found: Iterable[str]) -> str | None:
    return next((name for name, count in Counter(found).items() if count > 1), None)
