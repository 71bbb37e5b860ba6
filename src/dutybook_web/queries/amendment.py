"""Two versions of an act: side by side, and what the later one changes for the premises that an account may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from dutybook.law.compare import Comparison, Row, compare
from dutybook_web.models import Act, Binding, DutyVersion, Edition
from dutybook_web.queries.reading import tree_of

NAMED = 5
"""Premises that are named for each duty; the others are a link away."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A duty whose provision the later version changed.

    Args:
        row: what became of the provision.
        bindings: the first of those at premises that the duty binds or may bind; `count`: of all.
    """

    row: Row
    version: DutyVersion
    bindings: tuple[Binding, ...]
    count: int


def in_order(other: Act, act: Act) -> tuple[Act, Act]:
    """The earlier and the later of two versions; where their days do not tell, the act that was asked for is later."""
    return (act, other) if act.start and other.start and act.start < other.start else (other, act)


def compared(old: Act, new: Act) -> Comparison:
    """The versions, provision by provision; kept in memory for the last few pairs."""
    return _compared(old.digest, old.pk, new.digest, new.pk)


def changed(comparison: Comparison) -> list[Row]:
    """The provisions that are not word for word where they were."""
    return [row for row in comparison.rows if row.status != "unchanged"]


def touched(comparison: Comparison, act: str, edition: Edition | None, bindings: QuerySet[Binding]) -> list[Touched]:
    """The duties at the provisions that changed, with the premises that they bind; two queries.

    Args:
        comparison: of the two versions; the catalogue names provisions as the earlier one numbers them.
        act: the id of the catalogue's act. edition: the one in use. bindings: those that the actor may see.
    """
    rows = {row.old.eid: row for row in changed(comparison) if row.old}
    if not edition or not act or not rows:
        return []
    versions = edition.duties.filter(act=act).defer("body").order_by("pk")
    at = [(rows[top], one) for one in versions if (top := one.provision.partition("__")[0]) in rows]
    bound = _bound(bindings, [version.duty for _row, version in at])
    return [Touched(row, one, tuple(bound.get(one.duty, ())[:NAMED]), len(bound.get(one.duty, ()))) for row, one in at]


def _bound(bindings: QuerySet[Binding], duties: Iterable[str]) -> Mapping[str, list[Binding]]:
    rows = bindings.filter(version__duty__in=list(duties)).order_by("premises__name", "pk")
    found: dict[str, list[Binding]] = {}
    for row in rows.select_related("premises", "version").defer("version__body"):
        found.setdefault(row.version.duty, []).append(row)
    return found


@lru_cache(maxsize=16)
def _compared(_old_digest: str, old: int, _new_digest: str, new: int) -> Comparison:
    acts = Act._base_manager.defer("text").in_bulk([old, new])
    return compare(tree_of(acts[old]), tree_of(acts[new]))
