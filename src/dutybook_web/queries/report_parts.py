"""Parts that several kinds of report have: the period, counts and lists of tasks, evidence, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dutybook.interop.documents import Column, Fact, Facts, Paragraph, Section, SignatureLine, Sources, Table, Value
from dutybook_web.models import Evidence, Organisation, Premises, Task, TaskState
from dutybook_web.queries.provision import named
from dutybook_web.words import in_language

WAITING = (TaskState.OPEN, TaskState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for.

    Args:
        organisation: that issues it. premises: that it is about; None where it is about the organisation.
        start, end: the period, both days included. next_end: the end of the period after it.
        today: the day on which it is made, where the organisation is.
    """

    organisation: Organisation
    premises: Premises | None
    start: date
    end: date
    next_end: date
    today: date
    addressee: str = ""
    language: Literal["zh", "en"] = "zh"

    @property
    def period(self) -> str:
        """The period in words."""
        return _("%(start)s to %(end)s") % {"start": self.start.isoformat(), "end": self.end.isoformat()}

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From the first instant of the period to the first after it."""
        zone = ZoneInfo(self.organisation.time_zone)
        first, last = datetime.combine(self.start, time.min, zone), datetime.combine(self.end, time.max, zone)
        return first, last


@dataclass(frozen=True, slots=True)
class Counts:
    """Tasks whose last day is in the period, by where they stand."""

    done: int = 0
    late: int = 0
    overdue: int = 0
    open: int = 0
    waived: int = 0

    @property
    def all(self) -> int:
        """How many there are."""
        return self.done + self.late + self.overdue + self.open + self.waived


@dataclass(frozen=True, slots=True)
class Doing:
    """What was done in the period, and what comes.

    Args:
        counts: of all tasks due in it. by_workflow: the same for each workflow. listed: tasks that are told one by one.
        evidence: received in it, or covering days of it. coming: duty, number of tasks, first last day.
    """

    counts: Counts = Counts()
    by_workflow: Mapping[str, Counts] | None = None
    listed: tuple[Task, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    coming: tuple[tuple[str, str, int, date], ...] = ()


def doing(asked: Asked, tasks: QuerySet[Task], evidence: QuerySet[Evidence], listed: Iterable[str]) -> Doing:
    """What was done, in four queries.

    Args:
        tasks, evidence: all of what the report is about. listed: workflows whose tasks are told one by one.
    """
    due = tasks.filter(due__range=(asked.start, asked.end))
    by_workflow = counted(due, "version__workflow", asked.today)
    total = Counts(*(sum(getattr(one, name) for one in by_workflow.values()) for name in Counts.__slots__))
    one_by_one = Q(version__workflow__in=list(listed)) | Q(state=TaskState.DONE_LATE) | _overdue(asked.today)
    return Doing(
        counts=total,
        by_workflow=by_workflow,
        listed=tuple(due.filter(one_by_one).select_related("version", "premises").order_by("due", "pk")),
        evidence=tuple(_evidence_of(asked, evidence)),
        coming=tuple(_coming(asked, tasks)),
    )


def counted(tasks: QuerySet[Task], by: str, today: date) -> dict[Any, Counts]:
    """Tasks by where they stand, for each value of a field; one query."""
    rows = (
        tasks.order_by()
        .values(by)
        .annotate(
            done=Count("pk", Q(state=TaskState.DONE)),
            late=Count("pk", Q(state=TaskState.DONE_LATE)),
            overdue=Count("pk", _overdue(today)),
            open=Count("pk", Q(state__in=WAITING, due__gte=today)),
            waived=Count("pk", Q(state=TaskState.WAIVED)),
        )
    )
    return {row.pop(by): Counts(**row) for row in rows}


def tasks_section(heading: str, asked: Asked, did: Doing) -> Section:
    """How many tasks were due and where they stand, and those that were late or are overdue."""
    source = _("Tasks due in the period, as they stood on %(day)s") % {"day": asked.today.isoformat()}
    counts = did.counts
    figures = (
        (_("Due in the period"), counts.all, "tasks"),
        (_("Done in time"), counts.done, "tasks-done"),
        (_("Done late"), counts.late, "tasks-late"),
        (_("Overdue"), counts.overdue, "tasks-overdue"),
        (_("Not due yet"), counts.open, "tasks-open"),
        (_("Waived"), counts.waived, "tasks-waived"),
    )
    facts = Facts(tuple(Fact(label, value, source, name) for label, value, name in figures))
    behind = [one for one in did.listed if one.state == TaskState.DONE_LATE or one.is_overdue(asked.today)]
    return Section(heading, (facts, tasks_table(_("Done late or overdue"), behind, asked, source, "behind")), "tasks")


def tasks_table(caption: str, tasks: Iterable[Task], asked: Asked, source: str, name: str) -> Table:
    """Tasks one by one, with their provision."""
    columns = (Column(_("What was to be done"), 4), Column(_("Provision"), 3), Column(_("Last day"), 2))
    rows = tuple(
        (in_language(task.version, "summary"), cited(task.version), task.due, standing(task, asked.today))
        for task in tasks
    )
    return Table((*columns, Column(_("State"), 2)), rows, caption=caption, source=source, name=name)


def evidence_section(heading: str, asked: Asked, did: Doing) -> Section:
    """The evidence, each piece with its fingerprint."""
    source = _("Evidence received in the period, or covering days of it")
    columns = (Column(_("Evidence"), 4), Column(_("Covers"), 3), Column(_("Received"), 2), Column("SHA-256", 3))
    zone = ZoneInfo(asked.organisation.time_zone)
    rows = tuple(
        (one.title, _covered(one), timezone.localtime(one.received_at, zone).date(), (one.blob_id or "—")[:16])
        for one in did.evidence
    )
    count = Facts((Fact(_("Pieces of evidence"), len(did.evidence), source, "evidence"),))
    return Section(
        heading,
        (
            count,
            Table(
                columns, rows, caption=_("Evidence, with the beginning of its SHA-256"), source=source, name="evidence"
            ),
        ),
        "evidence",
    )


def coming_section(heading: str, asked: Asked, did: Doing) -> Section:
    """What is planned for the period after this one."""
    source = _("Tasks planned up to %(end)s, as of %(day)s") % {
        "end": asked.next_end.isoformat(),
        "day": asked.today.isoformat(),
    }
    columns = (Column(_("What is to be done"), 5), Column(_("Times"), numeric=True), Column(_("First last day"), 2))
    rows = tuple((zh if asked.language == "zh" else en, count, first) for zh, en, count, first in did.coming)
    return Section(heading, (Table(columns, rows, caption=_("Planned tasks"), source=source, name="coming"),), "coming")


def closing(heading: str, asked: Asked) -> Section:
    """Where each figure came from, and the place for the seal."""
    return Section(heading, (Sources(), SignatureLine(asked.organisation.name)), "sources")


def scope_note() -> Paragraph:
    """What no report is built on (docs/scope.md)."""
    return Paragraph(_("Provisions that are kept for reading only are not part of this report."))


def cited(version: Any) -> str:
    """The act and the provision of a duty, as people cite it."""
    title, place = in_language(version, "act_title"), named(version.provision)
    return f"《{title}》{place}" if "《" not in title and title == version.act_title_zh else f"{title}, {place}"


def standing(task: Task, today: date) -> Value:
    """Where a task stands, in words."""
    return _("Overdue") if task.is_overdue(today) else str(TaskState(task.state).label)


def _overdue(today: date) -> Q:
    return Q(state__in=WAITING, due__lt=today)


def _evidence_of(asked: Asked, evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    received = Q(received_at__range=asked.moments)
    covers = Q(period_start__lte=asked.end, period_end__gte=asked.start)
    return evidence.filter(received | covers, withdrawn_at=None).order_by("received_at", "pk")


def _coming(asked: Asked, tasks: QuerySet[Task]) -> Iterable[tuple[str, str, int, date]]:
    after = tasks.filter(due__gt=asked.end, due__lte=asked.next_end).order_by()
    wording = (F("version__summary_zh"), F("version__summary_en"))
    return (
        after.values_list(*wording)
        .annotate(count=Count("pk"), first=Min("due"))
        .order_by("first", "version__summary_zh")
    )


def _covered(one: Evidence) -> str:
    if one.period_start is None and one.period_end is None:
        return "—"
    return " – ".join(day.isoformat() if day else "…" for day in (one.period_start, one.period_end))
