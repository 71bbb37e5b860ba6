"""Do rows and files agree, and the columns of events with what was hashed? Every byte is looked at anew."""

from __future__ import annotations

from datetime import datetime

from dutybook_web.files.store import Reconciled
from dutybook_web.jobs.heartbeat import beat
from dutybook_web.models import Blob
from dutybook_web.queries.evidence import store
from dutybook_web.queries.ledger import altered


def reconcile(*, remove_orphans: bool = False) -> Reconciled:
    """Compare the store with the rows.

    Args:
        remove_orphans: delete files that no row knows and that are older than a day: uploads that were broken off.
    """
    known = set(Blob.objects.values_list("sha256", flat=True))
    return store().reconcile(known, remove_orphans=remove_orphans)


def altered_events() -> list[int]:
    """The events that pages show otherwise than they were hashed."""
    return list(altered())


def run(now: datetime) -> str:
    """Look at everything once a day; what was found stands beside the sign of life."""
    found, events = reconcile(), altered_events()
    told = (
        f"{len(found.orphans)} orphans, {len(found.missing)} missing, {len(found.damaged)} changed, "
        f"{len(events)} events altered"
    )
    beat("reconcile", now, told)
    return told
