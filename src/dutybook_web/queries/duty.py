"""The register of a subtree, by duty: at how many places each binds, may bind, or does not. And what is overdue."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from dutybook.catalogue.model import Sanction
from dutybook_web.models import Binding, DutyVersion, Edition, Premises, Task, TaskState, Verdict
from dutybook_web.queries.duty_words import Consequence, consequence
from dutybook_web.queries.edition import versions_of
from dutybook_web.queries.register import SOME, Wanted


@dataclass(frozen=True, slots=True)
class Row:
    """One duty in one wording, with the number of places for each verdict."""

    version: DutyVersion
    binds: int
    may_bind: int
    does_not_bind: int


@dataclass(frozen=True, slots=True)
class Exposed:
    """A duty of which something is overdue, and what that may bring.

    Args:
        tasks, places: how many are overdue, at how many places.
        at_most: the largest fine on the organisation if each place were fined once; None where no fine has an end.
    """

    version: DutyVersion
    tasks: int
    places: int
    consequence: Consequence | None
    at_most: int | None


def duties_of(
    bindings: QuerySet[Binding], premises: QuerySet[Premises], edition: Edition | None, wanted: Wanted
) -> list[Row]:
    """The duties of the edition in use and of the bindings, act by act; three queries.

    Args:
        bindings, premises: those that the actor may see, of the subtree.
        edition: the one in use; its duties are listed though they bind nowhere.
    """
    # By the number of the wording, which an index answers alone; a duty in two wordings is put together here.
    counted = list(bindings.order_by().values_list("version_id", "verdict").annotate(Count("pk")))
    versions = dict(versions_of(edition)) if edition else {}
    numbers = {*versions.values(), *(version for version, _verdict, _count in counted)}
    known = DutyVersion.objects.defer("body").in_bulk(numbers)
    counts: Counter[tuple[str, str]] = Counter()
    for version, verdict, count in sorted(counted):
        duty = known[version].duty
        counts[duty, verdict] += count
        versions.setdefault(duty, version)
    places = premises.filter(closed_on=None).count()
    rows = [_row(known[number], duty, counts, places) for duty, number in versions.items()]
    return sorted((row for row in rows if _wanted(row, wanted)), key=lambda row: (row.version.act, row.version.pk))


def places_of(bindings: QuerySet[Binding], duty: str, verdict: str) -> QuerySet[Binding]:
    """Where a duty binds or may bind, by the name of the place."""
    rows = bindings.filter(version__in=list(DutyVersion.objects.filter(duty=duty).values_list("pk", flat=True)))
    rows = rows.filter(verdict=verdict) if verdict in Verdict.values else rows
    return rows.select_related("premises", "organisation").order_by("premises__name", "pk")


def exposed_of(tasks: QuerySet[Task], today: date) -> list[Exposed]:
    """The sanctions that stand behind what is overdue, the largest first; two queries."""
    late = tasks.filter(state__in=(TaskState.OPEN, TaskState.SUBMITTED), due__lt=today)
    grouped = late.order_by("version").values_list("version")
    counted = list(grouped.annotate(Count("pk"), Count("premises", distinct=True)))
    versions = DutyVersion.objects.in_bulk([version for version, _tasks, _places in counted])
    found = [_exposed(versions[version], tasks, places) for version, tasks, places in counted]
    return sorted(found, key=lambda one: (-(one.at_most or 0), -one.tasks, one.version.duty))


def sanction_of(version: DutyVersion) -> Sanction | None:
    """The sanction that a wording names."""
    found = version.body.get("duty", {}).get("sanction")
    return Sanction.model_validate_json(json.dumps(found)) if found else None


def _row(version: DutyVersion, duty: str, counts: Counter[tuple[str, str]], places: int) -> Row:
    binds, may = (counts[duty, verdict] for verdict in (Verdict.BINDS, Verdict.MAY_BIND))
    return Row(version, binds, may, max(places - binds - may, 0))


def _wanted(row: Row, wanted: Wanted) -> bool:
    held = {"binds": row.binds, "may_bind": row.may_bind, "does_not_bind": row.does_not_bind}
    held[SOME] = row.binds + row.may_bind
    names = ("act", "workflow", "modality", "role", "exposure")
    pairs = ((getattr(wanted, name), getattr(row.version, name)) for name in names)
    return bool(held.get(wanted.verdict, 1)) and all(not asked or asked == found for asked, found in pairs)


def _exposed(version: DutyVersion, tasks: int, places: int) -> Exposed:
    at_most = version.fine_most * places if version.fine_most is not None else None
    return Exposed(version, tasks, places, consequence(sanction_of(version)), at_most)
