"""Whom a step of a hazard concerns, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutybook_web.access import ROLES
from dutybook_web.actions.message import Letter, address_of, tell
from dutybook_web.models import Account, Assignment, Hazard, HazardStep, Organisation
from dutybook_web.queries.hazard_limit import lineage


def who_may(capability: str, nodes: Iterable[int]) -> dict[int, list[Account]]:
    """The accounts with a role at each of the nodes, itself and not above, that allows something. One query."""
    roles = [role for role, allowed in ROLES.items() if capability in allowed]
    held = Assignment.objects.filter(organisation__in=nodes, role__in=roles, account__is_active=True)
    found: dict[int, list[Account]] = {}
    for one in held.select_related("account").order_by("pk"):
        found.setdefault(one.organisation_id, []).append(one.account)
    return found


def nearest_who_may(capability: str, organisation: Organisation) -> list[Account]:
    """The accounts that may do something, at the nearest node that has any. One query."""
    nodes = lineage(organisation)
    found = who_may(capability, nodes)
    return next((found[node] for node in nodes if node in found), [])


def accounts_reaching(capability: str, organisation: Organisation) -> QuerySet[Account]:
    """The accounts that may do something at a node, through a role there or above."""
    roles = [role for role, allowed in ROLES.items() if capability in allowed]
    held = Assignment.objects.filter(organisation__in=lineage(organisation), role__in=roles)
    return Account.objects.filter(pk__in=held.values("account"), is_active=True).order_by("name", "pk")


def tell_of_step(hazard: Hazard, step: HazardStep, now: datetime) -> None:
    """Tell those whose turn it is now; never whoever has just done the step."""
    for account in _concerned(hazard):
        if account.pk != step.account_id:
            tell(account, f"hazard.step/{step.key}/{account.key}", now, lambda: _letter(hazard))


def _concerned(hazard: Hazard) -> list[Account]:
    if hazard.state in ("fixing", "reopened") and hazard.responsible:
        return [hazard.responsible]
    if hazard.state in ("closed", "dismissed"):
        return [hazard.found_by] if hazard.found_by else []
    if hazard.state == "recheck" and hazard.supervised and hazard.premises.authority:
        return nearest_who_may("hazards.supervise", hazard.premises.authority)
    wanted = "hazards.recheck" if hazard.state == "recheck" else "hazards.manage"
    return nearest_who_may(wanted, hazard.organisation)


def _letter(hazard: Hazard) -> Letter:
    subject = _("Hazard at %(premises)s: %(state)s") % {
        "premises": hazard.premises.name,
        "state": hazard.get_state_display(),
    }
    return Letter(subject, body_of(hazard))


def overdue_letter(hazard: Hazard, days: int) -> Letter:
    """What those are told who stand above an overdue hazard."""
    words = ngettext(
        "Hazard at %(premises)s is %(days)d day overdue", "Hazard at %(premises)s is %(days)d days overdue", days
    )
    return Letter(words % {"premises": hazard.premises.name, "days": days}, body_of(hazard))


def body_of(hazard: Hazard) -> str:
    """The hazard in a message: where, what, until when, and its address."""
    due = hazard.due.isoformat() if hazard.due else "—"
    words = _("Where: %(place)s\nWhat: %(what)s\nNext step due: %(due)s\n%(address)s")
    return words % {
        "place": hazard.place,
        "what": hazard.what,
        "due": due,
        "address": address_of(reverse("hazard_page", args=[hazard.key])),
    }
