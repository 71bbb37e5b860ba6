"""Bodies with what a list shows of them: their units and when they met last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from dutybook_web.access import Actor, visible
from dutybook_web.models import Body, Evidence, Membership, Organisation, Premises


@dataclass(frozen=True, slots=True)
class Row:
    """A body with the number of its units and its meetings.

    Args:
        last_met: null before the first meeting. due: the last day for the next one, where a cadence was set.
    """

    body: Body
    units: int
    last_met: date | None
    due: date | None

    @property
    def overdue(self) -> bool:
        """Whether it should have met before today."""
        return self.due is not None and self.due < self.body.organisation.today


def listed(bodies: QuerySet[Body]) -> QuerySet[Body]:
    """Bodies from the top of the tree down, each with what its row shows, in the same query."""
    units = Count("memberships", Q(memberships__end=None), distinct=True)
    marked = bodies.select_related("organisation").annotate(units=units, last_met=Max("meetings__held_on"))
    return marked.order_by("organisation__path", "name", "pk")


def rows(bodies: Iterable[Any]) -> list[Row]:
    """What a list shows; no query."""
    return [_row(body, body.units, body.last_met) for body in bodies]


def row_of(body: Body) -> Row:
    """The same of one body."""
    last = body.meetings.aggregate(last=Max("held_on"))["last"]
    return _row(body, body.memberships.filter(end=None).count(), last)


def members(body: Body) -> list[Membership]:
    """The units, those that left included, the lead unit first."""
    order = {"lead": 0, "liaison": 1, "member": 2}
    found = body.memberships.select_related("unit")
    return sorted(found, key=lambda one: (one.end is not None, order[one.function], one.unit.path))


def possible_units(actor: Actor) -> QuerySet[Organisation]:
    """Organisations that may become units: the actor's own tree, and those that run places which it supervises."""
    own = visible(actor, Organisation, "responsibility.write")
    supervised = visible(actor, Premises, "responsibility.write").order_by().values("organisation")
    found: QuerySet[Organisation] = Organisation.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=supervised))
    return found


def bodies_for(actor: Actor, organisation: Organisation) -> list[Body]:
    """The bodies that an organisation can report to: those it belongs to, wherever they are, and those of its tree."""
    above = [int(part) for part in organisation.path.split("/") if part]
    belongs = Membership.objects.filter(unit__in=above, end=None).values_list("body", flat=True)
    own = visible(actor, Body, "organisation.read").values_list("pk", flat=True)
    # A body of an authority lies outside the tenant; its members may write to it.
    found = Body._base_manager.filter(pk__in={*belongs, *own}, ended_on=None)
    return list(found.select_related("organisation").order_by("name", "pk"))


def documents_for(actor: Actor, organisation: Organisation) -> QuerySet[Evidence]:
    """The evidence that may stand as a document beside a meeting or a receipt, the newest first."""
    rows = visible(actor, Evidence, "evidence.read").filter(organisation=organisation, withdrawn_at=None)
    return rows.order_by("-received_at", "-pk")


def _row(body: Body, units: int, last: date | None) -> Row:
    return Row(body, units, last, body.next_meeting(last))
