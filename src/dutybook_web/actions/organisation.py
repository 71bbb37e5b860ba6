"""The tree of an organisation: nodes added, changed, moved."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Organisation
from dutybook_web.refusals import Refused

DEEPEST = 12
"""Nodes above one: what an index over paths bears, and more than an authority has levels."""


@transaction.atomic
def add_organisation(actor: Actor, organisation: Organisation) -> Organisation:
    """Add a node below another. Who: organisation.write at the one above. Recorded: organisation.add."""
    assert organisation.parent is not None  # noqa: S101 — for the type alone: roots are made by setup
    organisation.parent = _locked(organisation.parent)
    if organisation.parent.depth >= DEEPEST:
        raise Refused("too_deep", _("The tree cannot grow deeper than this."))
    organisation.save()
    record(actor.account, "organisation.add", organisation, organisation, {"name": organisation.name})
    return organisation


@transaction.atomic
def change_organisation(actor: Actor, organisation: Organisation, fields: list[str]) -> Organisation:
    """Change what a node is called and where it stands in the world. Who: organisation.write at it.
    Recorded: organisation.change with the fields."""
    organisation.save(update_fields=fields)
    record(actor.account, "organisation.change", organisation, organisation, {"fields": sorted(fields)})
    return organisation


@transaction.atomic
def move_organisation(actor: Actor, organisation: Organisation, parent: Organisation) -> Organisation:
    """Put a node and all below it under another node of the same tree. Who: organisation.write at both; roles held
    above the old place no longer reach it, those above the new place do. Recorded: organisation.move."""
    moved = _locked(organisation)
    above: Organisation = Organisation.objects.get(pk=parent.pk)
    if moved.is_tenant or above.tenant_id != moved.tenant_id or above.path.startswith(moved.path):
        raise Refused("not_movable", _("It can be put under any node of its tree but itself and those below it."))
    below = Organisation.objects.filter(path__startswith=moved.path)
    lowest = max(row.depth for row in below.only("path"))
    if above.depth + 1 + lowest - moved.depth > DEEPEST:
        raise Refused("too_deep", _("The tree cannot grow deeper than this."))
    length, path = len(moved.path), f"{above.path}{moved.pk}/"
    below.update(path=Concat(Value(path), Substr(F("path"), length + 1)))
    Organisation.objects.filter(pk=moved.pk).update(parent=above)
    moved.refresh_from_db()
    record(actor.account, "organisation.move", moved, moved, {"under": above.key})
    return moved


def _locked(node: Organisation) -> Organisation:
    """The node as it is now, its tree locked: paths are worked out from paths, so one change at a time."""
    Organisation.objects.select_for_update().get(pk=node.root)
    found: Organisation = Organisation.objects.get(pk=node.pk)
    return found
