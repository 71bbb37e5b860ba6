"""The first page of one place: its tiers, its gaps, its findings, its duties and tasks, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dutybook.conditions.facts import dictionary
from dutybook_web.models import (
    Binding,
    Classification,
    Designation,
    Hazard,
    MeasureStatus,
    Premises,
    RecordSystem,
    Task,
    TaskState,
    Verdict,
)
from dutybook_web.models.hazard import ENDED
from dutybook_web.queries.designation import state_of
from dutybook_web.queries.measure import requirements
from dutybook_web.queries.profile import OF_THE_ROW, profile_of
from dutybook_web.queries.tier import Standing, standings


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands on the first page.

    Args:
        standings: under each scheme. states: measures by their state.
        designation: where it stands. findings: record systems that are set too short.
        binds, may_bind: duties. open, overdue: tasks. hazards: not ended. known, facts: facts that are known, of all.
    """

    standings: tuple[Standing, ...]
    states: Mapping[str, int]
    designation: str
    findings: tuple[RecordSystem, ...]
    binds: int
    may_bind: int
    open: int
    overdue: int
    hazards: int
    known: int
    facts: int


def overview(premises: Premises) -> Overview:
    """The first page of a place. Eleven queries, whatever it has."""
    facts = profile_of(premises).facts
    found = standings(facts, Classification.objects.filter(premises=premises, end=None))
    measures = MeasureStatus.objects.filter(premises=premises)
    states = Counter(one.state for one in requirements(found, facts, measures))
    systems = RecordSystem.objects.filter(premises=premises)
    bindings = Counter(Binding.objects.filter(premises=premises).values_list("verdict", flat=True))
    tasks = Task.objects.filter(premises=premises, state__in=(TaskState.OPEN, TaskState.SUBMITTED))
    about = [name for name, entry in dictionary().items() if entry.about == "premises" and name not in OF_THE_ROW]
    return Overview(
        standings=found,
        states=states,
        designation=state_of(list(Designation.objects.filter(premises=premises))),
        findings=tuple(system for system in systems if system.shortfall),
        binds=bindings[Verdict.BINDS],
        may_bind=bindings[Verdict.MAY_BIND],
        open=tasks.count(),
        overdue=tasks.filter(due__lt=premises.organisation.today).count(),
        hazards=Hazard.objects.filter(premises=premises).exclude(state__in=ENDED).count(),
        known=len(facts.keys() & set(about)),
        facts=len(about),
    )
