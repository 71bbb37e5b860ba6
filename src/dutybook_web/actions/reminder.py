"""One message for each account and day: what was escalated to it, what is overdue, due today and due soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dutybook_web.actions.message import Letter, address_of, letter_to
from dutybook_web.actions.record import Entry, record_all
from dutybook_web.models import Account, Message, Organisation, Task
from dutybook_web.queries.reminder import (
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    holders_in,
    level,
    stage,
    to_escalate,
    to_remind,
)

READ_AT = time(7)
"""Nobody is woken: a message leaves at seven in the morning, or when it is written if that is later."""

TOLD = 30
"""Tasks of one kind that a message lists; of the others it tells the number."""


@dataclass(slots=True)
class Digest:
    """What one account is told."""

    account: Account
    escalated: list[Task] = field(default_factory=list)
    reminded: list[Task] = field(default_factory=list)


@transaction.atomic
def write_digests(tenant: Organisation, now: datetime) -> int:
    """Write what the accounts of a tenant are to be told today; how many messages.

    Who: the application, every day. Changes: a message for each account; the tasks in it are noted as told of. What
    concerns an account that has had today's message waits until tomorrow. Recorded: task.escalate for each task that
    was told further up, with the step.
    """
    today, holders = tenant.day_at(now), holders_in(tenant)
    digests: dict[int, Digest] = {}
    had = _had(today)
    for task in to_escalate(tenant, today):
        _put(digests, had, holders.watchers(task, level(task.due, today)), "escalated", task)
    for task in to_remind(tenant, today):
        _put(digests, had, holders.doers(task), "reminded", task)
    morning = datetime.combine(today, READ_AT, ZoneInfo(tenant.time_zone))
    letters = [_letter(digest, today, max(now, morning)) for digest in digests.values()]
    Message.objects.bulk_create(letters, ignore_conflicts=True, batch_size=1_000)
    _note_reminded({task.pk: task for one in digests.values() for task in one.reminded}, today)
    _note_escalated({task.pk: task for one in digests.values() for task in one.escalated}, today)
    return len(letters)


def _had(today: date) -> set[int]:
    """The accounts that have had today's message."""
    sent = Message.objects.filter(once__startswith="reminder/", once__endswith=f"/{today}")
    return set(sent.values_list("account_id", flat=True))


def _put(digests: dict[int, Digest], had: set[int], accounts: Sequence[Account], part: str, task: Task) -> None:
    if had.isdisjoint(account.pk for account in accounts):
        for account in accounts:
            getattr(digests.setdefault(account.pk, Digest(account)), part).append(task)


def _letter(digest: Digest, today: date, leaves: datetime) -> Message:
    once = f"reminder/{digest.account.key}/{today}"
    return letter_to(digest.account, once, leaves, lambda: _words(digest, today))


def _words(digest: Digest, today: date) -> Letter:
    stages = {number: [task for task in digest.reminded if stage(task.due, today) == number] for number in (3, 2, 1)}
    parts = [
        (_("Overdue below you, and told of before"), digest.escalated),
        (_("Overdue"), stages[OVERDUE]),
        (_("Due today"), stages[DUE_TODAY]),
        (_("Due within seven days"), stages[DUE_SOON]),
    ]
    body = [line for heading, tasks in parts if tasks for line in _part(heading, tasks)]
    number = len(digest.escalated) + len(digest.reminded)
    subject = ngettext("%(number)d task, %(day)s", "%(number)d tasks, %(day)s", number)
    body.append(address_of(reverse("tasks_mine")))
    return Letter(subject % {"number": number, "day": today}, "\n".join(body) + "\n")


def _part(heading: str, tasks: Sequence[Task]) -> Iterable[str]:
    yield f"{heading} ({len(tasks)})"
    for task in tasks[:TOLD]:
        yield f"  {task.due}  {task.premises.name}  {task.title()}"
    if len(tasks) > TOLD:
        yield "  " + _("and %(number)d more") % {"number": len(tasks) - TOLD}
    yield ""


def _note_reminded(told: Mapping[int, Task], today: date) -> None:
    for task in told.values():
        task.reminded = stage(task.due, today)
    Task.objects.bulk_update(told.values(), ["reminded"], batch_size=300)


def _note_escalated(told: Mapping[int, Task], today: date) -> None:
    for task in told.values():
        task.escalated = level(task.due, today)
    Task.objects.bulk_update(told.values(), ["escalated"], batch_size=300)
    entries = [Entry("task.escalate", task, task.organisation, {"step": task.escalated}) for task in told.values()]
    record_all(None, entries)
