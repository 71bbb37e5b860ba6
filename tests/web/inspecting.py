"""Checklists, inspections and rounds for the tests."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dutybook_web.models import Checklist, ChecklistItem, Inspection, Organisation, Premises, Round


def checklist_at(organisation: Organisation) -> Checklist:
    """A published checklist with an item of each kind."""
    checklist = Checklist.objects.create(organisation=organisation, title_en="Round", state="published")
    for number, answer in enumerate(("yes_no", "number", "photo"), 1):
        fields = {"text_en": f"Point {number}", "checks": "physical", "answer": answer, "position": number}
        ChecklistItem.objects.create(checklist=checklist, **fields)
    return checklist


def inspection_at(premises: Premises, checklist: Checklist | None = None) -> Inspection:
    """An inspection that is planned for today."""
    now = timezone.now()
    fields = {"premises": premises, "organisation": premises.organisation}
    chosen = checklist or checklist_at(premises.organisation)
    times = {"planned_from": now - timedelta(hours=1), "due_at": now + timedelta(hours=5)}
    return Inspection.objects.create(checklist=chosen, **fields, **times)


def round_at(premises: Premises) -> Round:
    """Rounds every two hours by day, every hour by night."""
    fields = {"premises": premises, "organisation": premises.organisation}
    lineage = checklist_at(premises.organisation).lineage
    return Round.objects.create(lineage=lineage, day_minutes=120, night_minutes=60, **fields)
