"""A year of the demo, lived day by day: tasks done, late and not at all; hazards found and fixed; drills, trainings.

How well a place is run decides how much of it is done in time. The same seed always gives the same year.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django_scopes import scopes_disabled

from dutybook_web.access import Actor
from dutybook_web.actions.hazard import (
    ask_recheck,
    decide_plan,
    grade_hazard,
    hand_in_plan,
    recheck,
    report_hazard,
    report_major,
    settle_fixes,
)
from dutybook_web.actions.ledger import sign_head
from dutybook_web.actions.occasion import record_occasion
from dutybook_web.actions.task import complete, review
from dutybook_web.actions.training import add_item, add_plan, add_session, approve_plan
from dutybook_web.demo.clock import at
from dutybook_web.demo.papers import paper
from dutybook_web.demo.places import Demo, Place
from dutybook_web.jobs import horizon
from dutybook_web.models import Hazard, Occasion, Task, TaskState, TrainingItem, TrainingPlan, TrainingSession
from dutybook_web.models.hazard import HazardState

ZONE: Final = ZoneInfo("Asia/Shanghai")
STEP: Final = timedelta(days=7)
AHEAD: Final = timedelta(days=28)
"""How often the horizon is moved; tasks are made for longer than that ahead."""

IN_TIME: Final[Mapping[str, float]] = {"good": 0.98, "fair": 0.9, "poor": 0.68}
LATE: Final[Mapping[str, float]] = {"good": 0.9, "fair": 0.75, "poor": 0.35}
"""The share of what was not done in time that is done within three weeks after."""

HAZARDS: Final[Mapping[str, float]] = {"good": 0.04, "fair": 0.08, "poor": 0.16}
"""The chance of a hazard in a week."""

MENDED: Final[Mapping[str, float]] = {"good": 0.85, "fair": 0.6, "poor": 0.25}
"""The chance that a hazard is taken one step further in a week."""

FOUND: Final = (
    ("escape", "疏散通道堆放货物", "B 口疏散通道"),
    ("fire", "灭火器压力不足", "站厅东侧消防箱"),
    ("barrier", "防冲撞柱损坏一根", "主入口广场"),
    ("electrical", "配电间门锁失效", "地下一层配电间"),
    ("detection", "两路视频画面模糊", "南侧出入口"),
    ("structure", "吊顶板松动", "二层中庭"),
    ("gas", "燃气报警器离线", "餐饮区后厨"),
)


@dataclass(frozen=True, slots=True)
class Life:
    """What the year is lived with."""

    demo: Demo
    chance: random.Random

    @classmethod
    def of(cls, demo: Demo, seed: int = 7) -> Life:
        """A life that is the same each time."""
        return cls(demo, random.Random(seed))  # noqa: S311 — a demo, no secret

    def manager(self, place: Place) -> Actor:
        """Who manages a place."""
        return self.demo.actors[f"manager@{self._house(place)}.example"]

    def reviewer(self, place: Place) -> Actor:
        """Who looks a second time."""
        return self.demo.actors[f"reviewer@{self._house(place)}.example"]

    def _house(self, place: Place) -> str:
        return "metro" if place.premises.tenant_id == self.demo.organisations["metro"].pk else "yunqi"


def live(life: Life, first: date, last: date, told: Callable[[date], None]) -> None:
    """Live from one day to another.

    Args:
        told: called with each day that was lived, for progress.
    """
    demo, day, moved = life.demo, first, None
    with scopes_disabled():
        with at(morning(first)), transaction.atomic():
            _plans(life, first.year)
            _plans(life, last.year) if last.year != first.year else None
        while day <= last:
            with at(morning(day)), transaction.atomic():
                if moved is None or day - moved >= AHEAD or day + STEP > last:
                    horizon.run(morning(day))
                    moved = day
                for place in demo.places:
                    _week(life, place, day)
                _sessions(life, day)
            if day.day <= 7:
                with at(morning(day)):
                    sign_head()
            told(day)
            day += STEP


def morning(day: date) -> datetime:
    """When the work of a day begins."""
    return datetime.combine(day, time(9, 30), ZONE)


def _week(life: Life, place: Place, day: date) -> None:
    """What is done at a place in the week before a day."""
    for task in _due(place, day):
        _work(life, place, task, day)
    for task in Task.objects.filter(premises=place.premises, state=TaskState.SUBMITTED).select_related("organisation"):
        if life.chance.random() < 0.9:
            review(life.reviewer(place), task, accept=True)
    _hazards(life, place, day)
    if life.chance.random() < 0.01:
        occasion = Occasion(premises=place.premises, name="order", at=morning(day), note="检查通知书（示范）")
        record_occasion(life.manager(place), occasion)


def _due(place: Place, day: date) -> Iterator[Task]:
    """Open tasks that are about to be due, and those that have been overdue for some weeks."""
    rows = Task.objects.filter(premises=place.premises, state=TaskState.OPEN)
    near = rows.filter(due__gte=day - timedelta(days=21), due__lt=day + 2 * STEP, opens__lte=day)
    yield from near.select_related("organisation", "premises__organisation", "version")


def _work(life: Life, place: Place, task: Task, day: date) -> None:
    late = task.due < day
    share = LATE[place.style] / 3 if late else IN_TIME[place.style] / 1.6
    if life.chance.random() > share:
        return
    kinds = list(task.expected) or ["statement"]
    words = task.version.summary_zh
    pieces = [paper(place.officer, place.premises, kind, words, day, life.chance) for kind in kinds]
    complete(place.officer, task, [piece.key for piece in pieces])


def _hazards(life: Life, place: Place, day: date) -> None:
    if life.chance.random() < HAZARDS[place.style]:
        _find(life, place, day)
    waiting = Hazard.objects.filter(premises=place.premises, state__in=tuple(_NEXT))
    for hazard in waiting.select_related("organisation", "premises"):
        if life.chance.random() < MENDED[place.style]:
            _NEXT[HazardState(hazard.state)](life, place, hazard, day)


def _find(life: Life, place: Place, day: date) -> None:
    kind, what, where = life.chance.choice(FOUND)
    before = paper(place.officer, place.premises, "photo", what, day, life.chance)
    hazard = report_hazard(place.officer, place.premises, what=what, place=where, pieces={"before": [before]})
    if life.chance.random() < 0.2:
        return  # graded in a later week
    _grade(life, place, hazard, day, kind)


def _grade(life: Life, place: Place, hazard: Hazard, day: date, kind: str = "supplies") -> None:
    major = life.chance.random() < 0.1
    graded = grade_hazard(life.manager(place), hazard, grade="major" if major else "general", kind=kind)
    if major:
        reported = report_major(life.manager(place), graded, reported_to="属地主管部门（示范）")
        hand_in_plan(life.manager(place), reported, plan="停用相关区域，委托检测并分段整改，整改期间加派岗位。")
    else:
        _settle(life, place, graded, day)


def _approve(life: Life, place: Place, hazard: Hazard, day: date) -> None:
    _settle(life, place, decide_plan(life.reviewer(place), hazard, approved=True), day)


def _settle(life: Life, place: Place, hazard: Hazard, day: date) -> None:
    settle_fixes(
        life.manager(place),
        hazard,
        post="设施维护班组",
        responsible=place.officer.account,
        measure="更换或者修复，并检查同类设施",
        money=Decimal(life.chance.randrange(2, 80) * 100),
        deadline=day + timedelta(days=life.chance.choice((7, 14, 21))),
        interim="设置警示标识，增加巡查",
    )


def _fix(life: Life, place: Place, hazard: Hazard, day: date) -> None:
    after = paper(place.officer, place.premises, "photo", "整改后", day, life.chance)
    ask_recheck(life.manager(place), hazard, note="已按措施整改", evidence=[after])


def _recheck(life: Life, place: Place, hazard: Hazard, day: date) -> None:
    recheck(life.reviewer(place), hazard, passed=life.chance.random() < 0.9, note="现场复查")


_NEXT: Final[Mapping[HazardState, Callable[[Life, Place, Hazard, date], None]]] = {
    HazardState.FOUND: _grade,
    HazardState.PLANNED: _approve,
    HazardState.REOPENED: _settle,
    HazardState.FIXING: _fix,
    HazardState.RECHECK: _recheck,
}
"""What comes next for a hazard in each state."""


def _plans(life: Life, year: int) -> None:
    """A training plan for each group."""
    for house, root in (("metro", "metro"), ("yunqi", "hospitality")):
        organisation, manager = life.demo.organisations[root], life.demo.actors[f"manager@{house}.example"]
        plan = add_plan(manager, TrainingPlan(organisation=organisation, year=year, goal="全员知晓应急疏散路线"))
        for month, topic in ((3, "应急疏散与广播"), (6, "消防器材使用"), (9, "反恐防范知识"), (11, "冬季用电安全")):
            item = TrainingItem(topic=topic, audience="all", due=date(year, month, 20), hours=Decimal(2))
            item.plan, item.organisation = plan, organisation
            add_item(manager, plan, item)
        approve_plan(manager, plan)


def _sessions(life: Life, day: date) -> None:
    """Sessions that the plan wanted in this week, most of them held."""
    due = TrainingItem.objects.filter(due__gt=day - STEP, due__lte=day, sessions=None)
    for item in due.select_related("organisation"):
        if life.chance.random() < 0.85:
            house = "metro" if item.organisation_id == life.demo.organisations["metro"].pk else "yunqi"
            session = TrainingSession(
                organisation=item.organisation,
                item=item,
                held_on=day,
                topic=item.topic,
                audience=item.audience,
                hours=Decimal(2),
                count=life.chance.randrange(30, 180),
            )
            add_session(life.demo.actors[f"manager@{house}.example"], session)
