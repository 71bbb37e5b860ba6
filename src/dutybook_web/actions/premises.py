"""Premises: entered, changed, closed, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.binding import decide_places
from dutybook_web.actions.record import record
from dutybook_web.actions.tier import classify
from dutybook_web.models import Fact, Premises
from dutybook_web.queries.profile import OF_THE_ROW, profiles_of
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def add_premises(actor: Actor, premises: Premises) -> Premises:
    """Enter a place. Who: premises.write at its organisation. Recorded: premises.add."""
    premises.search = searchable(premises)
    premises.save()
    facts_changed(premises)
    record(actor.account, "premises.add", premises, premises.organisation, {"name": premises.name})
    return premises


@transaction.atomic
def change_premises(actor: Actor, premises: Premises, fields: list[str]) -> Premises:
    """Change what is entered of a place. Who: premises.write there. Recorded: premises.change with the fields."""
    premises.search = searchable(premises)
    premises.save()
    # Their source was the source of what they were before.
    Fact.objects.filter(premises=premises, name__in=set(fields) & set(OF_THE_ROW)).delete()
    facts_changed(premises)
    record(actor.account, "premises.change", premises, premises.organisation, {"fields": sorted(fields)})
    return premises


@transaction.atomic
def close_premises(actor: Actor, premises: Premises, on: date) -> Premises:
    """Close a place: it leaves the lists, its record stays. Who: premises.write there. Recorded: premises.close."""
    if on > premises.organisation.today:
        raise Refused("in_future", _("This day is still to come: close the premises on the day itself."), "on")
    if not Premises.objects.filter(pk=premises.pk, closed_on=None).update(closed_on=on):
        raise Conflict("closed", _("These premises have been closed already."))
    premises.closed_on = on
    facts_changed(premises)
    record(actor.account, "premises.close", premises, premises.organisation, {"on": on.isoformat()})
    return premises


@transaction.atomic
def reopen_premises(actor: Actor, premises: Premises) -> Premises:
    """Open a closed place again. Who: premises.write there. Recorded: premises.reopen."""
    if not Premises.objects.filter(pk=premises.pk, closed_on__isnull=False).update(closed_on=None):
        raise Conflict("open", _("These premises are open."))
    premises.closed_on = None
    facts_changed(premises)
    record(actor.account, "premises.reopen", premises, premises.organisation)
    return premises


def facts_changed(*places: Premises) -> None:
    """Work out anew what hangs on the facts of places, in the caller's transaction: their tiers and their duties.

    The places are of one tenant.
    """
    profiles = profiles_of(places)
    classify([(place, profiles[place.pk].facts) for place in places])
    decide_places(places)


def searchable(premises: Premises) -> str:
    """What a search runs over."""
    return _folded((premises.name, premises.address))


def _folded(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part).lower()[:600]
