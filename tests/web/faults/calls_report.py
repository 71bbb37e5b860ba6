"""How the actions of bodies, assessments and reports are called for faults (see calls.py)."""

from __future__ import annotations

from datetime import date
from functools import partial

from tests.web import reporting
from tests.web.conftest import World
from tests.web.faults.call import Prepare

from dutybook.interop.documents import official
from dutybook_web.actions import assessment, body, report
from dutybook_web.models import Body, Meeting, Membership
from dutybook_web.models import Report as Row
from dutybook_web.queries.assessment_scheme import EXAMPLE
from dutybook_web.queries.report import asked_for

DAY = date(2026, 7, 3)


def _body(world: World) -> Body:
    return Body(organisation=world.east, name="Leading group", since=date(2026, 1, 1), meets_every_months=6)


def _member(world: World, of: Body) -> Membership:
    return body.add_member(world.actor("manager"), of, world.east, "member", date(2026, 2, 1))


def _ended(world: World) -> partial[object]:
    of = reporting.body(world)
    return partial(body.end_member, world.actor("manager"), of, _member(world, of), DAY)


def _meeting(world: World) -> Meeting:
    return Meeting(body=reporting.body(world), held_on=date(2026, 3, 1), subject="The half-year")


def _made(world: World) -> partial[object]:
    asked = asked_for("register", world.east, world.station, reporting.H1, language="en")
    return partial(report.make_report, world.actor("manager"), "register", asked)


def _sent(world: World) -> Row:
    made = reporting.report(world, "register", task=world.task)
    return report.send_report(world.actor("manager"), made, world.east.today, "platform", "Anling authority")


REPORT_CALLS: dict[str, Prepare] = {
    "assessment.keep_scheme": lambda world: partial(
        assessment.keep_scheme, world.actor("manager"), world.east, EXAMPLE
    ),
    "assessment.run_assessment": lambda world: partial(
        assessment.run_assessment,
        world.actor("manager"),
        reporting.scheme(world),
        world.east,
        [world.east],
        reporting.SPAN,
    ),
    "body.add_body": lambda world: partial(body.add_body, world.actor("manager"), _body(world)),
    "body.add_meeting": lambda world: partial(body.add_meeting, world.actor("manager"), _meeting(world)),
    "body.add_member": lambda world: partial(
        body.add_member, world.actor("manager"), reporting.body(world), world.east, "member", date(2026, 2, 1)
    ),
    "body.change_body": lambda world: partial(
        body.change_body, world.actor("manager"), reporting.body(world), ["name"]
    ),
    "body.end_member": _ended,
    "report.make_report": _made,
    "report.record_receipt": lambda world: partial(
        report.record_receipt, world.actor("manager"), _sent(world), world.east.today, world.evidence()
    ),
    "report.remove_template": lambda world: partial(
        report.remove_template, world.actor("manager"), reporting.template(world)
    ),
    "report.send_report": lambda world: partial(
        report.send_report,
        world.actor("manager"),
        reporting.report(world, "register", task=world.task),
        world.east.today,
        "platform",
        "Anling authority",
    ),
    "report.set_template": lambda world: partial(
        report.set_template, world.actor("manager"), world.east, "premises", official(), "letterhead.docx"
    ),
}
