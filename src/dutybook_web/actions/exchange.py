"""Importing a table of premises: all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.conditions.facts import Value
from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.premises import facts_changed, searchable
from dutybook_web.actions.record import record
from dutybook_web.models import Fact, ImportDraft, Premises
from dutybook_web.queries.fact import plain
from dutybook_web.queries.profile import OF_THE_ROW
from dutybook_web.refusals import Conflict

AT_ONCE = 500
"""Rows that are written, and places that are decided, together."""

KEPT_HOURS = 24
"""How long a draft that nobody imports is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as a row of the table has it.

    Args:
        premises: new, or one that is there with what changes already set.
        new: whether it is to be entered.
        fields: of the row of the premises, that change. facts: that change; None: it is not known.
    """

    premises: Premises
    new: bool
    fields: tuple[str, ...] = ()
    facts: Mapping[str, Value | None] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether anything does."""
        return self.new or bool(self.fields or self.facts)


@transaction.atomic
def keep_draft(actor: Actor, draft: ImportDraft) -> ImportDraft:
    """Keep a table that was read, to be looked at before it is imported. Who: premises.write anywhere.

    Changes: drafts that were forgotten go. Recorded: premises.import_draft with the digest of the file.
    """
    old = timezone.now() - timedelta(hours=KEPT_HOURS)
    ImportDraft.objects.filter(added_by=actor.account, created_at__lt=old).delete()
    draft.added_by = actor.account
    draft.save()
    record(actor.account, "premises.import_draft", draft, draft.organisation, {"sha256": draft.digest})
    return draft


@transaction.atomic
def import_premises(actor: Actor, draft: ImportDraft, rows: Sequence[Row]) -> None:
    """Enter and change premises as a table that was checked says, all of it or nothing.

    Who: premises.write where each row goes. Changes: the premises, their facts, what is decided by them; the draft
    goes. Recorded: premises.import with the counts, and the digests of the file and of the keys.
    """
    # Whoever takes the draft imports it: it cannot be imported twice.
    if not ImportDraft.objects.filter(pk=draft.pk).delete()[0]:
        raise Conflict("imported", _("This table has been imported already."))
    changing = [row for row in rows if row.changes]
    added = [row.premises for row in changing if row.new]
    changed = [row for row in changing if not row.new]
    for row in changing:
        row.premises.search = searchable(row.premises)
    Premises.objects.bulk_create(added, batch_size=AT_ONCE)
    fields = sorted({name.removesuffix("_id") for row in changed for name in row.fields} | {"search"})
    Premises.objects.bulk_update([row.premises for row in changed], fields, batch_size=AT_ONCE)
    _write_facts(changing, f"{_('Import')}: {draft.file_name}"[:200])
    for start in range(0, len(changing), AT_ONCE):
        facts_changed(*(row.premises for row in changing[start : start + AT_ONCE]))
    payload: dict[str, Json] = {
        "sha256": draft.digest,
        "added": len(added),
        "changed": len(changed),
        # The keys themselves could be more than an event holds.
        "keys_sha256": hashlib.sha256("\n".join(sorted(row.premises.key for row in changing)).encode()).hexdigest(),
    }
    record(actor.account, "premises.import", draft, draft.organisation, payload)


def _write_facts(rows: Sequence[Row], source: str) -> None:
    facts = [
        Fact(premises=row.premises, name=name, value=plain(value), source=source, as_of=row.premises.organisation.today)
        for row in rows
        for name, value in row.facts.items()
    ]
    Fact.objects.bulk_create(
        facts,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["premises", "name"],
        update_fields=["value", "source", "as_of"],
    )
    for name in OF_THE_ROW:
        stale = [row.premises.pk for row in rows if name in row.fields]
        for start in range(0, len(stale), AT_ONCE):
            Fact.objects.filter(premises__in=stale[start : start + AT_ONCE], name=name).delete()
