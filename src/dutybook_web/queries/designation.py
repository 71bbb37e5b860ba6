"""Which steps of a designation may follow those that were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import QuerySet

from dutybook_web.models import Designation, Evidence, Premises

_NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("proposed", "decided"),
    "proposed": ("decided", "lifted"),
    "decided": ("filed", "notified", "adjusted", "lifted"),
    "filed": ("notified", "adjusted", "lifted"),
    "notified": ("filed", "adjusted", "lifted"),
    "adjusted": ("filed", "notified", "adjusted", "lifted"),
    "lifted": ("proposed", "decided"),
}
_ONCE: Final = ("filed", "notified")
"""Once after each decision, in either order."""


def steps_of(premises: Premises) -> list[Designation]:
    """The steps that were taken at a place, the oldest first, with their documents."""
    return list(Designation.objects.filter(premises=premises).select_related("document"))


def documents_of(rows: QuerySet[Evidence], premises: Premises) -> QuerySet[Evidence]:
    """Of the evidence that somebody may see, what a step at a place can rest on."""
    return rows.filter(premises=premises, withdrawn_at=None).order_by("-received_at", "-pk")


def next_steps(taken: Sequence[Designation]) -> tuple[str, ...]:
    """The steps that may follow, in the order of the law.

    Args:
        taken: those that were taken, the oldest first.
    """
    names = [row.step for row in taken]
    last = names[-1] if names else ""
    done = {name for name in names[_last_decision(names) :] if name in _ONCE}
    return tuple(step for step in _NEXT[last] if step not in done)


def state_of(taken: Sequence[Designation]) -> str:
    """Where the designation stands: `none`, `proposed`, `in_force` or `lifted`."""
    last = taken[-1].step if taken else "none"
    return last if last in ("none", "proposed", "lifted") else "in_force"


def _last_decision(names: Sequence[str]) -> int:
    found = [place for place, name in enumerate(names) if name in ("decided", "adjusted")]
    return found[-1] if found else 0
