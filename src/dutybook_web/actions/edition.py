"""Editions of the catalogue: applied on purpose, taken back on purpose. What was applied before is never rewritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dutybook.catalogue.load import assembled
from dutybook.catalogue.model import ActFile, OperatedDuty, Sanction, plain
from dutybook_web.access import Actor
from dutybook_web.actions.binding import decide_tenant
from dutybook_web.actions.record import record
from dutybook_web.models import DutyVersion, Edition, Organisation, Premises
from dutybook_web.queries.duty_words import exposure
from dutybook_web.queries.edition import edition_in_use, files_of, shipped_files
from dutybook_web.refusals import Conflict

DECIDED_AT_ONCE = 2_000
"""Premises up to which an edition is decided in the request that applies it."""


@transaction.atomic
def apply_edition(actor: Actor | None, tenant: Organisation, catalogue_files: Iterable[ActFile], note: str) -> Edition:
    """Make a catalogue the one that a tenant works by. Its bindings are decided apart (actions.binding).

    Who: catalogue.apply at the root of the tenant. Changes: a new edition, and the wordings that are new; tasks and
    evidence keep the wording that they were made with. Recorded: catalogue.apply with number, digest and counts.

    Args:
        actor: None for the application itself. catalogue_files: one of each act, already checked.

    Raises:
        ConditionError: a condition that this version does not read.
        Conflict: this is the catalogue in use already.
    """
    contents = tuple(catalogue_files)
    assembled(contents)
    body = _canonical([plain(content) for content in contents])
    digest = _digest(body)
    Organisation._base_manager.select_for_update().get(pk=tenant.pk)  # one edition at a time
    used = edition_in_use(tenant.pk)
    if used and used.digest == digest:
        raise Conflict("edition_in_use", _("This catalogue is the one in use: nothing would change."))
    versions = _kept_versions(contents)
    number = (Edition._base_manager.filter(tenant=tenant).aggregate(last=Max("number"))["last"] or 0) + 1
    edition: Edition = Edition._base_manager.create(
        tenant=tenant,
        number=number,
        digest=digest,
        body=body,
        note=note,
        applied_by=actor.account if actor else None,
    )
    link = Edition.duties.through
    link.objects.bulk_create([link(edition_id=edition.pk, dutyversion_id=version) for version in versions])
    counts = {"number": number, "digest": digest, "acts": len(contents), "duties": len(versions)}
    record(actor.account if actor else None, "catalogue.apply", edition, tenant, counts)
    return edition


@transaction.atomic
def adopt(actor: Actor, tenant: Organisation, catalogue_files: Iterable[ActFile], note: str) -> Edition:
    """Apply a catalogue and decide by it at once, unless there are so many premises that the daily job is to do it.

    Who, recorded: as apply_edition and decide_tenant.
    """
    edition = apply_edition(actor, tenant, catalogue_files, note)
    if Premises._base_manager.filter(tenant=tenant).count() <= DECIDED_AT_ONCE:
        decide_tenant(tenant, tenant.today, actor)
    return edition


@transaction.atomic
def revert_edition(actor: Actor, tenant: Organisation, edition: Edition) -> Edition:
    """Go back to an earlier edition by adopting its catalogue again, under a new number; nothing is taken out.

    Who: catalogue.apply at the root of the tenant. Recorded: catalogue.revert with both numbers, besides the applying.

    Raises:
        Conflict: its catalogue is the one in use.
    """
    found = adopt(actor, tenant, files_of(edition), _("Back to edition %(number)d") % {"number": edition.number})
    record(actor.account, "catalogue.revert", found, tenant, {"number": found.number, "to": edition.number})
    return found


def apply_shipped(actor: Actor | None, tenant: Organisation) -> Edition:
    """Give a tenant the catalogue that Dutybook ships; the edition in use if it is that already. As apply_edition."""
    try:
        return apply_edition(actor, tenant, shipped_files(), gettext_noop("The catalogue that Dutybook ships"))
    except Conflict:
        used = edition_in_use(tenant.pk)
        assert used is not None  # noqa: S101 — the conflict says that there is one
        return used


def _kept_versions(contents: Iterable[ActFile]) -> list[int]:
    """The numbers of the wordings, those that are new written first."""
    wanted = {version.digest: version for content in contents for version in _versions(content)}
    DutyVersion.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    kept = DutyVersion.objects.only("digest").in_bulk(list(wanted), field_name="digest")
    return [kept[digest].pk for digest in wanted]


def _versions(content: ActFile) -> Iterator[DutyVersion]:
    act, head = content.act, plain(content.act)
    for duty in content.duties:
        body = {"act": head, "duty": plain(duty)}
        yield DutyVersion(
            digest=_digest(_canonical(body)),
            duty=duty.id,
            act=act.id,
            act_title_zh=act.title.zh,
            act_title_en=act.title.en,
            provision=duty.provision,
            role=duty.role,
            modality=duty.modality,
            workflow=duty.workflow if isinstance(duty, OperatedDuty) else "",
            reading_only=duty.reading_only or "",
            summary_zh=duty.summary.zh,
            summary_en=duty.summary.en,
            exposure=exposure(duty.sanction),
            fine_most=_fine_most(duty.sanction),
            body=body,
        )


def _fine_most(sanction: Sanction | None) -> int | None:
    fine = sanction.fine_cny if sanction else None
    return fine.unit[1] if fine and fine.unit else None


def _canonical(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
