"""A body, a scheme, an assessment, a report and a template at `east`, made as users make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dutybook.interop.documents import official
from dutybook_web.actions.assessment import keep_scheme, run_assessment
from dutybook_web.actions.body import add_body
from dutybook_web.actions.report import make_report, set_template
from dutybook_web.half_year import HalfYear
from dutybook_web.models import Assessment, AssessmentScheme, Body, Letterhead, Report
from dutybook_web.queries.assessment_scheme import EXAMPLE
from dutybook_web.queries.assessment_sources import Span
from dutybook_web.queries.report import asked_for

H1 = HalfYear(2026, 1)
SPAN = Span(H1.start, H1.end, date(2026, 8, 1))


def body(world: Any) -> Body:
    wanted = Body(organisation=world.east, name="Leading group", since=date(2026, 1, 1), meets_every_months=6)
    return add_body(world.actor("manager"), wanted)


def scheme(world: Any, text: str = EXAMPLE) -> AssessmentScheme:
    return keep_scheme(world.actor("manager"), world.east, text)


def assessment(world: Any) -> Assessment:
    return run_assessment(world.actor("manager"), scheme(world), world.east, [world.east], SPAN)


def report(world: Any, kind: str = "premises", language: Any = "zh", **more: Any) -> Report:
    premises = None if kind == "unit" else more.pop("premises", world.station)
    node = premises.organisation if premises else more.pop("organisation", world.east)
    asked = asked_for(kind, node, premises, more.pop("half", H1), language=language)
    return make_report(world.actor("manager", node), kind, asked, **more)


def template(world: Any) -> Letterhead:
    return set_template(world.actor("manager"), world.east, "premises", official(), "letterhead.docx")
