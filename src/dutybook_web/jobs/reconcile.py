"""Do the rows and the files agree? Looked at from both sides, every byte hashed anew."""

from __future__ import annotations

from dutybook_web.files.store import Reconciled
from dutybook_web.models import Blob
from dutybook_web.queries.evidence import store


def reconcile(*, remove_orphans: bool = False) -> Reconciled:
    """Compare the store with the rows.

    Args:
        remove_orphans: delete files that no row knows and that are older than a day: uploads that were broken off.
    """
    known = set(Blob.objects.values_list("sha256", flat=True))
    return store().reconcile(known, remove_orphans=remove_orphans)
