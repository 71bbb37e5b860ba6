"""What is known of premises, as the decisions take it: its own facts, then those of the organisations that run it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from dutybook.conditions.facts import Value, dictionary
from dutybook.conditions.values import read_value
from dutybook.decisions.profile import Profile
from dutybook_web.models import Fact, Premises

OF_THE_ROW = ("kind", "jurisdiction")
"""Facts that stand in the row of the premises, since lists are filtered by them."""


def profile_of(premises: Premises) -> Profile:
    """The facts of one place, those of its operator included; the nearer organisation wins. One query."""
    return profiles_of([premises])[premises.pk]


def profiles_of(many: Iterable[Premises]) -> Mapping[int, Profile]:
    """The facts of several places by their numbers, in one query; `organisation` must be fetched with them."""
    places = list(many)
    nodes = {int(part) for place in places for part in place.organisation.path.split("/") if part}
    rows = Fact.objects.filter(Q(premises__in=[place.pk for place in places]) | Q(operator__in=nodes))
    of_place: dict[int, list[Fact]] = {}
    of_node: dict[int, list[Fact]] = {}
    for fact in rows:
        if fact.premises_id is not None:
            of_place.setdefault(fact.premises_id, []).append(fact)
        elif fact.operator_id is not None:
            of_node.setdefault(fact.operator_id, []).append(fact)
    return {place.pk: _profile(place, of_node, of_place.get(place.pk, [])) for place in places}


def _profile(place: Premises, of_node: Mapping[int, list[Fact]], own: list[Fact]) -> Profile:
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}
    above = [fact for part in place.organisation.path.split("/") if part for fact in of_node.get(int(part), [])]
    row: list[tuple[str, Any, str]] = [(name, getattr(place, name) or None, "") for name in OF_THE_ROW]
    for name, raw, source in [*row, *((fact.name, fact.value, fact.source) for fact in [*above, *own])]:
        value = None if raw is None else read_value(dictionary()[name], raw)
        if value is not None:
            values[name], sources[name] = value, source
    return Profile(place.name, values, sources)
