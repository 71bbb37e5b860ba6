"""Facts of premises and of their operators: told, and told otherwise."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook.conditions.facts import Value, dictionary
from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.premises import facts_changed
from dutybook_web.actions.record import record
from dutybook_web.models import Fact, Organisation, Premises
from dutybook_web.queries.fact import number_text, plain
from dutybook_web.queries.profile import OF_THE_ROW
from dutybook_web.refusals import Refused

AT_ONCE = 500
"""Places of an operator whose decisions are worked out together."""


@transaction.atomic
def set_fact(
    actor: Actor, premises: Premises, name: str, value: Value | None, source: str, as_of: date | None = None
) -> Fact:
    """Tell a fact of a place; without a value: it was asked, and is not known.

    Who: premises.write there. Changes: the fact, and what is decided by it. Recorded: fact.set with name and value.
    """
    day = _day(premises.organisation, as_of)
    _must_be_about(name, "premises")
    if name in OF_THE_ROW:
        setattr(premises, name, value or "")
        premises.save(update_fields=[name])
    told = {"value": plain(value), "source": source, "as_of": day}
    fact, _new = Fact.objects.update_or_create(premises=premises, name=name, defaults=told)
    facts_changed(premises)
    record(actor.account, "fact.set", premises, premises.organisation, _payload(fact, day))
    return fact


@transaction.atomic
def set_operator_fact(
    actor: Actor, organisation: Organisation, name: str, value: Value | None, source: str, as_of: date | None = None
) -> Fact:
    """Tell a fact of an organisation, for all its premises and those below it.

    Who: premises.write there. Changes: the fact, and what is decided by it. Recorded: fact.set with name and value.
    """
    day = _day(organisation, as_of)
    _must_be_about(name, "operator")
    told = {"value": plain(value), "source": source, "as_of": day}
    fact, _new = Fact.objects.update_or_create(operator=organisation, name=name, defaults=told)
    below = Premises.objects.filter(organisation__path__startswith=organisation.path).select_related("organisation")
    places = list(below)
    for start in range(0, len(places), AT_ONCE):
        facts_changed(*places[start : start + AT_ONCE])
    record(actor.account, "fact.set", organisation, organisation, _payload(fact, day))
    return fact


def _payload(fact: Fact, day: date) -> dict[str, Json]:
    # The record takes no floats, which one program writes otherwise than another.
    value = number_text(fact.value) if isinstance(fact.value, float) else fact.value
    return {"fact": fact.name, "value": value, "source": fact.source, "as_of": day.isoformat()}


def _day(organisation: Organisation, as_of: date | None) -> date:
    today = organisation.today
    if as_of is not None and as_of > today:
        raise Refused("in_future", _("This day is still to come: tell the fact when it holds."), "as_of")
    return as_of or today


def _must_be_about(name: str, about: str) -> None:
    entry = dictionary().get(name)
    if entry is None:
        raise Refused("unknown_fact", _("There is no such fact: choose one of the dictionary (docs/facts.md)."), "name")
    if entry.about != about:
        raise Refused("fact_of_another", _("This fact is told of the operator or of the place, not here."), "name")
