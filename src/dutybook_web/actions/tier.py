"""Tiers of premises: worked out from the facts, or decided on paper in spite of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from dutybook.catalogue.schemes import Tier, TierScheme, possible_tiers, schemes
from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Classification, Premises
from dutybook_web.queries.profile import profile_of
from dutybook_web.queries.tier import Facts, basis_of, because, leading, schemes_at, tier_of
from dutybook_web.refusals import Conflict, Refused


def classify(many: Iterable[tuple[Premises, Facts]]) -> None:
    """Bring the classifications of places up to their facts, within the caller's transaction, which records it.

    What somebody decided on paper stays. Where a fact is missing, a place is in no tier until it is known.
    """
    places = list(many)
    standing: dict[int, list[Classification]] = {place.pk: [] for place, _facts in places}
    for row in Classification.objects.filter(premises__in=standing, end=None):
        standing[row.premises_id].append(row)
    ended: list[Classification] = []
    begun: list[Classification] = []
    moved: list[Premises] = []
    for place, facts in places:
        over, new = _difference(place, facts, standing[place.pk])
        ended += over
        begun += new
        tier = leading([row for row in standing[place.pk] if row not in over] + new)
        if tier != place.tier:
            place.tier = tier
            moved.append(place)
    Classification.objects.bulk_update(ended, ["end"], batch_size=500)
    Classification.objects.bulk_create(begun, batch_size=500)
    Premises.objects.bulk_update(moved, ["tier"], batch_size=500)


@transaction.atomic
def override_tier(
    actor: Actor, premises: Premises, scheme: str, tier: str, basis: str, note: str, start: date
) -> Classification:
    """Put a place into a tier, or exempt it (`tier` empty), on paper and in spite of its facts.

    Who: premises.write there. Changes: ends what was in force under the scheme. Recorded: premises.tier.
    """
    found = schemes().tiers.get(scheme)
    if found is None or (tier and tier_of(found, tier) is None):
        raise Refused("unknown_tier", _("There is no such tier: choose one of the list."), "tier")
    if (basis == "exemption") != (tier == ""):
        raise Refused("tier_and_basis", _("An exemption puts a place into no tier, a designation into one."), "tier")
    if start > premises.organisation.today:
        raise Refused("in_future", _("This day is still to come: enter the decision when it takes effect."), "start")
    _end(premises, scheme)
    row = Classification.objects.create(
        premises=premises, scheme=scheme, tier=tier, basis=basis, note=note, start=start, overrides=True
    )
    _lead(premises)
    record(
        actor.account,
        "premises.tier",
        premises,
        premises.organisation,
        {"scheme": scheme, "tier": tier, "basis": basis, "start": start.isoformat()},
    )
    return row


@transaction.atomic
def lift_override(actor: Actor, premises: Premises, scheme: str) -> None:
    """Let the facts decide again. Who: premises.write there. Recorded: premises.tier_by_facts."""
    if not _end(premises, scheme, overrides=True):
        raise Conflict("no_override", _("The facts decide already."))
    classify([(premises, profile_of(premises).facts)])
    record(actor.account, "premises.tier_by_facts", premises, premises.organisation, {"scheme": scheme})


def _difference(
    place: Premises, facts: Facts, rows: list[Classification]
) -> tuple[list[Classification], list[Classification]]:
    """The classifications that end, and those that begin."""
    today = place.organisation.today
    kept = {row.scheme: row for row in rows}
    decided = {scheme.id: (scheme, _decided(scheme, facts)) for scheme in schemes_at(facts)}
    over, new = [], []
    for name in sorted({*kept, *decided}):
        row = kept.get(name)
        scheme, tier = decided.get(name, (None, None))
        if row is not None and (row.overrides or (tier is not None and tier.id == row.tier)):
            continue
        if row is not None:
            row.end = today
            over.append(row)
        if scheme is not None and tier is not None:
            new.append(_begun(place, scheme, tier, facts, today))
    return over, new


def _decided(scheme: TierScheme, facts: Facts) -> Tier | None:
    possible = possible_tiers(scheme, facts)
    return possible[0] if len(possible) == 1 else None


def _begun(place: Premises, scheme: TierScheme, tier: Tier, facts: Facts, today: date) -> Classification:
    return Classification(
        premises=place,
        scheme=scheme.id,
        tier=tier.id,
        basis=basis_of(scheme, tier, facts),
        because=because(scheme, tier, facts),
        start=today,
    )


def _end(premises: Premises, scheme: str, **more: bool) -> int:
    rows = Classification.objects.filter(premises=premises, scheme=scheme, end=None, **more)
    return rows.update(end=premises.organisation.today)


def _lead(premises: Premises) -> None:
    premises.tier = leading(Classification.objects.filter(premises=premises, end=None))
    premises.save(update_fields=["tier"])
