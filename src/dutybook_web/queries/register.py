"""The register of one place: every duty of the catalogue in use, whether it binds, and what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from dutybook.catalogue.load import Catalogue
from dutybook.catalogue.model import OperatedDuty
from dutybook.decisions.decide import Binding as Decision
from dutybook.decisions.decide import decide
from dutybook.decisions.profile import Profile
from dutybook.decisions.wording import why
from dutybook_web.models import Binding, Exemption, Premises, Responsibility, Task, TaskState
from dutybook_web.queries.duty_words import (
    MODALITIES,
    WORKFLOWS,
    Consequence,
    cadence_words,
    consequence,
    exposure,
    reading_only_words,
    role_words,
)
from dutybook_web.queries.edition import catalogue_of, edition_in_use
from dutybook_web.queries.exemption import exemptions_of
from dutybook_web.queries.kinds import kinds_in_words
from dutybook_web.queries.profile import profile_of
from dutybook_web.queries.provision import named
from dutybook_web.queries.reasons import Missing, missing_of
from dutybook_web.queries.responsibility import answering_of
from dutybook_web.words import side

VERDICTS: Final = ("binds", "may_bind", "does_not_bind")
SOME: Final = "some"
"""The verdict to ask for what binds and what may."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a register is narrowed to; empty for all."""

    verdict: str = SOME
    act: str = ""
    workflow: str = ""
    modality: str = ""
    role: str = ""
    exposure: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """What was decided for a place on a day; empty before its tenant has applied a catalogue."""

    premises: Premises
    on: date
    catalogue: Catalogue | None
    profile: Profile
    decisions: tuple[Decision, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many duties have each verdict."""
        return Counter(decision.verdict for decision in self.decisions)

    def of(self, duty: str) -> Decision | None:
        """The decision on one duty; None if the catalogue has no such duty."""
        return next((decision for decision in self.decisions if decision.duty == duty), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in the register, in the language of the page."""

    duty: str
    act: str
    act_title: str
    provision: str
    provision_named: str
    verdict: str
    summary: str
    role: str
    modality: str
    workflow: str
    reading_only: str
    why: str
    missing: tuple[Missing, ...]
    cadence: str
    evidence: str
    consequence: Consequence | None
    answers: Responsibility | None
    exemption: Exemption | None
    since: date | None
    overdue: int


def register_of(premises: Premises, on: date) -> Register:
    """Decide every duty for a place, from what is known of it; two queries, and `organisation` fetched with it."""
    edition = edition_in_use(premises.organisation.root)
    profile = profile_of(premises)
    if edition is None:
        return Register(premises, on, None, profile, ())
    catalogue = catalogue_of(edition)
    return Register(premises, on, catalogue, profile, decide(profile, catalogue, on))


def narrowed(decisions: Iterable[Decision], wanted: Wanted) -> list[Decision]:
    """The decisions that are wanted, in the catalogue's order, which is by act."""
    return [decision for decision in decisions if _wanted(decision, wanted)]


def lines_of(register: Register, decisions: Iterable[Decision]) -> list[Line]:
    """The decisions as the register shows them; four queries for any number of them."""
    premises = register.premises
    answering = answering_of([premises])[premises.pk]
    exemptions, overdue = exemptions_of(premises, register.on), _overdue(premises, register.on)
    since = dict(Binding._base_manager.filter(premises=premises).values_list("version__duty", "since"))
    return [
        _line(
            decision,
            answers=answering.of(decision.duty, decision.act, decision.provision),
            exemption=exemptions.get(decision.duty),
            since=since.get(decision.duty),
            overdue=overdue.get(decision.duty, 0),
        )
        for decision in decisions
    ]


def _wanted(decision: Decision, wanted: Wanted) -> bool:
    duty = decision.entry.duty
    verdict = decision.verdict if wanted.verdict != SOME or decision.verdict == "does_not_bind" else SOME
    pairs = (
        (wanted.verdict, verdict),
        (wanted.act, decision.act),
        (wanted.workflow, duty.workflow if isinstance(duty, OperatedDuty) else ""),
        (wanted.modality, duty.modality),
        (wanted.role, duty.role),
        (wanted.exposure, exposure(duty.sanction)),
    )
    return all(not asked or asked == found for asked, found in pairs)


def _line(
    decision: Decision, answers: Responsibility | None, exemption: Exemption | None, since: date | None, overdue: int
) -> Line:
    duty, act = decision.entry.duty, decision.entry.act
    operated = duty if isinstance(duty, OperatedDuty) else None
    return Line(
        duty=duty.id,
        act=act.id,
        act_title=side(act.title),
        provision=duty.provision,
        provision_named=named(duty.provision),
        verdict=decision.verdict,
        summary=side(duty.summary),
        role=role_words(duty.role),
        modality=str(MODALITIES[duty.modality]),
        workflow=str(WORKFLOWS[operated.workflow]) if operated else "",
        reading_only=reading_only_words(duty.reading_only or ""),
        why=side(why(decision)),
        missing=missing_of(decision),
        cadence=cadence_words(duty),
        evidence=kinds_in_words(operated.evidence) if operated else "",
        consequence=consequence(duty.sanction),
        answers=answers if operated else None,
        exemption=exemption,
        since=since,
        overdue=overdue,
    )


def _overdue(premises: Premises, on: date) -> Mapping[str, int]:
    open_ = Task._base_manager.filter(premises=premises, state__in=(TaskState.OPEN, TaskState.SUBMITTED), due__lt=on)
    return dict(open_.order_by().values_list("duty").annotate(count=Count("pk")))
