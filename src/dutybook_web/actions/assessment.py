"""Assessment of organisations: schemes kept, assessments run and frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Assessment, AssessmentScheme, Organisation, Score
from dutybook_web.queries.assessment import Computed, compute, scheme_of
from dutybook_web.queries.assessment_scheme import read_scheme
from dutybook_web.queries.assessment_sources import Mark, Span
from dutybook_web.refusals import Refused


@transaction.atomic
def keep_scheme(actor: Actor, organisation: Organisation, text: str) -> AssessmentScheme:
    """Keep a scheme as its next version; the versions before it stay. Who: responsibility.write there.

    Recorded: assessment.scheme with name and version. Raises: Refused: with every mistake in the text.
    """
    scheme = read_scheme(text)
    # Two at once would take the same number: the constraint lets one of them through.
    last = AssessmentScheme.objects.filter(organisation=organisation, scheme=scheme.scheme).aggregate(Max("number"))
    row: AssessmentScheme = AssessmentScheme.objects.create(
        organisation=organisation,
        scheme=scheme.scheme,
        number=(last["number__max"] or 0) + 1,
        title_zh=scheme.title.zh,
        title_en=scheme.title.en,
        body=scheme.model_dump(mode="json"),
    )
    record(actor.account, "assessment.scheme", row, organisation, {"scheme": row.scheme, "number": row.number})
    return row


@transaction.atomic
def run_assessment(
    actor: Actor, scheme: AssessmentScheme, organisation: Organisation, units: Iterable[Organisation], span: Span
) -> Assessment:
    """Score organisations for a period and freeze what came of it with its trace. Who: responsibility.write there.

    Recorded: assessment.run with scheme, period and the points of each organisation.

    Raises:
        Refused: no organisation, or a period that has not begun.
    """
    many = sorted(units, key=lambda unit: unit.path)
    if not many:
        raise Refused("no_units", _("Choose at least one organisation."), "units")
    if span.start > span.as_of or span.end < span.start:
        raise Refused("in_the_future", _("This period has not begun, or ends before it begins."), "end")
    found = compute(actor, scheme_of(scheme), many, span)
    row: Assessment = Assessment.objects.create(
        organisation=organisation,
        scheme=scheme,
        period_start=span.start,
        period_end=span.end,
        as_of=span.as_of,
        run_by=actor.account,
    )
    Score.objects.bulk_create(_score(row, one) for one in found)
    points: dict[str, Json] = {one.unit.key: None if one.points is None else str(one.points) for one in found}
    payload: dict[str, Json] = {
        "scheme": f"{scheme.scheme}/{scheme.number}",
        "until": span.end.isoformat(),
        "points": points,
    }
    record(actor.account, "assessment.run", row, organisation, payload)
    return row


def _score(row: Assessment, one: Computed) -> Score:
    return Score(
        assessment=row,
        unit=one.unit,
        points=one.points,
        items=[item.plain() for item in one.items],
        trace={name: [_plain(mark) for mark in marks] for name, marks in one.trace.items()},
    )


def _plain(mark: Mark) -> dict[str, Any]:
    return asdict(mark) | {"day": mark.day.isoformat()}
