"""The demo: a short life of it, so that a change of an action that it uses is noticed here."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from dutybook_web.demo.clock import at
from dutybook_web.demo.office import furnish
from dutybook_web.demo.places import enter
from dutybook_web.demo.year import ZONE, Life, live
from dutybook_web.models import (
    Act,
    Assessment,
    Body,
    Event,
    Evidence,
    Hazard,
    Inspection,
    Organisation,
    Premises,
    Report,
    Task,
    TaskState,
)


def test_demo_lives_some_weeks(db: None) -> None:
    first, last = date(2026, 5, 18), date(2026, 7, 13)
    days: list[date] = []
    with at(datetime(2026, 5, 18, 9, tzinfo=ZONE)):
        demo = enter()
    life = Life.of(demo)
    live(life, first, last, days.append)
    furnish(demo, last, life)
    assert (Premises.objects.count(), Organisation.objects.filter(parent=None).count()) == (24, 3)
    assert len({premises.jurisdiction[:2] for premises in Premises.objects.all()}) == 3
    assert days[-1] == last
    states = set(Task.objects.filter(due=date(2026, 6, 30)).values_list("state", flat=True))
    assert {TaskState.DONE, TaskState.OPEN} <= states
    assert Evidence.objects.exists()
    shown = (Hazard, Act, Assessment, Body, Inspection, Report)
    assert [model.__name__ for model in shown if not model.objects.exists()] == []
    assert Event.objects.exists()


def test_clock_goes_back_to_the_real_time() -> None:
    with at(datetime(2020, 1, 1, tzinfo=ZONE)):
        assert timezone.now().year == 2020
    assert timezone.now() - datetime.now(tz=ZONE) < timedelta(seconds=5)
