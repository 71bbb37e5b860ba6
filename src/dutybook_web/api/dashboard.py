"""The figures of a node by the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema

from dutybook_web.access import find, requires
from dutybook_web.api.schemas import Problem
from dutybook_web.models import Organisation
from dutybook_web.queries.dashboard import Dashboard, dashboard
from dutybook_web.queries.ground import own_node

router = Router()


class NodeFigures(Schema):
    """The numbers of a node with all below it; what is coming and expiring is so within 30 days."""

    overdue: int
    coming: int
    hazards: int
    major: int
    expiring: int
    premises: int


class AgeOut(Schema):
    """Open hazards found between two days, both included; `first` is null for all found by `last`."""

    first: date | None
    last: date
    count: int


class GradeOut(Schema):
    """Open hazards of a grade, empty for those not graded yet."""

    grade: str
    ages: list[AgeOut]


class TierCountOut(Schema):
    """Open premises of a tier, empty for those in none."""

    tier: str
    count: int


class MonthOut(Schema):
    """What became of the tasks due in a month, and the hazards found and closed in it."""

    first: date
    on_time: int
    late: int
    overdue: int
    found: int
    closed: int


class ChildOut(Schema):
    """A unit right below the node."""

    key: str
    name: str
    figures: NodeFigures


class ReportedOut(Schema):
    """Of how many places a report was sent for a half-year, and of how many not."""

    half: str
    sent: int
    missing: int


class DashboardOut(Schema):
    """The figures of a node. `reported` and `signed_at` are null where the account may not know."""

    organisation: str
    today: date
    figures: NodeFigures
    hazards: list[GradeOut]
    tiers: list[TierCountOut]
    months: list[MonthOut]
    children: list[ChildOut]
    reported: ReportedOut | None
    signed_at: datetime | None


@router.get("", response={200: DashboardOut, 403: Problem, 404: Problem})
@requires("premises.read")
def dashboard_read(request: Any, at: str = "") -> Any:
    """Read the figures of an organisation by its key; of your own without one."""
    node = find(request.actor, Organisation, at, "premises.read") if at else own_node(request.actor)
    if node is None:
        raise Http404
    return _out(dashboard(request.actor, node, request.organisation.day_at(timezone.now())))


def _out(board: Dashboard) -> dict[str, Any]:
    reported = board.reported
    return {
        "organisation": board.node.key,
        "today": board.today,
        "figures": board.figures,
        "hazards": board.grades,
        "tiers": [{"tier": tier, "count": count} for tier, count in board.tiers],
        "months": board.months,
        "children": [{"key": node.key, "name": node.name, "figures": figures} for node, figures in board.children],
        "reported": reported and {"half": reported.half.name, "sent": reported.sent, "missing": reported.missing},
        "signed_at": board.head and board.head.time,
    }
